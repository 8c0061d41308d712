import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now, setClock } from '../../../../kernel/time.ts'
import { base, says, shown } from '../../fixture.ts'
import { sweep } from '../../jobs.ts'
import { docx, p, r } from '../../word/fixture-docx.ts'
import { file, jpeg, leftovers, path, rows, send, sent, take, world } from './fixture-word.ts'

after(world.close)
const { db, deps, cast, cong, thuvien, sections } = world
const { contributor: mai, editor: hoa, secretary } = cast

test('what is wrong with a file is one sentence, for a page and for a script, and the choices stay', async () => {
  for (const [bytes, name, wanted] of [
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'cu.doc', /Word đời cũ \(\.doc\).*chọn “Lưu thành”, kiểu \.docx/],
    [Buffer.from('PK\u0003\u0004 hỏng'), 'hong.docx', /Tệp bị hỏng/],
    [file.subarray(0, 900), 'cut.docx', /Tệp bị hỏng/],
    [jpeg, 'anh.docx', /Đây không phải tệp Word/],
    [Buffer.from('chữ'), 'chu.docx', /Đây không phải tệp Word/],
    [docx(p('x'), { parts: { 'word/vbaProject.bin': 'x' } }), 'macro.docm', /Tệp có macro/],
    [docx(p('x'), { head: '<!DOCTYPE x>' }), 'dtd.docx', /khai báo không an toàn/],
    [Buffer.alloc(0), '', /Hãy chọn một tệp \.docx/],
  ] as const) {
    const page = await send(mai, path, bytes, { name, fields: { site: String(cong), section: String(sections.duLich), genre: 'note' } })
    assert.equal(page.statusCode, 422, name)
    says(shown(page.body), wanted)
    says(page.body, new RegExp(`<option value="${sections.duLich}" selected`))
    const answer = await send(mai, path, bytes, { name, json: true, fields: { site: String(cong) } })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.json().issues.file, wanted)
  }
  assert.equal(await leftovers(), 0)
})

test('a file of more than thirty megabytes is cut off with a sentence', async () => {
  const heavy = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(31 * 1024 * 1024, 7)])
  const answer = await send(mai, path, heavy, { fields: { site: String(cong) } })
  assert.equal(answer.statusCode, 422)
  says(shown(answer.body), /lớn quá 30 MB/)
  assert.equal(await leftovers(), 0)
})

test('what waits belongs to its sender alone, and goes only where that person may write', async () => {
  const url = await sent()
  for (const actor of [hoa, secretary, cast.chief]) {
    for (const rest of ['', '/anh/1']) assert.equal((await world.signInAs(actor).get(url + rest)).statusCode, 404)
    for (const rest of ['', '/anh', '/bo']) assert.equal((await world.signInAs(actor).post(url + rest)).statusCode, 404)
  }
  const id = await world.begin()
  assert.equal((await send(hoa, `${base}/${id}/ban-word`, file)).statusCode, 404)
  const live = await world.live()
  assert.equal((await world.signInAs(mai).get(`${base}/${live}/ban-word`)).statusCode, 403)
  assert.equal((await send(mai, `${base}/${live}/ban-word`, file)).statusCode, 403)
  const elsewhere = await send(
    { ...mai, id: cast.accountant.id, grants: [{ role: 'contributor', site: thuvien, sections: null }] },
    path,
    file,
    {
      fields: { site: String(cong) },
    },
  )
  assert.equal(elsewhere.statusCode, 422)
})

test('a right that ended, or a section that went, while a file waited stops it', async () => {
  const id = await world.begin()
  const url = await sent(mai, `${base}/${id}/ban-word`)
  const { version } = await world.seen(id)
  await db.updateTable('articles').set({ status: 'approved' }).where('id', '=', id).execute()
  assert.equal((await take(mai, url, { version })).statusCode, 403)
  const { id: gone } = await db
    .insertInto('sections')
    .values({ site_id: cong, slug: 'tam', name: 'Tạm', position: 9 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await world.network()
  const later = await send(mai, path, file, { fields: { site: String(cong), section: String(gone), genre: 'news' } })
  await db.deleteFrom('sections').where('id', '=', gone).execute()
  const refused = await take(mai, String(later.headers.location))
  assert.equal(refused.statusCode, 422)
  says(shown(refused.body), /Chuyên mục đã chọn không còn nữa/)
})

test('scripts in words, names and addresses are shown, never run', async () => {
  const nasty = docx(
    p('<script>alert(1)</script>', { bold: true }) +
      p(r('"><img src=x onerror=alert(1)>') + `<w:hyperlink r:id="x">${r('bấm')}</w:hyperlink>`),
    {
      relations: [{ id: 'x', kind: 'hyperlink', target: 'javascript:alert(1)', outside: true }],
    },
  )
  const answer = await send(mai, path, nasty, { name: '<img src=x onerror=1>.docx', fields: { site: String(cong), genre: 'news' } })
  const { body } = await world.signInAs(mai).get(String(answer.headers.location))
  assert.doesNotMatch(body, /<script>alert|<img src=x|javascript:/)
  assert.match(body, /&lt;script>alert|&lt;script&gt;alert/)
})

test('dropped, or left for a day, or pushed out by newer ones, a file that waits is forgotten with its pictures', async () => {
  const url = await sent(secretary)
  assert.equal((await world.signInAs(secretary).post(`${url}/bo`)).headers.location, `${base}/moi`)
  assert.equal((await world.signInAs(secretary).get(url)).statusCode, 404)
  const first = await sent(secretary)
  for (let count = 0; count < 4; count++) await sent(secretary)
  assert.equal((await world.signInAs(secretary).get(first)).statusCode, 404)
  const last = await sent(secretary)
  const at = now()
  setClock(() => at.add({ hours: 25 }))
  await sweep(deps)
  setClock(null)
  assert.equal((await world.signInAs(secretary).get(last)).statusCode, 404)
  assert.deepEqual([await rows('word_readings'), await rows('word_pictures')], [0, 0])
})
