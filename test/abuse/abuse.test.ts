import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { sealActivities, verifyChain } from '../../src/kernel/seal/seal.ts'
import { approve, stepOf } from '../../src/modules/articles/commands/publication.ts'
import { take } from '../../src/modules/articles/commands/steps.ts'
import { saveWorking } from '../../src/modules/articles/commands/saving.ts'
import { copyOf, credit, describe } from '../../src/modules/articles/commands/writing.ts'
import { articleWorld, base, ok, status, text } from '../../src/modules/articles/fixture.ts'
import { addMedium } from '../../src/modules/media/commands.ts'
import { actorOf, standingFor } from '../cast.ts'

/**
 * The abuse cases by their numbers, as somebody with an account would try them on articles. What comes in a text: texts.test.ts; the wire: wire.test.ts; sessions: sessions.test.ts; who may what:
 * access.test.ts. Tried beside their subject: 8 (codes) people/signin/guessing.test.ts · 10 and 29 media/hostile.test.ts and upload.test.ts ·
 * 23 kernel/time.test.ts · 25 kernel/archive/hostile.test.ts. Nothing here yet to abuse: 16 exports, 22 money.
 */
const world = await articleWorld()
after(world.close)
const { db, deps, cast, cong, thuvien, sections, seen, article } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const nobody = world.signInAs(null)
const refused = (work: Promise<unknown>, wanted: number) => assert.rejects(work, status(wanted))

test('4 a text takes in only files that its writer may see, so numbers tell nobody the address of another site’s file', async () => {
  const file = Buffer.from('x')
  const taken = {
    key: '2026/11/aaaaaaaaaaaaaaaaaaaa.webp',
    kind: 'image' as const,
    contentType: 'image/webp',
    bytes: 1,
    sha256: file,
    sourceSha256: file,
    width: 1,
    height: 1,
    seconds: null,
    name: 'mat.webp',
    caption: '',
    credit: '',
    place: '',
    takenOn: null,
    placeholder: null,
    renditions: [],
    notes: [],
  }
  const description = { caption: '', credit: '', alt: '', decorative: false }
  const { id: medium } = ok(await addMedium(deps, null, taken, { siteId: thuvien, uploadedBy: null, description }))
  const narrow = await actorOf(db, { name: 'Chỉ Cổng', grants: [{ role: 'contributor', site: cong, sections: null }] })
  const id = await world.begin(narrow)
  const figure = { type: 'figure' as const, attrs: { id: 'anh1', mediaId: medium, alt: 'a', decorative: false, credit: 'b' } }
  const written = { ...text(), body: { type: 'doc' as const, content: [figure] } }
  const { version } = await seen(id)
  await refused(saveWorking(deps, narrow, id, version, written), 422)
  await refused(copyOf(deps, narrow, id, written), 422)
  const about = { genre: 'news' as const, sectionId: sections.vanHoa, coverId: medium, tags: [], source: '' }
  assert.deepEqual(await describe(deps, narrow, id, about), { ok: false, issues: { cover: 'unknownPicture' } })
  const whole = await world.signInAs(narrow).put(`${base}/${id}/luu`, { version, ...written })
  assert.equal(whole.statusCode, 422)
  assert.ok(!whole.body.includes(taken.key))

  const own = await world.begin(mai)
  await world.share(
    own,
    mai,
    { personId: mai.id, penName: '', role: 'text', share: 5_000 },
    { personId: narrow.id, penName: '', role: 'text', share: 5_000 },
  )
  await saveWorking(deps, mai, own, (await seen(own)).version, written)
  const again = await saveWorking(deps, narrow, own, (await seen(own)).version, { ...written, title: 'Sửa đề' })
  assert.equal(again.kind, 'saved', 'what a colleague has put there stays')
})

test('4 comparing with a text that was never saved tells no address of a file either', async () => {
  const medium = await db.selectFrom('media').select(['id', 'key']).where('site_id', '=', thuvien).executeTakeFirstOrThrow()
  const narrow = await actorOf(db, { name: 'Chỉ Cổng', grants: [{ role: 'contributor', site: cong, sections: null }] })
  const id = await world.begin(narrow)
  const figure = { type: 'figure', attrs: { mediaId: medium.id, alt: 'a', decorative: false, credit: 'b' } }
  const compared = await world
    .signInAs(narrow)
    .postJson(`${base}/${id}/luu/so-sanh`, { title: '', lead: '', body: { type: 'doc', content: [figure] } })
  assert.ok(!compared.body.includes(medium.key))
})

test('4 a draft is in nobody else’s list, count, search, feed, map or page', async () => {
  const title = 'Bản nháp giữ kín của Mai'
  const id = await world.begin(mai, { text: text(title) })
  const other = await actorOf(db, { name: 'Cộng tác viên khác', grants: [{ role: 'contributor', site: cong, sections: null }] })
  for (const actor of [other, hoa, son, cast.keeper, cast.admin, cast.accountant, cast.leader])
    for (const url of [
      base,
      `${base}?q=giu+kin`,
      `${base}?author=Mai&status=draft`,
      '/toa-soan/viec-cua-toi',
      '/toa-soan/duyet',
      `${base}/${id}`,
      `${base}/${id}/lich-su`,
      `${base}/${id}/xem-truoc/khung`,
    ])
      assert.ok(!(await world.signInAs(actor).get(url)).body.includes('giữ kín'), `${actor.name} ${url}`)
  const counted = (await world.signInAs(other).get(`${base}?q=giu+kin`)).body
  assert.equal(
    counted,
    (await world.signInAs(other).get(`${base}?q=giu+kiz`)).body.replaceAll('giu kiz', 'giu kin').replaceAll('giu+kiz', 'giu+kin'),
    'no count tells of it',
  )
  for (const url of ['/', '/van-hoa', '/rss.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/tim-kiem?q=giu+kin', `/van-hoa/x-${id}`])
    assert.ok(!(await nobody.get(url)).body.includes('giữ kín'), url)
})

test('5 and 18 fields that are not on a form change nothing: status, author, version, roles, prototypes', async () => {
  const id = await world.begin(mai)
  const before = await article(id)
  const extra = {
    status: 'approved',
    createdBy: son.id,
    created_by: son.id,
    siteId: thuvien,
    approvedRevisionId: 1,
    __proto__: 'x',
    'constructor[prototype][admin]': '1',
    role: 'admin',
  }
  const saved = await world.signInAs(mai).put(`${base}/${id}/luu`, { version: before.version, ...text('Đề mới'), ...extra })
  assert.equal(saved.statusCode, 200)
  await world.signInAs(mai).post(`${base}/${id}/thong-tin`, { genre: 'news', section: sections.duLich, tags: '', source: '', ...extra })
  const after = await article(id)
  assert.deepEqual(
    [after.status, after.createdBy, after.siteId, after.approvedRevisionId, after.title],
    ['draft', mai.id, cong, null, 'Đề mới'],
  )
  assert.equal(({} as { admin?: string }).admin, undefined)
  const poison = await world.signInAs(mai).put(`${base}/${id}/luu`, undefined, { 'content-type': 'application/json' })
  assert.equal(poison.statusCode, 400)
})

test('6 nobody passes or approves what is theirs: as author, co-author, stand-in, or by leaving the credits first', async () => {
  const twoOf = (a: number, b: number) => [a, b].map((personId) => ({ personId, penName: '', role: 'text' as const, share: 5_000 }))
  const id = await world.begin(mai)
  await world.share(id, mai, ...twoOf(mai.id, son.id))
  const alone = [{ personId: mai.id, penName: '', role: 'text' as const, share: 10_000 }]
  await refused(credit(deps, son, id, alone), 403)
  await refused(credit(deps, standingFor(hoa, son), id, alone), 403)
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  await refused(take(deps, son, id, 'pass', await seen(id)), 403)
  ok(await take(deps, hoa, id, 'pass', await seen(id)))
  const plan = { at: null, sites: [] }
  await refused(approve(deps, son, id, await seen(id), plan), 403)
  await refused(approve(deps, standingFor(hoa, son), id, await seen(id), plan), 403)
  await refused(approve(deps, standingFor(mai, son), id, await seen(id), plan), 403)
  const { version } = await article(id)
  const posted = await world.signInAs(son).post(`${base}/${id}/duyet`, { version, when: 'now' })
  assert.equal(posted.statusCode, 403)
  assert.equal((await article(id)).status, 'edited')
  const own = await world.edited(son)
  const second = await actorOf(db, { name: 'Trưởng ban hai', grants: [{ role: 'chief', site: null, sections: null }] })
  ok(await approve(deps, second, own, await seen(own), { at: (await article(own)).savedAt.add({ hours: 24 }), sites: [] }))
  for (const { id: publication } of (await article(own)).publications)
    await refused(stepOf(deps, son, own, publication, 'publish', {}), 403)
})

test('6 an author who puts the chief’s name under a published text cannot keep the chief from taking it down', async () => {
  const id = await world.live()
  ok(await take(deps, mai, id, 'revise', await seen(id)))
  await world.share(id, mai, ...[mai.id, son.id].map((personId) => ({ personId, penName: '', role: 'text' as const, share: 5_000 })))
  const publication = (await article(id)).publications[0]!.id
  await refused(approve(deps, son, id, await seen(id), { at: null, sites: [] }), 409)
  ok(await stepOf(deps, son, id, publication, 'withdraw', { reason: 'Chờ xác minh', why: 'legal' }))
  await refused(stepOf(deps, son, id, publication, 'restore', { reason: 'Đăng lại' }), 403)
})

test('6 of two who approve the same text at once, one is told that it has changed', async () => {
  const id = await world.edited()
  const at = await seen(id)
  const second = await actorOf(db, { name: 'Trưởng ban hai', grants: [{ role: 'chief', site: null, sections: null }] })
  const both = await Promise.allSettled([son, second].map((chief) => approve(deps, chief, id, at, { at: null, sites: [] })))
  const ends = both.map((one) => (one.status === 'rejected' ? (one.reason as { status: number }).status : 'done'))
  assert.deepEqual(new Set(ends), new Set([409, 'done']))
  assert.equal((await db.selectFrom('publications').select('id').where('article_id', '=', id).execute()).length, 1)
})

test('9 quotes, operators, wild cards and patterns in any filter find nothing and break nothing', async () => {
  const bad = [
    "' or 1=1--",
    '%',
    '_',
    '\\',
    '(((((((',
    'a'.repeat(5_000),
    '&|!:*',
    '\0',
    '\ud800',
    '${7*7}',
    '(a+)+$',
    '%00',
    '0x1',
    '1e9',
    '1;select pg_sleep(5)',
  ]
  const desk = world.signInAs(son)
  for (const value of bad.map((one) => encodeURIComponent(one.toWellFormed()))) {
    for (const name of ['q', 'author', 'status', 'genre', 'site', 'section', 'page', 'mine']) {
      const page = await desk.get(`${base}?${name}=${value}`)
      assert.ok(page.statusCode < 500, `${name}=${value} ${page.statusCode}`)
    }
    for (const url of [
      `/tim-kiem?q=${value}`,
      `/tim-kiem?q=a&muc=${value}`,
      `/toa-soan/tu-lieu?q=${value}`,
      `/toa-soan/tu-lieu.json?q=${value}&page=${value}`,
    ])
      assert.ok((await desk.get(url)).statusCode < 500, url)
  }
})

test('20 what is withdrawn is gone from page, list, feed, map and search', async () => {
  const title = 'Tin sẽ gỡ xuống'
  const id = await world.live({}, mai, { text: text(title) })
  const address = `/van-hoa/${(await article(id)).publications[0]!.slug}-${id}`
  assert.ok((await nobody.get(address)).body.includes(title))
  await world.place(id, 'withdraw', { reason: 'Chờ xác minh' })
  assert.equal((await nobody.get(address)).statusCode, 410)
  for (const url of ['/', '/van-hoa', '/rss.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/tim-kiem?q=se+go']) {
    const { body } = await nobody.get(url)
    assert.ok(!body.includes(title) && !body.includes(address), url)
  }
})

test('21 a row of the record that was changed, or taken out, is told of', async () => {
  const key = Buffer.alloc(32, 7)
  await sealActivities(db, key)
  assert.deepEqual(await verifyChain(db, key), [])
  const { id } = await db.selectFrom('activities').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await sql`alter table activities disable trigger all`.execute(db).catch(() => {})
  await db.updateTable('activities').set({ actor_id: null, kind: 'article.approved' }).where('id', '=', id).execute()
  assert.ok((await verifyChain(db, key)).some(({ kind }) => kind === 'changed'))
})

test('26 and 28 an unknown parameter is never echoed, and what was searched is nothing for engines to keep', async () => {
  for (const url of [
    '/tim-kiem?q=nhacai&zzqq=zzqq',
    '/?zzqq=zzqq',
    '/van-hoa?zzqq=zzqq',
    `${base}?zzqq=zzqq`,
    '/toa-soan/tu-lieu?zzqq=zzqq',
  ]) {
    const page = await world.signInAs(son).get(url)
    assert.ok(!page.body.includes('zzqq'), url)
    assert.ok(!String(page.headers.location ?? '').includes('zzqq'), url)
  }
  const found = await nobody.get('/tim-kiem?q=nhacai')
  assert.match(found.body, /<meta name="robots" content="noindex"/)
  const bot = await nobody.get('/', { 'user-agent': 'Googlebot/2.1' })
  assert.equal(bot.body, (await nobody.get('/', { 'user-agent': 'Mozilla/5.0' })).body, 'the same page for a crawler and a person')
})

test('11 nothing in the server’s source asks another machine for anything but by the guarded way out', () => {
  const root = join(import.meta.dirname, '../../src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|island|fixture|\/editor\/|^ui\/|newsroom\/(send|remarks\/sending)\.ts$/.test(name),
  )
  const asking = files.filter((name) =>
    /\bfetch\(|https?\.request\(|https?\.get\(|from 'undici'|^import (?:https?\b|.*\brequest\b).*from 'node:https?'|net\.connect\(|tls\.connect\(/m.test(
      readFileSync(join(root, name), 'utf8'),
    ),
  )
  // The object store of the operator, and the guarded way out; letters go by a library of their own.
  assert.deepEqual(asking.toSorted(), ['kernel/files/wire.ts', 'kernel/outgoing.ts'])
})
