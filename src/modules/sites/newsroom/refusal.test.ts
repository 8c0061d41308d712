import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApp } from '../../../../test/app.ts'
import { castOf } from '../../../../test/cast.ts'
import type { Module } from '../../../kernel/module.ts'
import { json } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'

const config = { access: 'signedIn', face: 'newsroom' } as const
/** A module in which things go wrong. */
const unlucky: Module = {
  name: 'unlucky',
  routes: (app) => {
    app.all('/toa-soan/hong', { config }, () => {
      throw new Error('chuỗi bí mật của máy')
    })
    app.all('/toa-soan/xa', { config }, () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    })
  },
}
const house = await testApp(unlucky)
after(() => house.close())
const { db, app } = house
const [cong] = (
  await db
    .insertInto('sites')
    .values(['cong', 'thuvien'].map((key) => ({ key, name: `Trang ${key}`, created_at: now(), theme: json({}) })))
    .returning('id')
    .execute()
).map(({ id }) => id)
await house.network()
const cast = await castOf(db)
const mai = house.signInAs(cast.contributor)
const nobody = house.signInAs(null)

/** What a person at work needs when something is refused: the menu, the own name, a way on. */
function isFramed(body: string) {
  assert.match(body, /class="toa-soan"/)
  assert.match(body, /<nav class="side"/)
  assert.match(body, new RegExp(cast.contributor.name))
  assert.match(body, /href="\/toa-soan\/viec-cua-toi"/)
  assert.match(body, /<a href="\/toa-soan" class="btn o">/)
  assert.doesNotMatch(body, /class="mast"|\/tim-kiem/)
}

test('an address of the newsroom that is not there is refused in the newsroom, with the way back', async () => {
  const answer = await mai.get('/toa-soan/khong-co-dau', { referer: 'http://cong.test/toa-soan/viec-cua-toi?loc=1' })
  assert.equal(answer.statusCode, 404)
  isFramed(answer.body)
  assert.match(answer.body, /<h1>Không có gì ở địa chỉ này<\/h1>/)
  assert.match(answer.body, /href="\/toa-soan\/viec-cua-toi\?loc=1"[^>]*>.*Quay lại trang trước/)
  assert.match(String(answer.headers['cache-control']), /no-store/)
  const elsewhere = await mai.get('/toa-soan/khong-co-dau', { referer: 'http://evil.test/toa-soan' })
  assert.doesNotMatch(elsewhere.body, /evil|Quay lại trang trước/)
})

test('what the role may not do is refused in the newsroom, and whom to ask is said', async () => {
  for (const answer of [await mai.get('/toa-soan/nguoi-dung'), await mai.post('/toa-soan/nguoi-dung/them', { name: 'x' })]) {
    assert.equal(answer.statusCode, 403)
    isFramed(answer.body)
    assert.match(answer.body, /nhờ quản trị hệ thống giao thêm vai trò/)
  }
})

test('a fault and an absent database are told calmly in the newsroom, with a second try and nothing of the inside', async () => {
  const fault = await mai.get('/toa-soan/hong?loc=nh%C3%A1p')
  assert.equal(fault.statusCode, 500)
  isFramed(fault.body)
  assert.match(fault.body, /Mã sự cố: [0-9a-f-]{36}/)
  assert.match(fault.body, /href="\/toa-soan\/hong\?loc=nh%C3%A1p"[^>]*>.*Thử lại/)
  assert.doesNotMatch(fault.body, /bí mật/)
  const away = await mai.get('/toa-soan/xa')
  assert.equal(away.statusCode, 503)
  assert.equal(away.headers['retry-after'], '10')
  isFramed(away.body)
  assert.match(away.body, /Máy chủ dữ liệu đang nghỉ\. Các trang đã lưu vẫn đọc được/)
  const sent = await mai.post('/toa-soan/xa', { title: 'x' })
  assert.equal(sent.statusCode, 503)
  assert.match(sent.body, /có thể chưa được lưu/)
  assert.doesNotMatch(sent.body, /Thử lại<\/a>/)
})

test('who has not signed in cannot tell an address that is there from one that is not', async () => {
  for (const path of ['/toa-soan/nguoi-dung', '/toa-soan/khong-co-dau', '/toa-soan/bai-viet/1', '/toa-soan/hong', '/toa-soan/']) {
    const answer = await nobody.get(path)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, `/dang-nhap?${new URLSearchParams({ ve: path }).toString()}`])
    assert.equal((await nobody.post(path, { a: 'b' })).statusCode, 401, path)
    const asked = await nobody.get(path, { accept: 'application/json' })
    assert.deepEqual([asked.statusCode, (asked.json() as { key: string }).key], [401, 'signInFirst'])
  }
})

test('a draft of somebody else and one that never was are refused in the same words', async () => {
  const { id } = await db
    .insertInto('articles')
    .values({
      site_id: cong!,
      genre: 'news',
      title: 'Bài kín',
      created_by: cast.chief.id,
      created_at: now(),
      status_at: now(),
      saved_by: cast.chief.id,
      saved_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const seen = async (number: number) => {
    const { statusCode, body, headers } = await mai.get(`/toa-soan/bai-viet/${number}`)
    return [statusCode, body.replaceAll(`bai-viet%2F${number}`, '…'), headers['cache-control'], headers['content-security-policy']]
  }
  const [hidden, absent] = [await seen(id), await seen(987_654_321)]
  assert.deepEqual(hidden, absent)
  assert.equal(hidden[0], 404)
  assert.doesNotMatch(String(hidden[1]), /Bài kín/)
})

test('readers, and the newsroom’s addresses on a member site, keep the portal’s frame', async () => {
  for (const [host, url] of [
    ['cong.test', '/khong-co-dau/x-1'],
    ['thuvien.cong.test', '/toa-soan/viec-cua-toi'],
  ] as const) {
    const answer = await app.inject({ url, headers: { host } })
    assert.equal(answer.statusCode, 404, url)
    assert.match(answer.body, /Không tìm thấy trang/)
    assert.doesNotMatch(answer.body, /class="toa-soan"/)
  }
})

test('a form from another site is refused before it is asked who sent it', async () => {
  const answer = await mai.post('/toa-soan/uy-quyen', {}, { origin: 'http://thuvien.cong.test' })
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /class="toa-soan cong-vao"/)
  assert.match(answer.body, /Yêu cầu đến từ trang khác/)
  assert.ok(!answer.body.includes(cast.contributor.name))
})
