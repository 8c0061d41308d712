import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { plainText } from './body/body.ts'
import { publishDue } from './commands/publication.ts'
import { saveWorking } from './commands/saving.ts'
import { credit, describe, nameRevision } from './commands/writing.ts'
import { articleWorld, base, bodyOf, ok, says, shown, text } from './fixture.ts'
import { remark } from './remarks/commands.ts'
import { threadsOf } from './remarks/queries.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, article, sections, cong } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const as = (actor: Actor | null) => world.signInAs(actor)
const script = '<script>alert(1)</script><img src=x onerror=alert(2)>'
const about = { place: 'doan0', quote: 'cất giọng' }
const begun = async (id: number, more: object = {}) => ok(await remark(deps, hoa, id, { ...about, words: 'Bài gì?', ...more })).id

test('without a script somebody remarks on a paragraph by its link, is answered at the talk’s address, and it is closed there', async () => {
  const id = await world.sent()
  const page = await as(hoa).get(`${base}/${id}`)
  says(page.body, /href="[^"]*\/gop-y\/moi\?cho=doan0"[^>]*aria-label="Góp ý về đoạn 1"/)
  const form = await as(hoa).get(`${base}/${id}/gop-y/moi?cho=doan0`)
  says(form.body, /<textarea[^>]*name="quote"[^>]*>Bà Ban cất giọng mở đầu\.<\/textarea>/)
  const sent = await as(hoa).post(`${base}/${id}/gop-y`, { place: 'doan0', quote: 'cất giọng', words: 'Bài gì?' })
  assert.equal(sent.statusCode, 303)
  const [thread] = await threadsOf(db, id)
  assert.equal(sent.headers.location, `${base}/${id}?vua=gop-y#gop-y-${thread!.id}`)
  const address = `${base}/${id}/gop-y/${thread!.id}`
  says(shown((await as(mai).get(address)).body), /Trần Thu Hoa .* về đoạn 1 .*cất giọng.*Bài gì\?/)
  assert.equal((await as(mai).post(`${address}/tra-loi`, { words: 'Bài mời khách.' })).headers.location, `${address}?vua=tra-loi`)
  assert.equal((await as(hoa).post(`${address}/xong`)).statusCode, 303)
  says(shown((await as(hoa).get(`${base}/${id}/gop-y?loc=xong`)).body), /Đã xong .*Bài mời khách\./)
  assert.ok(!shown((await as(hoa).get(`${base}/${id}/gop-y`)).body).includes('Bài mời khách.'))
})

test('what cannot be used comes back with 422, its sentence at the field and all that was typed', async () => {
  const id = await world.sent()
  const wrong = await as(hoa).post(`${base}/${id}/gop-y`, {
    place: 'doan0',
    quote: 'câu không có',
    words: 'Giữ lời này',
    suggest: '1',
    wording: 'và chữ này',
  })
  assert.equal(wrong.statusCode, 422)
  says(wrong.body, /<a href="#quote">Trong đoạn này không có những chữ ấy/)
  for (const kept of ['câu không có', 'Giữ lời này', 'và chữ này']) assert.ok(wrong.body.includes(`>${kept}</textarea>`), kept)
  says(wrong.body, /name="suggest"[^>]*checked/)
  const empty = await as(hoa).post(`${base}/${id}/gop-y`, { place: 'doan0', quote: 'cất giọng', words: '  ' })
  assert.equal(empty.statusCode, 422)
  says(empty.body, /id="words-loi"/)
  const thread = await begun(id)
  const reply = await as(mai).post(`${base}/${id}/gop-y/${thread}/tra-loi`, { words: 'x'.repeat(4_001) })
  assert.equal(reply.statusCode, 422)
  assert.ok(reply.body.includes(`>${'x'.repeat(4_001)}</textarea>`))
  const hiding = await as(hoa).post(`${base}/${id}/gop-y/${thread}/an`, { why: ' ' })
  assert.equal(hiding.statusCode, 422)
  says(hiding.body, /Hãy ghi vì sao ẩn/)
  assert.equal((await as(hoa).get(`${base}/${id}/gop-y/moi?cho=matroi00`)).statusCode, 404)
})

test('a proposal is accepted by a form, the page offers to undo it; who comes second is told by whom it was done', async () => {
  const id = await world.sent()
  const thread = await begun(id, { words: '', wording: 'hát điệu khắp' })
  const address = `${base}/${id}/gop-y/${thread}`
  says((await as(hoa).get(address)).body, /<del>cất giọng<\/del>.*<ins>hát điệu khắp<\/ins>/s)
  assert.ok(!(await as(mai).get(address)).body.includes('/nhan"'), 'who may not write now is offered no such button')
  assert.equal((await as(mai).post(`${address}/nhan`)).statusCode, 403)
  assert.equal((await as(hoa).post(`${address}/nhan`)).headers.location, `${address}?vua=nhan`)
  assert.equal(plainText((await article(id)).body), 'Bà Ban hát điệu khắp mở đầu.\nVòng tròn rộng dần.')
  const late = await as(hoa).post(`${address}/nhan`)
  assert.equal(late.statusCode, 409)
  says(shown(late.body), /Có người vừa làm trước bạn.*Trần Thu Hoa nhận lúc/)
  assert.equal((await as(hoa).post(`${address}/hoan-tac`)).statusCode, 303)
  assert.equal(plainText((await article(id)).body), 'Bà Ban cất giọng mở đầu.\nVòng tròn rộng dần.')
  assert.equal((await as(hoa).post(`${address}/tu-choi`, { words: 'Giữ giọng kể.', reject: '1' })).statusCode, 303)
  says(shown((await as(mai).get(address)).body), /không nhận lúc .*Giữ giọng kể\./)
})

test('whoever is not there finds nothing: another site’s desk, a stranger’s number, a talk under another article', async () => {
  const id = await world.sent()
  const other = await world.sent()
  const thread = await begun(id)
  const elsewhere = await actorOf(db, { name: 'Bàn khác', grants: [{ role: 'chief', site: world.thuvien, sections: null }] })
  for (const path of [`/${id}/gop-y`, `/${id}/gop-y/${thread}`, `/${id}/gop-y/moi`, `/${id}/gop-y/${thread}/an`, `/${id}/lich-su/so-sanh`])
    assert.equal((await as(elsewhere).get(`${base}${path}`)).statusCode, 404, path)
  for (const step of ['tra-loi', 'xong', 'mo-lai', 'an', 'hien', 'nhan', 'tu-choi', 'hoan-tac']) {
    assert.equal((await as(elsewhere).post(`${base}/${id}/gop-y/${thread}/${step}`, { words: 'x', why: 'x' })).statusCode, 404, step)
    assert.equal((await as(hoa).post(`${base}/${other}/gop-y/${thread}/${step}`, { words: 'x', why: 'x' })).statusCode, 404, step)
  }
  assert.equal((await as(hoa).get(`${base}/${other}/gop-y/${thread}`)).statusCode, 404)
  const [one] = await threadsOf(db, id)
  assert.deepEqual([one!.answers, one!.resolved, one!.hidden], [[], null, null])
})

test('a script that somebody writes into a remark, a quote, a wording or an answer is only words everywhere it is shown', async () => {
  const id = await world.sent(mai, { text: { ...text(), body: bodyOf(`Câu ${script} hết.`) } })
  const thread = ok(await remark(deps, hoa, id, { place: 'doan0', quote: script, words: script, wording: `${script} khác` })).id
  await as(mai).post(`${base}/${id}/gop-y/${thread}/tra-loi`, { words: script })
  for (const path of [
    '',
    '/gop-y',
    `/gop-y/${thread}`,
    '/gop-y/moi?cho=doan0',
    `/gop-y/${thread}/an`,
    '/lich-su',
    '/viet',
    '/viet/gop-y',
  ]) {
    const { body } = await as(hoa).get(`${base}/${id}${path}`)
    assert.ok(!/<script>alert|<img src=x/.test(body), path)
    if (path !== '/lich-su') assert.ok(body.includes('alert(1)'), path)
  }
})

test('nothing of a talk reaches a reader: no page, feed, search, preview, copy for another site or link for a leader says a word of it', async () => {
  const secret = ['Lời kín của Hoa', 'chữ đề nghị kín', 'trả lời kín']
  const id = await world.sent()
  const thread = ok(await remark(deps, hoa, id, { ...about, words: secret[0]!, wording: secret[1]! })).id
  await as(mai).post(`${base}/${id}/gop-y/${thread}/tra-loi`, { words: secret[2]! })
  const say = (body: string, where: string) => secret.forEach((words) => assert.ok(!body.includes(words), `${where}: ${words}`))
  for (const path of ['/xem-truoc', '/xem-truoc/khung']) say((await as(hoa).get(`${base}/${id}${path}`)).body, path)
  await as(hoa).post(`${base}/${id}/chuyen-duyet`, { version: (await article(id)).version })
  await as(son).post(`${base}/${id}/duyet`, { version: (await article(id)).version, when: 'now' })
  await publishDue(deps, id)
  const { slug } = (await article(id)).publications[0]!
  assert.equal((await article(id)).publications[0]!.status, 'live')
  const address = `/van-hoa/${slug}-${id}`
  for (const path of [
    '/',
    '/van-hoa',
    address,
    '/rss.xml',
    '/atom.xml',
    '/feed.json',
    '/sitemap.xml',
    '/so-do',
    '/tim-kiem?q=kin',
    '/tim-kiem?q=xoe',
    '/van-hoa/rss.xml',
  ])
    say((await as(null).get(path)).body, path)
  for (const actor of [cast.accountant, cast.keeper]) say((await as(actor).get(`${base}/${id}`)).body, actor.name)
  const rows = await db.selectFrom('publications').select('html').where('article_id', '=', id).execute()
  const kept = await db.selectFrom('revisions').selectAll().where('article_id', '=', id).execute()
  const found = await db.selectFrom('search_entries').selectAll().execute()
  const faces = await db.selectFrom('article_faces').selectAll().execute()
  say(JSON.stringify([rows, kept, found, faces]), 'stored')
  says(shown((await as(hoa).get(`${base}/${id}/lich-su`)).body), /Lời kín của Hoa.*|trả lời kín/)
  assert.equal(cong, (await article(id)).siteId)
})

test('before a text goes on it is said how many remarks are open, with the way to them; it goes on all the same', async () => {
  const id = await world.sent()
  await begun(id)
  await begun(id, { place: '', quote: '' })
  says(shown((await as(hoa).get(`${base}/${id}`)).body), /Còn 2 góp ý chưa xong/)
  assert.equal((await as(hoa).post(`${base}/${id}/chuyen-duyet`, { version: (await article(id)).version })).statusCode, 303)
  const asked = await as(son).get(`${base}/${id}/duyet?ban=${(await article(id)).version}`)
  says(shown(asked.body), /Còn 2 góp ý chưa xong/)
  says(asked.body, new RegExp(`href="${base}/${id}/gop-y"`))
  assert.equal((await as(son).post(`${base}/${id}/duyet`, { version: (await article(id)).version, when: 'now' })).statusCode, 303)
})

test('any two revisions are compared: title, lead, words, moved blocks, credits, section and genre; a number it has not is not found', async () => {
  const id = await world.begin(mai, { text: text('Đêm Xòe', 'Câu một của bài.', 'Câu hai của bài.', 'Câu ba của bài.') })
  ok(await nameRevision(deps, mai, id, 'một'))
  const moved = { ...text('Đêm Xòe Na Vai'), body: bodyOf('Câu một của bài.', 'Câu hai của bài.', 'Câu ba của bài.') }
  moved.body.content = [
    moved.body.content[2]!,
    moved.body.content[0]!,
    { ...moved.body.content[1]!, content: [{ type: 'text', text: 'Câu hai đã sửa.' }] } as never,
  ]
  await saveWorking(deps, mai, id, (await article(id)).version, moved)
  ok(await describe(deps, mai, id, { genre: 'reportage', sectionId: sections.duLich, tags: ['xòe'] }))
  ok(
    await credit(deps, mai, id, [
      { personId: mai.id, penName: '', role: 'text', share: 10_000 },
      { personId: hoa.id, penName: '', role: 'photo', share: 10_000 },
    ]),
  )
  ok(await nameRevision(deps, mai, id, 'hai'))
  const page = await as(mai).get(`${base}/${id}/lich-su/so-sanh?tu=1&den=2`)
  assert.equal(page.statusCode, 200)
  says(page.body, /Đêm Xòe<ins id="sua-1">.*Na Vai/s)
  says(shown(page.body), /Đã chuyển chỗ: Câu ba của bài\./)
  says(shown(page.body), /đã thêm: đã sửa/)
  says(shown(page.body), /Chuyên mục đã bỏ: Văn hóa đã thêm: Du lịch/)
  says(shown(page.body), /Thể loại đã bỏ: Bài phản ánh đã thêm: Phóng sự/)
  says(shown(page.body), /Tác giả và đóng góp .*Ảnh: Trần Thu Hoa 100%/)
  says(page.body, /<select name="tu"/)
  const back = await as(mai).get(`${base}/${id}/lich-su/so-sanh?tu=2&den=1`)
  says(shown(back.body), /Chuyên mục đã bỏ: Du lịch đã thêm: Văn hóa/)
  for (const query of ['?tu=9', '?tu=1&den=9', '?tu=x', '?tu=-1', '?tu=1&den=1e3', '?tu=99999999999'])
    assert.equal((await as(mai).get(`${base}/${id}/lich-su/so-sanh${query}`)).statusCode, 404, query)
  says(shown((await as(mai).get(`${base}/${id}/lich-su/so-sanh?tu=1&den=1`)).body), /Hai bản giống nhau/)
})
