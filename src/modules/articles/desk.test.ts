import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now } from '../../kernel/time.ts'
import { emptyBody, type Block, type Body } from './body/body.ts'
import { issuesOf } from './check.ts'
import { findingsIn } from './checking/reading.ts'
import { saveWorking } from './commands/saving.ts'
import { nameRevision } from './commands/writing.ts'
import { articleWorld, base, bodyOf, ok, says, shown, text } from './fixture.ts'
import { articles } from './index.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, article, sections } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const as = (actor: Actor | null) => world.signInAs(actor)

test('details and credits are ordinary forms that keep what was typed', async () => {
  const id = await world.begin()
  const client = as(mai)
  const saved = await client.post(`${base}/${id}/thong-tin`, {
    genre: 'news',
    section: sections.duLich,
    tags: 'lễ hội, Hoa Ban ,lễ hội',
    source: 'Báo tỉnh',
  })
  assert.equal(saved.statusCode, 303)
  const { genre, sectionId, tags, source } = await article(id)
  assert.deepEqual([genre, sectionId, tags, source], ['news', sections.duLich, ['lễ hội', 'Hoa Ban'], 'Báo tỉnh'])
  const wrong = await client.post(`${base}/${id}/thong-tin`, {
    genre: 'news',
    section: 999_999,
    tags: 'chợ phiên',
    source: 'x',
  })
  assert.equal(wrong.statusCode, 422)
  assert.ok(wrong.body.includes('value="chợ phiên"'))
  const found = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '70', q: 'tran thu hoa' })
  assert.equal(found.statusCode, 200)
  says(found.body, new RegExp(`name="add" value="${hoa.id}"`))
  assert.ok(found.body.includes('value="70"'), 'what was typed is still there')
  const added = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '70', add: hoa.id })
  says(added.body, new RegExp(`name="person-1"[^>]* value="${hoa.id}"`))
  const short = await client.post(`${base}/${id}/tac-gia`, {
    'person-0': mai.id,
    'role-0': 'text',
    'share-0': '70',
    'person-1': hoa.id,
    'role-1': 'text',
    'share-1': '20',
    do: 'save',
  })
  assert.equal(short.statusCode, 422)
  says(shown(short.body), /cộng lại đủ 100%/)
  for (const bad of ['-5', '101', 'x', '1e3', ''])
    assert.equal(
      (await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': bad, do: 'save' })).statusCode,
      422,
      bad,
    )
  assert.equal(
    (await client.post(`${base}/${id}/tac-gia`, { 'person-0': '999999', 'role-0': 'text', 'share-0': '100', do: 'save' })).statusCode,
    422,
  )
  assert.equal(
    (await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'boss', 'share-0': '100', do: 'save' })).statusCode,
    422,
  )
  const both = await client.post(`${base}/${id}/tac-gia`, {
    'person-0': mai.id,
    'role-0': 'text',
    'share-0': '66,5',
    'person-1': hoa.id,
    'role-1': 'text',
    'share-1': '33.5',
    do: 'save',
  })
  assert.equal(both.statusCode, 303)
  assert.deepEqual(
    (await article(id)).contributions.map(({ share }) => share),
    [6_650, 3_350],
  )
})

test('the history shows every text kept, compares two, and gives an older one back with a way to undo it', async () => {
  const id = await world.begin()
  ok(await nameRevision(deps, mai, id, 'bản đầu'))
  await saveWorking(deps, mai, id, 2, text('Viết lại'))
  const client = as(mai)
  says(shown((await client.get(`${base}/${id}/lich-su`)).body), /lưu bản “bản đầu”/)
  says((await client.get(`${base}/${id}/lich-su/1`)).body, /Đêm Xòe ở bản Na Vai/)
  says((await client.get(`${base}/${id}/lich-su/so-sanh?tu=1`)).body, /<del id="sua-1"/)
  const restored = await client.post(`${base}/${id}/lich-su/1/lay-lai`)
  assert.equal(restored.statusCode, 303)
  assert.equal((await article(id)).title, 'Đêm Xòe ở bản Na Vai')
  const page = await client.get(restored.headers.location!)
  const undo = /<form method="post" action="([^"]+lich-su\/2\/lay-lai)">/.exec(page.body)![1]!
  await client.post(undo)
  assert.equal((await article(id)).title, 'Viết lại')
  assert.equal((await client.get(`${base}/${id}/lich-su/99`)).statusCode, 404)
})

test('the list keeps its filters in its address, counts in words, and passes over what it does not know', async () => {
  const client = as(son)
  const page = await client.get(`${base}?status=live&q=xoe&nonsense=%3Cscript%3E&page=abc`)
  assert.equal(page.statusCode, 200)
  says(shown(page.body), /\d+ bài/)
  assert.ok(!page.body.slice(page.body.indexOf('<main')).includes('nonsense'))
  says(shown((await client.get(`${base}?q=khongcobainao`)).body), /Chưa có bài nào khớp\. Bỏ bớt bộ lọc/)
  for (const bad of [
    'status=x',
    'genre=%00',
    'site=-1',
    'section=1e9',
    'author=%25%27',
    'mine=2',
    'q=%27%3Bdrop',
    'q=%00a',
    'page=99999999',
  ])
    assert.equal((await client.get(`${base}?${bad}`)).statusCode, 200, bad)
})

test('the checklist beside the text and the gate before sending speak of the same things', async () => {
  const figure = (id: string, alt: string, credit: string, mediaId: number | null = 1, decorative = false): Block => ({
    type: 'figure',
    attrs: { id, mediaId, alt, credit, decorative },
  })
  const asked = async (title: string, sectionId: number | null, ...blocks: Block[]) => {
    const body: Body = { type: 'doc', content: [...(title ? bodyOf('Chữ').content : emptyBody().content), ...blocks] }
    const findings = await findingsIn(db, {
      siteId: world.cong,
      genre: 'feature',
      lang: 'vi',
      title,
      lead: title,
      body,
      sectionId,
      coverId: null,
    })
    const required = findings.filter(({ level }) => level === 'required')
    return { whys: required.map(({ why, values }) => [why, ...values].join(' ')), issues: issuesOf(findings) }
  }
  assert.deepEqual(await asked('', null), {
    whys: ['titleMissing', 'leadMissing', 'sectionMissing', 'bodyMissing'],
    issues: { title: 'titleMissing', lead: 'leadMissing', section: 'sectionMissing', body: 'bodyMissing' },
  })
  assert.deepEqual((await asked('x'.repeat(201), 1)).issues, { title: 'titleTooLong' })
  const pictures = [figure('hinh1', 'a', 'b'), figure('hinh2', '', ''), figure('hinh3', '', 'b', 1, true)]
  assert.deepEqual(await asked('T', 1, ...pictures), {
    whys: ['altMissing 2', 'creditMissing 2'],
    issues: { body: 'altMissing' },
  })
  assert.deepEqual((await asked('T', 1, figure('hinh1', 'a', 'b', null))).issues, { body: 'stillUploading' })
  const video = (mediaId: number | null): Block => ({ type: 'video', attrs: { id: 'phim1', mediaId, caption: '', credit: '' } })
  assert.deepEqual((await asked('T', 1, video(null))).whys, ['videoUploading 1'])
  assert.deepEqual((await asked('T', 1, video(2))).issues, {})
  const gallery: Block = { type: 'gallery', attrs: { id: 'chum1', items: [{ mediaId: 1, caption: '', alt: '', credit: 'b' }] } }
  assert.deepEqual((await asked('T', 1, gallery)).whys, ['altMissing 1'])
})

test('an empty desk says so and offers to write', async () => {
  const fresh = await actorOf(db, { name: 'Lò Văn Mới', grants: [{ role: 'contributor', site: null, sections: null }] })
  const words = shown((await as(fresh).get('/toa-soan/viec-cua-toi')).body)
  says(words, /Không có gì chờ bạn\./)
  says(words, /Viết bài mới/)
})

test('a picture described anew is drawn anew where readers see it', async () => {
  const { id: medium } = await db
    .insertInto('media')
    .values({
      key: '2026/11/x-b.jpg',
      site_id: world.cong,
      kind: 'image',
      content_type: 'image/jpeg',
      bytes: 1,
      sha256: Buffer.alloc(32),
      source_sha256: Buffer.alloc(32),
      name: 'b.jpg',
      width: 10,
      height: 10,
      credit: 'Lò Thị Mai',
      alt: 'Vòng Xòe',
      uploaded_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const body = {
    ...bodyOf('Chữ'),
    content: [
      ...bodyOf('Chữ').content,
      { type: 'gallery' as const, attrs: { id: 'chum1', items: [{ mediaId: medium, caption: '', credit: 'Mai', alt: 'Vòng Xòe' }] } },
    ],
  }
  const id = await world.live({}, mai, { text: { ...text(), body } })
  const html = async () => (await db.selectFrom('publications').select('html').where('article_id', '=', id).executeTakeFirstOrThrow()).html
  says(await html(), /x-b\.jpg/)
  await db.updateTable('media').set({ hidden_at: now() }).where('id', '=', medium).execute()
  const hidden = { id: 1, at: now(), actorId: null, kind: 'media.hidden', subjectId: medium, siteId: world.cong, detail: {} } as const
  await articles.on!['media.hidden']!(deps, hidden)
  assert.ok(!(await html()).includes('x-b.jpg'))
})
