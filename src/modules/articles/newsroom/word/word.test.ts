import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { hugePng, photo } from '../../../media/fixture.ts'
import { mediaIds, plainText } from '../../body/body.ts'
import { saveWorking } from '../../commands/saving.ts'
import { base, says, shown, text } from '../../fixture.ts'
import { revisionNumbered, revisionsOf } from '../../queries.ts'
import { docx, p, picture, usualStyles } from '../../word/fixture-docx.ts'
import { idOf, jpeg, leftovers, path, rows, sent, take, world } from './fixture-word.ts'

after(world.close)
const { db, deps, cast, cong, sections } = world
const { contributor: mai } = cast

test('a file is shown with its title, lead, text and report; nothing is in an article or in the library yet', async () => {
  const before = [await rows('articles'), await rows('media')]
  const url = await sent()
  const { statusCode, body } = await world.signInAs(mai).get(url)
  assert.equal(statusCode, 200)
  says(body, /value="Vòng xòe nối những bản xa"/)
  says(body, /Tối thứ bảy, nhà văn hóa bản Na Vai lại sáng đèn/)
  says(body, /<li>Khăn piêu<\/li>/)
  says(shown(body), /2 dòng gõ gạch đầu dòng .* thành danh sách/)
  says(shown(body), /Phông, cỡ, màu chữ/)
  says(body, new RegExp(`<img src="${url}/anh/1" alt="Vòng người nắm tay"`))
  const image = await world.signInAs(mai).get(`${url}/anh/1`)
  assert.deepEqual(
    [image.statusCode, image.headers['content-type'], image.headers['cache-control']],
    [200, 'image/webp', 'private, max-age=3600'],
  )
  assert.equal((await world.signInAs(mai).get(`${url}/anh/2`)).statusCode, 404)
  assert.deepEqual([await rows('articles'), await rows('media')], before)
  assert.equal(await leftovers(), 0)
})

test('taken, it is a new article whose first revision is the file, with its pictures in the library and one activity', async () => {
  const url = await sent()
  const answer = await take(mai, url)
  assert.equal(answer.statusCode, 303)
  assert.match(String(answer.headers.location), /vua=tu-word$/)
  const article = await world.article(idOf(answer))
  assert.deepEqual(
    [article.title, article.lead, article.siteId, article.sectionId, article.genre, article.status, article.createdBy],
    ['Vòng xòe nối những bản xa', 'Tối thứ bảy sáng đèn.', cong, sections.vanHoa, 'feature', 'draft', mai.id],
  )
  const [medium] = mediaIds(article.body)
  const { caption, credit, alt, site_id } = await db.selectFrom('media').selectAll().where('id', '=', medium!).executeTakeFirstOrThrow()
  assert.deepEqual([caption, credit, alt, site_id], ['Vòng xòe.', 'Lò Thị Mai', 'Vòng người nắm tay', cong])
  assert.deepEqual(await db.selectFrom('media_uses').select('subject_id').where('media_id', '=', medium!).execute(), [
    { subject_id: article.id },
  ])
  assert.deepEqual(
    (await revisionsOf(db, article.id)).map(({ number, reason }) => [number, reason]),
    [[1, 'imported']],
  )
  const told = await db
    .selectFrom('activities')
    .select(['kind', 'detail'])
    .where('subject', '=', 'article')
    .where('subject_id', '=', article.id)
    .execute()
  assert.deepEqual(told, [{ kind: 'article.takenFromWord', detail: { revision: article.revisionId } }])
  const left = await db
    .selectFrom('word_pictures')
    .select('number')
    .where('reading_id', '=', Number(url.split('/').at(-1)))
    .execute()
  assert.deepEqual(left, [])
})

test('pressed twice, or opened again, it leads to the article and makes no second one', async () => {
  const url = await sent()
  const before = await rows('articles')
  const both = await Promise.all([take(mai, url), take(mai, url)])
  for (const answer of both) assert.equal(answer.statusCode, 303)
  assert.equal(idOf(both[0]!), idOf(both[1]!))
  assert.equal(await rows('articles'), before + 1)
  assert.equal(idOf(await world.signInAs(mai).get(url)), idOf(both[0]!))
})

test('into an article: what stood there is kept, and a change made meanwhile is shown first', async () => {
  const id = await world.begin()
  const url = await sent(mai, `${base}/${id}/ban-word`)
  const { version } = await world.seen(id)
  says((await world.signInAs(mai).get(url)).body, new RegExp(`name="version" value="${version}"`))
  await saveWorking(deps, mai, id, version, text('Viết thêm trong lúc đó', 'Câu viết thêm.'))
  const refused = await take(mai, url, { version })
  assert.equal(refused.statusCode, 422)
  says(shown(refused.body), /Bài vừa có thay đổi sau khi mở trang này/)
  says(refused.body, new RegExp(`name="version" value="${version + 1}"`))
  assert.equal((await world.article(id)).title, 'Viết thêm trong lúc đó')
  assert.equal(idOf(await take(mai, url, { version: version + 1 })), id)
  assert.match(plainText((await world.article(id)).body), /Lớp mở từ tháng ba\./)
  assert.deepEqual(
    (await revisionsOf(db, id)).map(({ number, reason }) => [number, reason]),
    [
      [2, 'imported'],
      [1, 'replaced'],
    ],
  )
  assert.match(plainText((await revisionNumbered(db, id, 1)).body), /Câu viết thêm\./)
})

test('a title that is emptied was a wrong guess: its line stays at the top of the text', async () => {
  const article = await world.article(idOf(await take(mai, await sent(), { title: ' ', lead: '' })))
  assert.deepEqual([article.title, article.lead], ['', ''])
  assert.match(plainText(article.body), /^Vòng xòe nối những bản xa\nTối thứ bảy, nhà văn hóa bản Na Vai .*\nLớp mở/)
  const long = await take(mai, await sent(), { title: 'x'.repeat(301) })
  assert.equal(long.statusCode, 422)
  says(shown(long.body), /Tiêu đề dài quá 300 ký tự/)
})

test('text of an old font is offered in Unicode, and taken as it was asked for', async () => {
  const old = docx(p('§iÖn biªn', { font: '.VnTimeH', bold: true }) + p('mïa hoa ban n¨m nay në sím', { font: '.VnTime' }))
  const url = await sent(mai, path, old)
  const { body } = await world.signInAs(mai).get(url)
  says(shown(body), /Tệp dùng phông chữ cũ TCVN3 .* “§iÖn biªn” chuyển thành “ĐIỆN BIÊN”/)
  says(body, /mïa hoa ban/)
  const converted = await world.signInAs(mai).get(`${url}?ma=unicode`)
  says(converted.body, /mùa hoa ban năm nay nở sớm/)
  says(converted.body, /name="ma" value="unicode"/)
  const asIs = await world.article(idOf(await take(mai, url)))
  assert.match(plainText(asIs.body), /mïa hoa ban/)
  const asked = await world.article(idOf(await take(mai, await sent(mai, path, old), { ma: 'unicode' })))
  assert.equal(plainText(asked.body), 'mùa hoa ban năm nay nở sớm')
})

test('a picture the library refuses leaves its place, and the person is told', async () => {
  const bad = docx(p('Mở đầu.') + p(picture('a')) + p('Chú thích ảnh', { style: 'Caption' }) + p(picture('b')), {
    styles: usualStyles,
    media: { 'a.png': hugePng(30_000, 30_000), 'b.jpg': jpeg },
  })
  const url = await sent(mai, path, bad)
  assert.equal((await world.signInAs(mai).get(`${url}/anh/1`)).statusCode, 404)
  const answer = await take(mai, url)
  assert.match(String(answer.headers.location), /vua=tu-word-thieu-anh$/)
  const { body } = await world.article(idOf(answer))
  assert.deepEqual(
    body.content.flatMap((block) => (block.type === 'figure' ? [block.attrs.mediaId !== null] : [])),
    [false, true],
  )
  assert.match(plainText(body), /Chú thích ảnh/)
})

test('a script takes the pictures one by one and counts them; without one twenty are taken at a press', async () => {
  const names = Array.from({ length: 22 }, (_, at) => `a${at}`)
  const small = await Promise.all(
    names.map((_, at) =>
      photo(24 + at, 24)
        .png()
        .toBuffer(),
    ),
  )
  const many = docx(p('Mở đầu.') + names.map((name) => p(picture(name))).join(''), {
    media: Object.fromEntries(names.map((name, at) => [`${name}.png`, small[at]!])),
  })
  const url = await sent(mai, path, many)
  const one = await world.signInAs(mai).post(`${url}/anh`)
  assert.deepEqual(one.json(), { left: 21 })
  const first = await take(mai, url, { title: 'Tôi gõ' })
  assert.equal(first.statusCode, 200)
  says(shown(first.body), /Đã đưa 21 ảnh vào thư viện, còn 1 ảnh/)
  says(first.body, /value="Tôi gõ"/)
  const article = await world.article(idOf(await take(mai, url)))
  assert.equal(mediaIds(article.body).length, 22)
})
