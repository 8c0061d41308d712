import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { nameRevision } from './commands/writing.ts'
import { articleWorld, base, ok, says, text } from './fixture.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, seen, article } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const as = (actor: Actor | null) => world.signInAs(actor)

type Route = { method: string; url: string }
const routes: Route[] = []
const collect = (method: string) => (url: string) => void routes.push({ method, url })
const collecting = {
  get: collect('GET'),
  post: collect('POST'),
  put: collect('PUT'),
  register: (plugin: (app: unknown) => unknown) =>
    void plugin({ ...collecting, addContentTypeParser: () => {}, removeAllContentTypeParsers: () => {} }),
}
newsroomRoutes(collecting as unknown as FastifyInstance, deps)

const json = { version: 2, ...text('Chen vào') }
const send = (actor: Actor | null, { method, url }: Route, id: number) => {
  const path = url
    .replace(':id', String(id))
    .replace(':number', '1')
    .replace(':publication', '1')
    .replace(':link', '1')
    .replace(':remark', '1')
  const client = as(actor)
  if (method === 'GET') return client.get(path)
  if (method === 'PUT') return client.put(path, json)
  if (path.endsWith('/ban-word')) return client.post(path, {}, { 'content-type': 'multipart/form-data; boundary=x' })
  return /\/luu\//.test(path)
    ? client.postJson(path, json)
    : client.post(path, { version: 2, reason: 'x', when: 'now', genre: 'news', 'person-0': hoa.id, 'role-0': 'text', 'share-0': '100' })
}

// Who gets past the guard of each route, by hand. A new route must be added here.
const writers = ['contributor', 'editor', 'secretary', 'chief']
const readers = [...writers, 'leader', 'accountant', 'keeper']
const reviewers = ['editor', 'secretary', 'chief']
const deciders = [...reviewers, 'leader']
const arrangers = ['chief', 'keeper']
const doors: Record<string, string[]> = {
  'GET /toa-soan/viec-cua-toi': readers,
  'GET /toa-soan/bai-viet': readers,
  'GET /toa-soan/duyet': deciders,
  'POST /toa-soan/bai-viet/:id/nhan': deciders,
  'POST /toa-soan/bai-viet/:id/doc-xong': reviewers,
  'POST /toa-soan/bai-viet/:id/dong-y': deciders,
  'GET /toa-soan/quy-trinh': arrangers,
  'POST /toa-soan/quy-trinh': arrangers,
  'GET /toa-soan/quy-trinh/:site': arrangers,
  'POST /toa-soan/quy-trinh/:site': arrangers,
  'GET /toa-soan/bai-viet/moi': writers,
  'POST /toa-soan/bai-viet/moi': writers,
  'GET /toa-soan/bai-viet/:id': readers,
  'POST /toa-soan/bai-viet/:id/co-mat': readers,
  'POST /toa-soan/bai-viet/:id/co-mat/lay-quyen': writers,
  ...Object.fromEntries(
    [
      'GET /toa-soan/ban-word',
      'POST /toa-soan/ban-word',
      'GET /toa-soan/bai-viet/:id/ban-word',
      'POST /toa-soan/bai-viet/:id/ban-word',
      'GET /toa-soan/ban-word/:id',
      'POST /toa-soan/ban-word/:id',
      'POST /toa-soan/ban-word/:id/anh',
      'GET /toa-soan/ban-word/:id/anh/:number',
      'POST /toa-soan/ban-word/:id/bo',
    ].map((door) => [door, writers]),
  ),
  'GET /toa-soan/bai-viet/:id/viet': writers,
  'GET /toa-soan/bai-viet/:id/viet/kiem-tra': writers,
  'GET /toa-soan/bai-viet/:id/viet/gop-y': writers,
  'GET /toa-soan/bai-viet/:id/viet/lich-su': writers,
  'GET /toa-soan/bai-viet/:id/viet/thong-tin': writers,
  'PUT /toa-soan/bai-viet/:id/luu': writers,
  'POST /toa-soan/bai-viet/:id/luu/phan-loai': writers,
  'POST /toa-soan/bai-viet/:id/luu/phien-ban': writers,
  'POST /toa-soan/bai-viet/:id/luu/so-sanh': writers,
  'POST /toa-soan/bai-viet/:id/luu/ban-sao': writers,
  'GET /toa-soan/bai-viet/:id/thong-tin': writers,
  'POST /toa-soan/bai-viet/:id/thong-tin': writers,
  'POST /toa-soan/bai-viet/:id/anh-dai-dien': writers,
  'POST /toa-soan/bai-viet/:id/tac-gia': writers,
  'GET /toa-soan/bai-viet/:id/lich-su': readers,
  'GET /toa-soan/bai-viet/:id/lich-su/:number': readers,
  'GET /toa-soan/bai-viet/:id/lich-su/so-sanh': readers,
  'GET /toa-soan/bai-viet/:id/gop-y': readers,
  'POST /toa-soan/bai-viet/:id/gop-y': readers,
  'GET /toa-soan/bai-viet/:id/gop-y/moi': readers,
  'GET /toa-soan/bai-viet/:id/gop-y/:remark': readers,
  'GET /toa-soan/bai-viet/:id/gop-y/:remark/an': readers,
  ...Object.fromEntries(
    ['tra-loi', 'xong', 'mo-lai', 'an', 'hien'].map((step) => [`POST /toa-soan/bai-viet/:id/gop-y/:remark/${step}`, readers]),
  ),
  ...Object.fromEntries(['nhan', 'tu-choi', 'hoan-tac'].map((step) => [`POST /toa-soan/bai-viet/:id/gop-y/:remark/${step}`, writers])),
  'POST /toa-soan/bai-viet/:id/lich-su/:number/lay-lai': writers,
  'GET /toa-soan/bai-viet/:id/xem-truoc': readers,
  'GET /toa-soan/bai-viet/:id/xem-truoc/khung': readers,
  'POST /toa-soan/bai-viet/:id/gui-duyet': writers,
  'POST /toa-soan/bai-viet/:id/rut-lai': writers,
  'POST /toa-soan/bai-viet/:id/chuyen-duyet': reviewers,
  'POST /toa-soan/bai-viet/:id/sua-bai': writers,
  'POST /toa-soan/bai-viet/:id/bo-ban-sua': writers,
  'GET /toa-soan/bai-viet/:id/tra-lai': deciders,
  'POST /toa-soan/bai-viet/:id/tra-lai': deciders,
  'GET /toa-soan/bai-viet/:id/xin-duyet': ['chief'],
  'POST /toa-soan/bai-viet/:id/xin-duyet': ['chief'],
  'POST /toa-soan/bai-viet/:id/xin-duyet/:link/thu-hoi': ['chief'],
  'GET /toa-soan/bai-viet/:id/cong-bo': writers,
  'POST /toa-soan/bai-viet/:id/cong-bo': writers,
  ...Object.fromEntries(
    ['ghim', 'han'].flatMap((word) =>
      ['GET', 'POST'].map((method) => [`${method} /toa-soan/bai-viet/:id/xuat-ban/:publication/${word}`, ['secretary', 'chief', 'keeper']]),
    ),
  ),
  ...Object.fromEntries(
    [
      'GET /toa-soan/chia-se',
      'POST /toa-soan/chia-se/cua/:site',
      'GET /toa-soan/chia-se/:share',
      'POST /toa-soan/chia-se/:share',
      'GET /toa-soan/chia-se/:share/tieu-de',
      'POST /toa-soan/chia-se/:share/tieu-de',
      'POST /toa-soan/chia-se/:share/rut',
      'POST /toa-soan/chia-se/:share/thoi',
      'GET /toa-soan/bai-viet/:id/chia-se',
      'POST /toa-soan/bai-viet/:id/chia-se',
      'POST /toa-soan/bai-viet/:id/chia-se/thu-hoi',
      'GET /toa-soan/bai-viet/:id/xin-dung',
      'POST /toa-soan/bai-viet/:id/xin-dung',
    ].map((door) => [door, ['secretary', 'chief', 'keeper']]),
  ),
  ...Object.fromEntries(
    [
      'GET /toa-soan/bo-bai',
      'GET /toa-soan/bo-bai/moi',
      'POST /toa-soan/bo-bai/moi',
      'GET /toa-soan/bo-bai/:bundle',
      'GET /toa-soan/bo-bai/:bundle/sua',
      'POST /toa-soan/bo-bai/:bundle/sua',
      'POST /toa-soan/bo-bai/:bundle/them',
      'POST /toa-soan/bo-bai/:bundle/bo',
      'GET /toa-soan/bo-bai/:bundle/dang',
      'POST /toa-soan/bo-bai/:bundle/dang',
      'GET /toa-soan/bo-bai/:bundle/giai-tan',
      'POST /toa-soan/bo-bai/:bundle/giai-tan',
      'GET /toa-soan/bo-bai/:bundle/xem-truoc',
      'GET /toa-soan/bo-bai/:bundle/xem-truoc/khung',
    ].map((door) => [door, ['secretary', 'chief']]),
  ),
  'GET /toa-soan/tu-ngu/quy-tac': ['keeper', 'admin'],
  'POST /toa-soan/tu-ngu/quy-tac': ['keeper', 'admin'],
  'GET /toa-soan/bai-viet/:id/duyet': ['chief'],
  'POST /toa-soan/bai-viet/:id/duyet': ['chief'],
  ...Object.fromEntries(
    ['dang-ngay', 'doi-gio', 'go-bai', 'dang-lai'].flatMap((step) =>
      ['GET', 'POST'].map((method) => [`${method} /toa-soan/bai-viet/:id/xuat-ban/:publication/${step}`, reviewers]),
    ),
  ),
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
    assert.ok(
      answer.statusCode === 401 || (route.method === 'GET' && answer.statusCode === 303),
      `${route.method} ${route.url} ${answer.statusCode}`,
    )
  }
})

test('a number that names nothing, or is none, is not found', async () => {
  for (const bad of ['0', '-1', '1.5', 'abc', '99999999999', '%00', '1%20or%201=1', '2147483648'])
    for (const rest of ['', '/viet', '/lich-su', '/xem-truoc', '/thong-tin'])
      assert.equal((await as(son).get(`${base}/${bad}${rest}`)).statusCode, 404, `${bad}${rest}`)
})

test('nothing is taken that comes from another origin', async () => {
  const id = await world.begin()
  for (const headers of [{ origin: 'http://thuvien.cong.test' }, { 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) {
    assert.equal((await as(mai).put(`${base}/${id}/luu`, json, headers)).statusCode, 403)
    assert.equal((await as(mai).post(`${base}/${id}/gui-duyet`, { version: 2 }, headers)).statusCode, 403)
  }
})

test('who only reads what was published gets that, without the text being written, its history or its preview', async () => {
  const id = await world.live()
  ok(await take(deps, mai, id, 'revise', await seen(id)))
  await saveWorking(deps, mai, id, (await seen(id)).version, text('Bản nháp kín'))
  ok(await nameRevision(deps, mai, id, 'tên bản kín'))
  const outsider = as(cast.accountant)
  const page = await outsider.get(`${base}/${id}`)
  assert.equal(page.statusCode, 200)
  for (const path of ['', '?tu=1', '?tu=0', '/xem-truoc', '/xem-truoc/khung']) {
    const { body } = await outsider.get(`${base}/${id}${path}`)
    assert.ok(!/Bản nháp kín|tên bản kín/.test(body), path)
  }
  says(page.body, /Đêm Xòe ở bản Na Vai/)
  for (const path of ['/lich-su', '/lich-su/1', '/lich-su/2', '/lich-su/so-sanh?tu=1&den=2', '/gop-y', '/gop-y/moi'])
    assert.equal((await outsider.get(`${base}/${id}${path}`)).statusCode, 404, path)
})
