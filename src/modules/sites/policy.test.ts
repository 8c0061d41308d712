import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { sitesWorld } from './fixture.ts'
import { canKeep, visibleTo } from './policy.ts'

const { db, cast, cong, thuvien, get, end } = await sitesWorld()
after(end)
const ofSection = await actorOf(db, { name: 'Chị Mục', grants: [{ role: 'keeper', site: thuvien, sections: [1] }] })
const everywhere = await actorOf(db, { name: 'Ông Chung', grants: [{ role: 'chief', site: null, sections: null }] })

for (const [name, actor] of Object.entries({ ...cast, ofSection, everywhere }))
  test(`the list shows ${name} exactly the sites whose door opens`, async () => {
    const listed = await db.selectFrom('sites').select('id').where(visibleTo(actor)).orderBy('id').execute()
    assert.deepEqual(
      listed.map(({ id }) => id),
      [cong, thuvien].filter((id) => canKeep(actor, id)),
    )
  })

test('who keeps which site, by hand', () => {
  const kept = Object.entries({ ...cast, ofSection, everywhere }).map(([name, actor]) => [
    name,
    canKeep(actor, cong),
    canKeep(actor, thuvien),
  ])
  assert.deepEqual(kept, [
    ['stranger', false, false],
    ['contributor', false, false],
    ['editor', false, false],
    ['secretary', false, true],
    ['chief', false, true],
    ['leader', false, false],
    ['accountant', false, false],
    ['keeper', false, true],
    ['admin', true, true],
    ['ofSection', false, false],
    ['everywhere', true, true],
  ])
})

test('over HTTP a keeper finds the own site, and the portal is not there', async () => {
  const list = await get('/toa-soan/trang', 'keeper')
  assert.match(list.body, /Thư viện/)
  assert.doesNotMatch(list.body, new RegExp(`/toa-soan/trang/${cong}"`))
  for (const tab of ['', '/chuyen-muc', '/menu', '/giao-dien', '/trang-chu']) {
    assert.equal((await get(`/toa-soan/trang/${thuvien}${tab}`, 'keeper')).statusCode, 200)
    assert.equal((await get(`/toa-soan/trang/${cong}${tab}`, 'keeper')).statusCode, 404)
    assert.equal((await get(`/toa-soan/trang/${thuvien}${tab}`, 'editor')).statusCode, 403)
    assert.equal((await get(`/toa-soan/trang/${thuvien}${tab}`)).statusCode, 401)
  }
  for (const path of ['/toa-soan/trang/them', `/toa-soan/trang/${thuvien}/ten-mien`]) {
    assert.equal((await get(path, 'keeper')).statusCode, 403)
    assert.equal((await get(path, 'admin')).statusCode, 200)
  }
  assert.equal((await get('/toa-soan/trang/abc', 'admin')).statusCode, 404)
})
