import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now, toLocal, formatDate } from '../../kernel/time.ts'
import { emptyBody, type Block, type Body } from './body/body.ts'
import { issuesBefore } from './check.ts'
import { take } from './commands/steps.ts'
import { nameRevision, saveWorking } from './commands/writing.ts'
import { articleWorld, bodyOf, ok, text } from './fixture.ts'
import { articles } from './index.ts'
import { todosOf } from './newsroom/about/checks.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, signInAs, seen, article, sections, thuvien } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const base = '/toa-soan/bai-viet'
const as = (actor: Actor | null) => signInAs(actor)
const shown = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ')

/** Like assert.match, without printing a whole page when it fails. */
const says = (body: string, wanted: RegExp) => assert.ok(wanted.test(body), `${wanted} is not in: ${shown(body).slice(0, 300)}`)

type Route = { method: string; url: string }
const routes: Route[] = []
const collect = (method: string) => (url: string) => void routes.push({ method, url })
newsroomRoutes({ get: collect('GET'), post: collect('POST'), put: collect('PUT') } as unknown as FastifyInstance, deps)

const json = { version: 2, ...text('Chen vào') }
const send = (actor: Actor | null, { method, url }: Route, id: number) => {
  const path = url.replace(':id', String(id)).replace(':number', '1').replace(':publication', '1')
  const client = as(actor)
  if (method === 'GET') return client.get(path)
  if (method === 'PUT') return client.put(path, json)
  return /\/luu\//.test(path) ? client.postJson(path, json) : client.post(path, { version: 2, reason: 'x', when: 'now', genre: 'news', 'person-0': hoa.id, 'role-0': 'text', 'share-0': '100' })
}

// Who gets past the guard of each route, by hand. A new route must be added here.
const writers = ['contributor', 'editor', 'secretary', 'chief']
const readers = [...writers, 'leader', 'accountant', 'keeper']
const reviewers = ['editor', 'secretary', 'chief']
const doors: Record<string, string[]> = {
  'GET /toa-soan/viec-cua-toi': readers, 'GET /toa-soan/bai-viet': readers, 'GET /toa-soan/duyet': reviewers,
  'GET /toa-soan/bai-viet/moi': writers, 'POST /toa-soan/bai-viet/moi': writers,
  'GET /toa-soan/bai-viet/:id': readers, 'GET /toa-soan/bai-viet/:id/viet': writers, 'GET /toa-soan/bai-viet/:id/viet/kiem-tra': writers,
  'GET /toa-soan/bai-viet/:id/viet/lich-su': writers, 'PUT /toa-soan/bai-viet/:id/luu': writers, 'POST /toa-soan/bai-viet/:id/luu/phien-ban': writers,
  'POST /toa-soan/bai-viet/:id/luu/so-sanh': writers, 'POST /toa-soan/bai-viet/:id/luu/ban-sao': writers, 'GET /toa-soan/bai-viet/:id/thong-tin': writers,
  'POST /toa-soan/bai-viet/:id/thong-tin': writers, 'POST /toa-soan/bai-viet/:id/tac-gia': writers, 'GET /toa-soan/bai-viet/:id/lich-su': readers,
  'GET /toa-soan/bai-viet/:id/lich-su/:number': readers, 'POST /toa-soan/bai-viet/:id/lich-su/:number/lay-lai': writers,
  'GET /toa-soan/bai-viet/:id/xem-truoc': readers, 'GET /toa-soan/bai-viet/:id/xem-truoc/khung': readers,
  'POST /toa-soan/bai-viet/:id/gui-duyet': writers, 'POST /toa-soan/bai-viet/:id/rut-lai': writers, 'POST /toa-soan/bai-viet/:id/chuyen-duyet': reviewers,
  'POST /toa-soan/bai-viet/:id/sua-bai': writers, 'POST /toa-soan/bai-viet/:id/bo-ban-sua': writers,
  'GET /toa-soan/bai-viet/:id/tra-lai': reviewers, 'POST /toa-soan/bai-viet/:id/tra-lai': reviewers,
  'GET /toa-soan/bai-viet/:id/duyet': ['chief'], 'POST /toa-soan/bai-viet/:id/duyet': ['chief'],
  ...Object.fromEntries(['dang-ngay', 'doi-gio', 'go-bai', 'dang-lai'].flatMap((step) =>
    ['GET', 'POST'].map((method) => [`${method} /toa-soan/bai-viet/:id/xuat-ban/:publication/${step}`, reviewers]))),
}

test('every route of the desk says who gets through it', () => {
  assert.deepEqual(routes.map(({ method, url }) => `${method} ${url}`).toSorted(), Object.keys(doors).toSorted())
})

test('another person’s draft does not exist, on any route, for anybody who has no part in it', async () => {
  const id = await world.begin()
  ok(await nameRevision(deps, mai, id, 'một'))
  const stranger2 = await actorOf(db, { name: 'Người khác', grants: [{ role: 'contributor', site: null, sections: null }] })
  const people: Record<string, Actor> = { ...cast, contributor: stranger2 }
  for (const route of routes.filter(({ url }) => url.includes(':id')))
    for (const [role, actor] of Object.entries(people)) {
      const answer = await send(actor, route, id)
      const through = doors[`${route.method} ${route.url}`]!.includes(role)
      // A bare version opens the question of a return or an approval without telling whether there is such an article.
      assert.equal(answer.statusCode, through ? 404 : 403, `${role} ${route.method} ${route.url}`)
      assert.ok(!answer.body.includes('Đêm Xòe'), `${role} ${route.method} ${route.url}`)
    }
  assert.equal((await article(id)).version, 2)
})

test('without a session a page leads to sign-in and whatever is sent is not taken', async () => {
  const id = await world.begin()
  for (const route of routes) {
    const answer = await send(null, route, id)
    assert.ok(answer.statusCode === 401 || (route.method === 'GET' && answer.statusCode === 303), `${route.method} ${route.url} ${answer.statusCode}`)
  }
})

test('a number that names nothing, or is none, is not found', async () => {
  for (const bad of ['0', '-1', '1.5', 'abc', '99999999999', '%00', '1%20or%201=1', '2147483648'])
    for (const rest of ['', '/viet', '/lich-su', '/xem-truoc', '/thong-tin']) assert.equal((await as(son).get(`${base}/${bad}${rest}`)).statusCode, 404, `${bad}${rest}`)
})

test('nothing is taken that comes from another origin', async () => {
  const id = await world.begin()
  for (const headers of [{ origin: 'http://thuvien.cong.test' }, { 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) {
    assert.equal((await as(mai).put(`${base}/${id}/luu`, json, headers)).statusCode, 403)
    assert.equal((await as(mai).post(`${base}/${id}/gui-duyet`, { version: 2 }, headers)).statusCode, 403)
  }
})

test('a new article begins with one tap and opens the editor', async () => {
  const page = await as(mai).get(`${base}/moi`)
  assert.ok(['Tin', 'Bài phản ánh', 'Phỏng vấn', 'Phóng sự ảnh', 'Video'].every((genre) => page.body.includes(`<b>${genre}</b>`)))
  const begun = await as(mai).post(`${base}/moi`, { site: world.cong, section: sections.duLich, genre: 'interview' })
  assert.equal(begun.statusCode, 303)
  const [, id] = /bai-viet\/(\d+)\/viet$/.exec(begun.headers.location!)!
  assert.deepEqual([(await article(Number(id))).genre, (await article(Number(id))).sectionId], ['interview', sections.duLich])
  assert.equal((await as(mai).get(begun.headers.location!)).statusCode, 200)
  const wrong = await as(mai).post(`${base}/moi`, { site: 999, genre: 'news' })
  assert.equal(wrong.statusCode, 422)
  says(shown(wrong.body), /Hãy chọn trang để đăng/)
  const nowhere = await actorOf(db, { name: 'Một mục', grants: [{ role: 'contributor', site: thuvien, sections: [sections.sach] }] })
  assert.equal((await as(nowhere).post(`${base}/moi`, { site: thuvien, section: '', genre: 'news' })).statusCode, 422)
  assert.equal((await as(nowhere).post(`${base}/moi`, { site: thuvien, section: sections.sach, genre: 'news' })).statusCode, 303)
})

test('the editor saves, is told of the other version, and makes a copy of what it has', async () => {
  const id = await world.begin()
  const client = as(mai)
  const saved = await client.put(`${base}/${id}/luu`, { version: 2, ...text('Một') })
  assert.equal(saved.statusCode, 200)
  assert.equal(saved.json().version, 3)
  const late = await client.put(`${base}/${id}/luu`, { version: 2, ...text('Hai') })
  assert.equal(late.statusCode, 409)
  assert.deepEqual([late.json().title, late.json().version, late.json().savedBy], ['Một', 3, mai.name])
  const differs = await client.postJson(`${base}/${id}/luu/so-sanh`, text('Một hai'))
  says(differs.body, /<ins id="sua-1">/)
  const copy = await client.postJson(`${base}/${id}/luu/ban-sao`, text('Bản của tôi'))
  const copied = Number(/bai-viet\/(\d+)\/viet/.exec(copy.json().url)![1])
  assert.equal((await article(copied)).title, 'Bản của tôi')
  const named = await client.postJson(`${base}/${id}/luu/phien-ban`, { version: 3 })
  assert.deepEqual([named.statusCode, named.json().revision, named.json().version], [200, 1, 3])
  assert.equal((await client.postJson(`${base}/${id}/luu/phien-ban`, { version: 2 })).statusCode, 409)
  assert.equal((await as(hoa).put(`${base}/${id}/luu`, { version: 3, ...text('x') })).statusCode, 404)
})

test('what a script sends is judged: unknown parts are refused, unsafe links become words, nothing makes the server fall', async () => {
  const id = await world.begin()
  const client = as(mai)
  const put = (body: unknown, more = {}) => client.put(`${base}/${id}/luu`, { version: 2, title: 'T', lead: 'L', body, ...more })
  const doc = (...content: unknown[]) => ({ type: 'doc', content })
  const figure = (mediaId: unknown) => ({ type: 'figure', attrs: { id: 'a1b2', mediaId, alt: '', decorative: false, credit: '' } })
  const refused: [string, unknown][] = [
    ['a node nobody knows', doc({ type: 'script', content: [] })], ['an attribute nobody knows', doc({ type: 'paragraph', attrs: { id: 'a1b2', onclick: 'x' } })],
    ['a number PostgreSQL does not have', doc(figure(9_007_199_254_740_991))], ['a negative picture', doc(figure(-1))], ['no document', 'x'], ['nothing', null],
    ['deep lists', [...Array(60)].reduce((inner) => doc({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] }), doc())],
  ]
  for (const [name, body] of refused) assert.equal((await put(body)).statusCode, 422, name)
  assert.equal((await put(doc(), { title: 'x'.repeat(301) })).json().issues.title, 'titleTooLong')
  assert.equal((await put(doc(), { lead: 'x'.repeat(2001) })).json().issues.lead, 'leadTooLong')
  for (const version of [0, -1, 1.5, '2', null, 2 ** 40]) assert.equal((await put(doc(), { version })).statusCode, 400, String(version))
  const raw = (payload: string) => world.app.inject({ method: 'PUT', url: `${base}/${id}/luu`, payload,
    headers: { host: 'cong.test', origin: 'http://cong.test', 'x-actor': `${mai.id}[]`, 'content-type': 'application/json' } })
  for (const payload of ['{', '[]', '7', 'null', '""', '{"__proto__":{"a":1},"version":2}', `{"version":2,"title":{},"lead":"","body":{}}`])
    assert.ok([400, 422].includes((await raw(payload)).statusCode), payload)
  assert.equal((await article(id)).version, 2)

  const link = (href: string) => ({ type: 'paragraph', attrs: { id: '' }, content: [{ type: 'text', text: 'bấm đây', marks: [{ type: 'link', attrs: { href } }] }] })
  const kept = await put(doc(link('javascript:alert(1)'), link('https://dienbien.gov.vn/')), { title: '<script>alert(1)</script>' })
  assert.equal(kept.statusCode, 200)
  for (const path of ['', '/viet', '/xem-truoc/khung', '/thong-tin', '/lich-su']) {
    const page = await client.get(`${base}/${id}${path}`)
    assert.equal(page.statusCode, 200, path)
    assert.ok(!page.body.includes('javascript:alert'), path)
    assert.ok(!page.body.includes('<script>alert'), path)
  }
})

test('the preview runs nothing, sends nothing, and only our own pages may frame it', async () => {
  const id = await world.begin()
  const page = await as(mai).get(`${base}/${id}/xem-truoc`)
  says(page.body, /<iframe[^>]+sandbox(?:="")? src="\/toa-soan\/bai-viet\/\d+\/xem-truoc\/khung"/)
  const frame = await as(mai).get(`${base}/${id}/xem-truoc/khung`)
  const policy = String(frame.headers['content-security-policy'])
  says(policy, /script-src 'none'/)
  says(policy, /; sandbox$/)
  says(policy, /frame-ancestors 'self'/)
  assert.equal(frame.headers['cache-control'], 'no-store')
  says(frame.body, /Bà Ban cất giọng/)
})

test('each person sees the buttons of the steps that are open to them, and no other', async () => {
  const draft = await world.begin()
  const sent = await world.sent()
  const edited = await world.edited()
  const live = await world.live()
  const planned = await world.approved({ at: now().add({ hours: 5 }) })
  const actions = async (actor: Actor, id: number) => {
    const { body } = await as(actor).get(`${base}/${id}`)
    const found = body.matchAll(new RegExp(`(?:href|action)="${base}/${id}/(gui-duyet|rut-lai|chuyen-duyet|tra-lai|duyet|sua-bai|bo-ban-sua|viet|xuat-ban/\\d+/[a-z-]+)`, 'g'))
    return [...new Set([...found].map(([, word]) => word!.replace(/xuat-ban\/\d+\//, '')))].toSorted()
  }
  assert.deepEqual(await actions(mai, draft), ['gui-duyet', 'viet'])
  assert.deepEqual(await actions(mai, sent), ['rut-lai'])
  assert.deepEqual(await actions(hoa, sent), ['chuyen-duyet', 'tra-lai', 'viet'])
  assert.deepEqual(await actions(cast.leader, sent), [])
  assert.deepEqual(await actions(hoa, edited), [])
  assert.deepEqual(await actions(son, edited), ['duyet', 'tra-lai', 'viet'])
  assert.deepEqual(await actions(son, live), ['go-bai', 'sua-bai'])
  assert.deepEqual(await actions(hoa, live), ['sua-bai'])
  assert.deepEqual(await actions(cast.accountant, live), [])
  assert.deepEqual(await actions(son, planned), ['dang-ngay', 'doi-gio', 'tra-lai'])
  assert.deepEqual(await actions(cast.secretary, planned), ['doi-gio'])
})

test('sending what is not ready changes nothing and says each thing that is left, with the way to it', async () => {
  const begun = await as(mai).post(`${base}/moi`, { site: world.cong, genre: 'news' })
  const id = Number(/bai-viet\/(\d+)/.exec(begun.headers.location!)![1])
  const answer = await as(mai).post(`${base}/${id}/gui-duyet`, { version: 1 })
  assert.equal(answer.statusCode, 422)
  const words = shown(answer.body)
  for (const sentence of ['Hãy viết tiêu đề.', 'Hãy viết tóm tắt', 'Hãy chọn chuyên mục.', 'Bài chưa có nội dung.', 'Còn 4 việc bắt buộc']) assert.ok(words.includes(sentence), sentence)
  says(answer.body, new RegExp(`href="${base}/${id}/viet#tieu-de"`))
  assert.equal((await article(id)).status, 'draft')
})

test('an article goes its way by forms alone, from the first tap to readers and back', async () => {
  const id = await world.begin()
  const version = async () => (await seen(id)).version
  const step = async (actor: Actor, word: string, fields: Record<string, string | number> = {}) => {
    const answer = await as(actor).post(`${base}/${id}/${word}`, { version: await version(), ...fields })
    assert.equal(answer.statusCode, 303, `${word} ${shown(answer.body).slice(0, 300)}`)
    return answer.headers.location!
  }
  const told = await as(mai).get(await step(mai, 'gui-duyet'))
  says(shown(told.body), /Đã gửi bài/)
  // A bare step asks first.
  says(await step(hoa, 'tra-lai'), /tra-lai\?ban=\d+$/)
  await step(hoa, 'tra-lai', { reason: 'Nói rõ ai kể.', 'ly-do-0': '1' })
  const back = shown((await as(mai).get(`${base}/${id}`)).body)
  says(back, /Cần ghi nguồn cho số liệu Nói rõ ai kể\./)
  says(shown((await as(mai).get('/toa-soan/viec-cua-toi')).body), /Sửa tiếp/)
  await step(mai, 'gui-duyet')
  await step(hoa, 'chuyen-duyet')
  await step(son, 'duyet', { when: 'later', date: formatDate(toLocal(now()).add({ days: 1 })), time: '7h30', [`site-${thuvien}`]: sections.sach })
  const planned = await article(id)
  assert.deepEqual(planned.publications.map(({ siteId, status }) => [siteId, status]), [[world.cong, 'scheduled'], [thuvien, 'scheduled']])
  says(toLocal(planned.publications[0]!.publishAt).toString(), /T07:30:00/)
  for (const { id: publication } of planned.publications) await step(son, `xuat-ban/${publication}/dang-ngay`)
  assert.deepEqual((await article(id)).publications.map(({ status }) => status), ['live', 'live'])
  await step(son, `xuat-ban/${planned.publications[1]!.id}/go-bai`, { reason: 'Chờ xác minh' })
  await step(son, `xuat-ban/${planned.publications[1]!.id}/dang-lai`, { reason: 'Đã rõ' })
  await step(son, 'sua-bai')
  assert.equal((await article(id)).status, 'draft')
  says(shown((await as(son).get('/toa-soan/viec-cua-toi')).body), /Viết tiếp/)
  await step(son, 'bo-ban-sua')
})

test('a form that cannot be read comes back with every typed word and a sentence beside the field', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  const post = (fields: Record<string, string>) => as(son).post(`${base}/${id}/duyet`, { version, when: 'later', ...fields })
  const cases: [Record<string, string>, RegExp][] = [
    [{ date: '31/02/2027', time: '7:00' }, /Chưa đọc được ngày giờ/], [{ date: 'mai', time: '25:00' }, /Chưa đọc được ngày giờ/], [{ date: '', time: '' }, /Hãy ghi ngày và giờ/],
    [{ date: '01/01/2020', time: '7:00' }, /Giờ này đã qua/], [{ date: 'mai', time: '7:00', [`site-${thuvien}`]: '999' }, /không còn trên trang/],
  ]
  for (const [fields, sentence] of cases) {
    const answer = await post(fields)
    assert.equal(answer.statusCode, 422, JSON.stringify(fields))
    says(shown(answer.body), sentence)
    for (const value of [fields.date!, fields.time!].filter(Boolean)) assert.ok(answer.body.includes(`value="${value}"`), value)
    assert.ok(answer.body.includes(`name="version" value="${version}"`), 'still about the text that was seen')
  }
  const empty = await as(son).post(`${base}/${id}/tra-lai`, { version, reason: '   ' })
  assert.equal(empty.statusCode, 422)
  says(shown(empty.body), /Hãy ghi lý do/)
})

test('who decides about a text that has changed meanwhile is told, keeps what was typed, and nothing is done', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  await saveWorking(deps, son, id, version, text('Tiêu đề vừa đổi'))
  const again = await as(son).post(`${base}/${id}/tra-lai`, { version, reason: 'Câu tôi đã gõ', 'ly-do-1': '1' })
  assert.equal(again.statusCode, 409)
  says(shown(again.body), new RegExp(`Bài vừa đổi \\(bản lưu ${version + 1}\\), xem lại`))
  says(again.body, /Câu tôi đã gõ<\/textarea>/)
  says(again.body, /name="ly-do-1"[^>]*checked/)
  assert.equal((await article(id)).status, 'edited')
  const plain = await as(hoa).post(`${base}/${await world.sent()}/chuyen-duyet`, { version: 1 })
  assert.equal(plain.statusCode, 409)
  says(shown(plain.body), /Bài vừa đổi/)
  const late = await as(son).post(`${base}/${await world.live()}/duyet`, { version: 1, when: 'now' })
  assert.equal(late.statusCode, 409)
  says((await as(son).get(`${base}/${id}/duyet?ban=${version}`)).body, /Bài vừa đổi/)
})

test('details and credits are ordinary forms that keep what was typed', async () => {
  const id = await world.begin()
  const client = as(mai)
  const saved = await client.post(`${base}/${id}/thong-tin`, { genre: 'news', section: sections.duLich, cover: '', coverNumber: '', tags: 'lễ hội, Hoa Ban ,lễ hội', source: 'Báo tỉnh' })
  assert.equal(saved.statusCode, 303)
  const { genre, sectionId, tags, source } = await article(id)
  assert.deepEqual([genre, sectionId, tags, source], ['news', sections.duLich, ['lễ hội', 'Hoa Ban'], 'Báo tỉnh'])
  const wrong = await client.post(`${base}/${id}/thong-tin`, { genre: 'news', section: sections.sach, coverNumber: '777', tags: 'chợ phiên', source: 'x' })
  assert.equal(wrong.statusCode, 422)
  assert.ok(wrong.body.includes('value="chợ phiên"'))
  const picture = await client.post(`${base}/${id}/thong-tin`, { genre: 'news', section: sections.duLich, coverNumber: '777', tags: '', source: '' })
  says(shown(picture.body), /Không có ảnh này trong thư viện/)

  const found = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '70', q: 'tran thu hoa' })
  assert.equal(found.statusCode, 200)
  says(found.body, new RegExp(`name="add" value="${hoa.id}"`))
  assert.ok(found.body.includes('value="70"'), 'what was typed is still there')
  const added = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '70', add: hoa.id })
  says(added.body, new RegExp(`name="person-1"[^>]* value="${hoa.id}"`))
  const short = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '70', 'person-1': hoa.id, 'role-1': 'text', 'share-1': '20', do: 'save' })
  assert.equal(short.statusCode, 422)
  says(shown(short.body), /cộng lại đủ 100%/)
  for (const bad of ['-5', '101', 'x', '1e3', ''])
    assert.equal((await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': bad, do: 'save' })).statusCode, 422, bad)
  assert.equal((await client.post(`${base}/${id}/tac-gia`, { 'person-0': '999999', 'role-0': 'text', 'share-0': '100', do: 'save' })).statusCode, 422)
  assert.equal((await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'boss', 'share-0': '100', do: 'save' })).statusCode, 422)
  const both = await client.post(`${base}/${id}/tac-gia`, { 'person-0': mai.id, 'role-0': 'text', 'share-0': '66,5', 'person-1': hoa.id, 'role-1': 'text', 'share-1': '33.5', do: 'save' })
  assert.equal(both.statusCode, 303)
  assert.deepEqual((await article(id)).contributions.map(({ share }) => share), [6_650, 3_350])
})

test('the history shows every text kept, compares two, and gives an older one back with a way to undo it', async () => {
  const id = await world.begin()
  ok(await nameRevision(deps, mai, id, 'bản đầu'))
  await saveWorking(deps, mai, id, 2, text('Viết lại'))
  const client = as(mai)
  says(shown((await client.get(`${base}/${id}/lich-su`)).body), /lưu bản “bản đầu”/)
  says((await client.get(`${base}/${id}/lich-su/1`)).body, /Đêm Xòe ở bản Na Vai/)
  says((await client.get(`${base}/${id}?tu=1`)).body, /<del id="sua-1"/)
  const restored = await client.post(`${base}/${id}/lich-su/1/lay-lai`)
  assert.equal(restored.statusCode, 303)
  assert.equal((await article(id)).title, 'Đêm Xòe ở bản Na Vai')
  const page = await client.get(restored.headers.location!)
  const undo = /<form method="post" action="([^"]+lich-su\/2\/lay-lai)">/.exec(page.body)![1]!
  await client.post(undo)
  assert.equal((await article(id)).title, 'Viết lại')
  assert.equal((await client.get(`${base}/${id}/lich-su/99`)).statusCode, 404)
})

test('who only reads what was published gets that, without the text being written, its history or its preview', async () => {
  const id = await world.live()
  ok(await take(deps, mai, id, 'revise', await seen(id)))
  await saveWorking(deps, mai, id, (await seen(id)).version, text('Bản nháp kín'))
  ok(await nameRevision(deps, mai, id, 'tên bản kín'))
  const outsider = as(cast.accountant)
  const page = await outsider.get(`${base}/${id}`)
  assert.equal(page.statusCode, 200)
  for (const path of ['', '?tu=1', '?tu=1&den=2', '?den=2', '/xem-truoc', '/xem-truoc/khung']) {
    const { body } = await outsider.get(`${base}/${id}${path}`)
    assert.ok(!/Bản nháp kín|tên bản kín/.test(body), path)
  }
  says(page.body, /Đêm Xòe ở bản Na Vai/)
  for (const path of ['/lich-su', '/lich-su/1', '/lich-su/2']) assert.equal((await outsider.get(`${base}/${id}${path}`)).statusCode, 404, path)
})

test('the list keeps its filters in its address, counts in words, and passes over what it does not know', async () => {
  const client = as(son)
  const page = await client.get(`${base}?status=live&q=xoe&nonsense=%3Cscript%3E&page=abc`)
  assert.equal(page.statusCode, 200)
  says(shown(page.body), /\d+ bài/)
  assert.ok(!page.body.slice(page.body.indexOf('<main')).includes('nonsense'))
  says(shown((await client.get(`${base}?q=khongcobainao`)).body), /Chưa có bài nào khớp\. Bỏ bớt bộ lọc/)
  for (const bad of ['status=x', 'genre=%00', 'site=-1', 'section=1e9', 'author=%25%27', 'mine=2', 'q=%27%3Bdrop', 'q=%00a', 'page=99999999'])
    assert.equal((await client.get(`${base}?${bad}`)).statusCode, 200, bad)
})

test('the checklist beside the text and the gate before sending speak of the same things', () => {
  const figure = (alt: string, credit: string, mediaId: number | null = 1, decorative = false): Block => ({ type: 'figure', attrs: { id: 'hinh1', mediaId, alt, credit, decorative } })
  const gallery = (alt: string, credit: string): Block => ({ type: 'gallery', attrs: { id: 'chum1', items: [{ mediaId: 1, caption: '', alt, credit }] } })
  const video = (mediaId: number | null): Block => ({ type: 'video', attrs: { id: 'phim1', mediaId, caption: '', credit: '' } })
  const blocks = [figure('', ''), figure('a', ''), figure('', 'b'), figure('a', 'b'), figure('', 'b', 1, true), figure('a', 'b', null), gallery('', ''), gallery('a', 'b'), video(null), video(2)]
  const bodies = [bodyOf('Chữ'), emptyBody(), ...blocks.map((block): Body => ({ type: 'doc', content: [...bodyOf('Chữ').content, block] })), { type: 'doc' as const, content: blocks }]
  for (const body of bodies)
    for (const title of ['', 'Tiêu đề', 'x'.repeat(201)])
      for (const sectionId of [null, 1]) {
        const checked = { title, lead: title, body, sectionId }
        const todos = todosOf(checked)
        assert.equal(todos.length > 0, Object.keys(issuesBefore(checked)).length > 0, JSON.stringify(checked))
        for (const key of Object.values(issuesBefore(checked))) assert.ok(todos.some((todo) => todo.key === key), key)
      }
  assert.deepEqual(todosOf({ title: 'T', lead: 'L', sectionId: 1, body: { type: 'doc', content: [figure('a', 'b'), figure('', '')] } }), [
    { key: 'altMissing', thing: 'picture', number: 2, spot: '#khoi-hinh1' }, { key: 'creditMissing', thing: 'picture', number: 2, spot: '#khoi-hinh1' },
  ])
})

test('an empty desk says so and offers to write', async () => {
  const fresh = await actorOf(db, { name: 'Lò Văn Mới', grants: [{ role: 'contributor', site: null, sections: null }] })
  const words = shown((await as(fresh).get('/toa-soan/viec-cua-toi')).body)
  says(words, /Không có gì chờ bạn\./)
  says(words, /Viết bài mới/)
})

test('a picture described anew is drawn anew where readers see it', async () => {
  const { id: medium } = await db.insertInto('media').values({
    key: '2026/11/x-b.jpg', site_id: world.cong, kind: 'image', content_type: 'image/jpeg', bytes: 1, sha256: Buffer.alloc(32), source_sha256: Buffer.alloc(32), name: 'b.jpg',
    width: 10, height: 10, credit: 'Lò Thị Mai', alt: 'Vòng Xòe', uploaded_at: now(),
  }).returning('id').executeTakeFirstOrThrow()
  const body = { ...bodyOf('Chữ'), content: [...bodyOf('Chữ').content, { type: 'gallery' as const, attrs: { id: 'chum1', items: [{ mediaId: medium, caption: '', credit: 'Mai', alt: 'Vòng Xòe' }] } }] }
  const id = await world.live({}, mai, { text: { ...text(), body } })
  const html = async () => (await db.selectFrom('publications').select('html').where('article_id', '=', id).executeTakeFirstOrThrow()).html
  says(await html(), /x-b\.jpg/)
  await db.updateTable('media').set({ hidden_at: now() }).where('id', '=', medium).execute()
  await articles.on!['media.hidden']!(deps, { id: 1, kind: 'media.hidden', subjectId: medium, siteId: world.cong, detail: {} })
  assert.ok(!(await html()).includes('x-b.jpg'))
})
