import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now } from '../../kernel/time.ts'
import { saveWorking } from './commands/saving.ts'
import { describe } from './commands/writing.ts'
import { articleWorld, base, bodyOf, ok, says, shown, status, text } from './fixture.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, article, seen, sections, cong, thuvien } = world
const { contributor: mai, editor: hoa } = cast
const as = (actor: Actor | null) => world.signInAs(actor)

const picture = async (name: string, site = cong) =>
  (
    await db
      .insertInto('media')
      .values({
        key: `2026/11/${name}`,
        site_id: site,
        kind: 'image',
        content_type: 'image/jpeg',
        bytes: 1,
        sha256: Buffer.alloc(32),
        source_sha256: Buffer.alloc(32),
        name,
        words: name,
        width: 1600,
        height: 900,
        uploaded_at: now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

test('genre and section are changed from the editor in step with its text, and everything else stays as it was', async () => {
  const id = await world.begin()
  const cover = await picture('bia.jpg')
  ok(await describe(deps, mai, id, { tags: ['lễ hội'], source: 'Báo tỉnh', coverId: cover }))
  const { version } = await seen(id)
  const sort = (given: object) => as(mai).postJson(`${base}/${id}/luu/phan-loai`, given)
  const sorted = await sort({ version, genre: 'interview', section: sections.duLich })
  assert.deepEqual([sorted.statusCode, sorted.json().version], [200, version + 1])
  const { genre, sectionId, tags, source, coverId, title } = await article(id)
  assert.deepEqual(
    [genre, sectionId, tags, source, coverId, title],
    ['interview', sections.duLich, ['lễ hội'], 'Báo tỉnh', cover, text().title],
  )
  assert.equal((await as(mai).put(`${base}/${id}/luu`, { version: version + 1, ...text('Viết tiếp') })).statusCode, 200)
  const late = await sort({ version, genre: 'news' })
  assert.deepEqual([late.statusCode, late.json().title, late.json().version], [409, 'Viết tiếp', version + 2])
  assert.equal((await article(id)).genre, 'interview')
  for (const wrong of [{ genre: 'boss' }, { section: 'x' }, { section: -1 }, { section: 2 ** 40 }, { version: 'x' }])
    assert.equal((await sort({ version: version + 2, ...wrong })).statusCode, 400, JSON.stringify(wrong))
  assert.deepEqual((await sort({ version: version + 2, section: 999_999 })).json(), { issues: { section: 'unknownSection' } })
})

test('of a choice and a saving that meet, one is told of the other', async () => {
  const id = await world.begin()
  const { version } = await seen(id)
  const [sorted, saved] = await Promise.all([
    as(mai).postJson(`${base}/${id}/luu/phan-loai`, { version, genre: 'news' }),
    as(mai).put(`${base}/${id}/luu`, { version, ...text('Cùng lúc') }),
  ])
  assert.deepEqual(
    [sorted.statusCode, saved.statusCode].toSorted((a, b) => a - b),
    [200, 409],
  )
  assert.equal((await article(id)).version, version + 1)
})

test('a draft goes to another site with a section of it; what was sent stays where it is', async () => {
  const id = await world.begin()
  const editor = await as(mai).get(`${base}/${id}/viet`)
  says(editor.body, /<optgroup label="Thư viện">/)
  const moved = await as(mai).postJson(`${base}/${id}/luu/phan-loai`, { version: 2, section: sections.sach })
  assert.deepEqual([moved.statusCode, moved.json().sites], [200, 'Thư viện'])
  assert.match(moved.json().uploadUrl, new RegExp(`site=${thuvien}$`))
  assert.deepEqual([(await article(id)).siteId, (await article(id)).sectionId], [thuvien, sections.sach])
  const back = await as(mai).post(`${base}/${id}/thong-tin`, { genre: 'news', section: sections.vanHoa, tags: '', source: '' })
  assert.equal(back.statusCode, 303)
  assert.equal((await article(id)).siteId, cong)

  const sent = await world.sent()
  const refused = await as(hoa).postJson(`${base}/${sent}/luu/phan-loai`, { ...(await seen(sent)), section: sections.sach })
  assert.equal(refused.statusCode, 422)
  assert.deepEqual(await describe(deps, hoa, sent, { sectionId: sections.sach }), { ok: false, issues: { section: 'unknownSection' } })
  assert.equal((await article(sent)).siteId, cong)
})

test('nobody takes an article to a site or a section where he does not write', async () => {
  const narrow = await actorOf(db, { name: 'Một mục', grants: [{ role: 'contributor', site: cong, sections: [sections.duLich] }] })
  const id = await world.begin(narrow, { section: sections.duLich })
  says((await as(narrow).get(`${base}/${id}/viet`)).body, /value="\d+" selected[^>]*>Du lịch/)
  for (const section of [sections.sach, sections.vanHoa])
    assert.equal((await as(narrow).postJson(`${base}/${id}/luu/phan-loai`, { version: 2, section })).statusCode, 422)
  assert.deepEqual(await describe(deps, narrow, id, { sectionId: sections.sach }), { ok: false, issues: { section: 'unknownSection' } })
  await assert.rejects(describe(deps, mai, id, { sectionId: sections.vanHoa }), status(404))
})

test('the cover is one of the pictures shown: of the text, of the library, or none', async () => {
  const [own, other, hidden] = [await picture('trong-bai.jpg'), await picture('thu-vien-xoe.jpg'), await picture('da-an.jpg')]
  await db.updateTable('media').set({ hidden_at: now() }).where('id', '=', hidden).execute()
  const id = await world.begin()
  const figure = { type: 'figure' as const, attrs: { id: 'anh1', mediaId: own, alt: 'a', decorative: false, credit: 'b' } }
  await saveWorking(deps, mai, id, 2, { ...text(), body: { ...bodyOf('Chữ'), content: [...bodyOf('Chữ').content, figure] } })
  const client = as(mai)
  const page = await client.get(`${base}/${id}/thong-tin`)
  const radios = (html: string) =>
    [...html.matchAll(/name="cover" value(?:="(\d*)")?( checked)?/g)].map(([, value = '', on]) => [value, Boolean(on)])
  assert.deepEqual(radios(page.body).slice(0, 2), [
    ['', true],
    [String(own), false],
  ])
  assert.ok(radios(page.body).some(([value]) => value === String(other)))
  assert.ok(!radios(page.body).some(([value]) => value === String(hidden)))
  assert.equal(radios(page.body).filter(([value]) => value === String(own)).length, 1)
  const found = await client.get(`${base}/${id}/thong-tin?anh=thu-vien&trang-anh=x`)
  assert.deepEqual(
    radios(found.body).map(([value]) => value),
    ['', String(own), String(other)],
  )
  says(shown((await client.get(`${base}/${id}/thong-tin?anh=khongco`)).body), /Thư viện không có ảnh nào khác khớp/)

  assert.equal((await client.post(`${base}/${id}/anh-dai-dien`, { cover: other })).statusCode, 303)
  assert.deepEqual([(await article(id)).coverId, (await article(id)).genre], [other, 'feature'])
  assert.equal(radios((await client.get(`${base}/${id}/thong-tin`)).body).find(([, on]) => on)?.[0], String(other))
  for (const wrong of [hidden, 777_777, 'x', '-1']) {
    const refused = await client.post(`${base}/${id}/anh-dai-dien`, { cover: wrong })
    assert.equal(refused.statusCode, 422, String(wrong))
    says(shown(refused.body), /Không có ảnh này trong thư viện/)
  }
  assert.equal((await client.post(`${base}/${id}/anh-dai-dien`, { cover: '' })).statusCode, 303)
  assert.equal((await article(id)).coverId, null)
})
