import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { articleWorld, base, says, shown, text } from './fixture.ts'

const world = await articleWorld()
after(world.close)
const { db, cast, article, sections, thuvien } = world
const { contributor: mai, editor: hoa } = cast
const as = (actor: Actor | null) => world.signInAs(actor)

test('a new article begins with one tap and opens the editor', async () => {
  const page = await as(mai).get(`${base}/moi`)
  assert.ok(['Tin', 'Bài phản ánh', 'Phỏng vấn', 'Phóng sự ảnh', 'Video'].every((genre) => page.body.includes(`<b>${genre}</b>`)))
  const begun = await as(mai).post(`${base}/moi`, { site: world.cong, section: sections.duLich, genre: 'interview' })
  assert.equal(begun.statusCode, 303)
  const [, id] = /bai-viet\/(\d+)\/viet$/.exec(begun.headers.location!)!
  assert.deepEqual([(await article(Number(id))).genre, (await article(Number(id))).sectionId], ['interview', sections.duLich])
  const editor = await as(mai).get(begun.headers.location!)
  says(editor.body, new RegExp(`<noscript><a class="sel" href="${base}/${id}/thong-tin">`))
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
    ['a node nobody knows', doc({ type: 'script', content: [] })],
    ['an attribute nobody knows', doc({ type: 'paragraph', attrs: { id: 'a1b2', onclick: 'x' } })],
    ['a number PostgreSQL does not have', doc(figure(9_007_199_254_740_991))],
    ['a negative picture', doc(figure(-1))],
    ['no document', 'x'],
    ['nothing', null],
    ['deep lists', [...Array(60)].reduce((inner) => doc({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] }), doc())],
  ]
  for (const [name, body] of refused) assert.equal((await put(body)).statusCode, 422, name)
  assert.equal((await put(doc(), { title: 'x'.repeat(301) })).json().issues.title, 'titleTooLong')
  assert.equal((await put(doc(), { lead: 'x'.repeat(2001) })).json().issues.lead, 'leadTooLong')
  for (const version of [0, -1, 1.5, '2', null, 2 ** 40]) assert.equal((await put(doc(), { version })).statusCode, 400, String(version))
  const raw = (payload: string) =>
    world.app.inject({
      method: 'PUT',
      url: `${base}/${id}/luu`,
      payload,
      headers: { host: 'cong.test', origin: 'http://cong.test', 'x-actor': `${mai.id}[]`, 'content-type': 'application/json' },
    })
  for (const payload of ['{', '[]', '7', 'null', '""', '{"__proto__":{"a":1},"version":2}', `{"version":2,"title":{},"lead":"","body":{}}`])
    assert.ok([400, 422].includes((await raw(payload)).statusCode), payload)
  assert.equal((await article(id)).version, 2)

  const link = (href: string) => ({
    type: 'paragraph',
    attrs: { id: '' },
    content: [{ type: 'text', text: 'bấm đây', marks: [{ type: 'link', attrs: { href } }] }],
  })
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
