import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now } from '../../kernel/time.ts'
import { sitesWorld } from './fixture.ts'

const { db, deps, cong, thuvien, get, read, post, end } = await sitesWorld()
after(end)
const base = `/toa-soan/trang/${thuvien}`
const info = {
  name: 'Thư viện tỉnh',
  owner: 'Thư viện',
  superior: '',
  responsible: 'Bà Lầu',
  address: 'Phường Mường Thanh',
  phone: '0215 000 0002',
  email: 'thuvien@example.vn',
  description: '',
}
const theme = async () =>
  (await db.selectFrom('sites').select('theme').where('id', '=', thuvien).executeTakeFirstOrThrow()).theme as Record<string, string>
const labels = async (place: string) =>
  (
    await db
      .selectFrom('menu_entries')
      .select('label')
      .where('site_id', '=', thuvien)
      .where('place', '=', place)
      .orderBy('position')
      .execute()
  ).map(({ label }) => label)
const entryId = async (label: string) =>
  (await db.selectFrom('menu_entries').select('id').where('label', '=', label).executeTakeFirstOrThrow()).id

test('what a keeper writes about the site stands on its stored pages at once, and its name on the portal too', async () => {
  assert.match((await read('/so-do')).body, /Thư viện/)
  assert.equal((await post(base, 'keeper', info)).statusCode, 303)
  const { body } = await read('/so-do')
  for (const words of ['Thư viện tỉnh', 'Bà Lầu', 'Phường Mường Thanh', '0215 000 0002']) assert.ok(body.includes(words), words)
  const { tags } = await db.selectFrom('activities').select('tags').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  assert.deepEqual(tags.toSorted(), [`site:${cong}`, `site:${thuvien}`])
})

test('a bad e-mail or an empty name is said beside the field and the rest stays typed', async () => {
  const refused = await post(base, 'keeper', { ...info, name: ' ', email: 'không phải thư', responsible: 'Ông Mới' })
  assert.equal(refused.statusCode, 422)
  for (const words of ['Hãy ghi tên trang', 'thư điện tử chưa đúng', 'Ông Mới', 'không phải thư'])
    assert.ok(refused.body.includes(words), words)
})

test('menu entries lead to a section or a safe address, in the order the keeper gives', async () => {
  const { id: section } = await db
    .insertInto('sections')
    .values({ site_id: thuvien, slug: 'sach', name: 'Sách' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const add = (fields: Record<string, string>) => post(`${base}/menu/them`, 'keeper', { place: 'main', ...fields })
  assert.equal((await add({ label: 'Sách', sectionId: String(section) })).statusCode, 303)
  assert.equal((await add({ label: 'Tìm', href: '/tim-kiem' })).statusCode, 303)
  assert.equal((await add({ label: 'Quốc gia', href: 'https://nlv.gov.vn' })).statusCode, 303)
  for (const href of ['javascript:alert(1)', '//evil.example', 'nlv.gov.vn', 'data:text/html,x', '#x', '/có dấu cách'])
    assert.match((await add({ label: 'Xấu', href })).body, /Địa chỉ phải bắt đầu bằng/, href)
  assert.match((await add({ label: 'Trống' })).body, /Chọn chuyên mục hoặc điền địa chỉ/)
  assert.match((await add({ label: 'Lạ', sectionId: '99999' })).body, /Chọn chuyên mục trong danh sách/)
  assert.match((await add({ label: 'Cột', place: 'footer', href: '/so-do' })).body, /cần tên cột/)
  assert.equal((await add({ label: 'Sơ đồ', place: 'footer', heading: 'Hỗ trợ', href: '/so-do' })).statusCode, 303)
  await post(`${base}/menu/${await entryId('Quốc gia')}/len`, 'keeper')
  assert.deepEqual(await labels('main'), ['Sách', 'Quốc gia', 'Tìm'])
  assert.match((await read('/so-do')).body, /https:\/\/nlv\.gov\.vn/)
  assert.equal(
    (await post(`${base}/menu/${await entryId('Tìm')}`, 'keeper', { place: 'main', label: 'Tra cứu', href: '/tim-kiem' })).statusCode,
    303,
  )
  await post(`${base}/menu/${await entryId('Quốc gia')}/xoa`, 'keeper')
  assert.deepEqual(await labels('main'), ['Sách', 'Tra cứu'])
})

test('a menu entry of a hidden section is not shown to readers', async () => {
  const section = await db.selectFrom('sections').select('id').where('slug', '=', 'sach').executeTakeFirstOrThrow()
  assert.match((await read('/so-do')).body, /href="\/sach"/)
  await post(`${base}/chuyen-muc/${section.id}/an`, 'keeper')
  assert.doesNotMatch((await read('/so-do')).body, /href="\/sach"/)
  await post(`${base}/chuyen-muc/${section.id}/hien`, 'keeper')
})

test('an accent that cannot be read is refused with the nearest one that can, and a good one reaches the site’s style sheet', async () => {
  const pale = await post(`${base}/giao-dien`, 'keeper', { accent: '#ffe082', band: 'none', art: 'ban' })
  assert.equal(pale.statusCode, 422)
  const suggested = /Màu gần nhất đọc được: (#[0-9A-F]{6})/.exec(pale.body)![1]!
  assert.match(pale.body, /value="#ffe082"/)
  assert.equal(
    (await post(`${base}/giao-dien`, 'keeper', { accent: '#ffe082', preset: suggested, band: 'none', art: 'ban' })).statusCode,
    303,
  )
  assert.deepEqual(await theme(), { accent: suggested, band: 'none', art: 'ban' })
  const sheet = /href="(\/_chu-de\/[^"]+)"/.exec((await read('/so-do')).body)![1]!
  assert.match((await read(sheet)).body, new RegExp(`--nhan:${suggested}`))
  for (const accent of ['đỏ', '#12', 'red;}body{display:none'])
    assert.match((await post(`${base}/giao-dien`, 'keeper', { accent })).body, /Mã màu gồm dấu #/)
})

test('an emblem comes out of the site’s own library and from nowhere else', async () => {
  const at = now()
  const picture = (siteId: number, key: string) => ({
    key,
    site_id: siteId,
    kind: 'image',
    content_type: 'image/png',
    bytes: 1,
    sha256: Buffer.alloc(32),
    source_sha256: Buffer.alloc(32),
    name: key,
    uploaded_at: at,
  })
  await db
    .insertInto('media')
    .values([picture(thuvien, 'huy/thu-vien.png'), picture(cong, 'huy/cong.png')])
    .execute()
  const send = (emblem: string) => post(`${base}/giao-dien`, 'keeper', { accent: '', emblem })
  for (const emblem of ['https://evil.example/x.png', 'javascript:1', '/tep/../x', '/toa-soan'])
    assert.equal((await send(emblem)).statusCode, 422, emblem)
  assert.match((await send('/tep/huy/cong.png')).body, /Không thấy ảnh này/)
  assert.equal((await send('/tep/huy/thu-vien.png')).statusCode, 303)
  assert.equal((await theme()).emblem, '/tep/huy/thu-vien.png')
  assert.equal((await theme()).accent, undefined)
})

test('home blocks are added, ordered, hidden and removed; only kinds that a module can draw', async () => {
  const add = (fields: Record<string, string>) => post(`${base}/trang-chu`, 'keeper', fields)
  assert.equal((await add({ kind: 'lead' })).statusCode, 303)
  assert.match((await add({ kind: 'bomb' })).body, /Chọn loại khối/)
  assert.match((await add({ kind: 'section' })).body, /cần một chuyên mục/)
  assert.equal((await add({ kind: 'section', section: 'sach', title: 'Nên đọc' })).statusCode, 303)
  const rows = () =>
    db.selectFrom('blocks').select(['id', 'kind', 'options', 'hidden_at']).where('site_id', '=', thuvien).orderBy('position').execute()
  const [lead, books] = await rows()
  await post(`${base}/trang-chu/${books!.id}/len`, 'keeper')
  assert.deepEqual(
    (await rows()).map(({ kind }) => kind),
    ['section', 'lead'],
  )
  await post(`${base}/trang-chu/${lead!.id}/an`, 'keeper')
  await read('/')
  assert.deepEqual(books!.options, { title: 'Nên đọc', section: 'sach' })
  assert.deepEqual(
    (await rows()).map(({ hidden_at }) => hidden_at !== null),
    [false, true],
  )
  await post(`${base}/trang-chu/${books!.id}`, 'keeper', { title: '', section: 'sach' })
  await post(`${base}/trang-chu/${lead!.id}/xoa`, 'keeper')
  assert.deepEqual(
    (await rows()).map(({ options }) => options),
    [{ section: 'sach' }],
  )
})

test('host names: the grammar holds, one is canonical, and readers find the site under it', async () => {
  const add = (host: string, more = {}) => post(`${base}/ten-mien`, 'admin', { host, ...more })
  for (const host of ['', 'thuvien', 'http://a.vn', 'a..vn', '-a.vn', 'a_b.vn', '10.0.0.1', 'a.vn:99999', 'a.vn/x', `${'a'.repeat(64)}.vn`])
    assert.equal((await add(host)).statusCode, 422, host)
  assert.match((await add('x.hoaban.test')).body, /hệ thống tự đặt/)
  assert.equal((await add('Thuvien.DienBien.example')).statusCode, 303)
  assert.match((await post(`/toa-soan/trang/${cong}/ten-mien`, 'admin', { host: 'thuvien.dienbien.example' })).body, /đã có trang dùng/)
  assert.equal((await add('thư-viện.example')).statusCode, 303)
  assert.equal((await read('/so-do', 'thuvien.dienbien.example')).statusCode, 200)
  assert.equal(deps.hosts.current.get('thuvien.hoaban.test')!.canonical, 'thuvien.dienbien.example')
  await post(`${base}/ten-mien/chinh`, 'admin', { host: 'xn--th-vin-qv7b01n.example' })
  const canonical = await db.selectFrom('site_hosts').select('host').where('canonical', '=', true).execute()
  assert.equal(canonical.length, 1)
  await post(`${base}/ten-mien/bo`, 'admin', { host: 'thuvien.dienbien.example' })
  await read('/so-do')
  assert.equal(deps.hosts.current.get('thuvien.dienbien.example'), undefined)
  await post(`${base}/ten-mien/chinh`, 'admin', { host: '' })
  await read('/so-do')
  assert.equal(deps.hosts.current.get('thuvien.hoaban.test')!.canonical, 'thuvien.hoaban.test')
  assert.equal((await post(`${base}/ten-mien`, 'keeper', { host: 'a.example' })).statusCode, 403)
})

test('the administrator makes a site that answers at once; its short name is checked and unique', async () => {
  assert.match((await post('/toa-soan/trang/them', 'admin', { key: 'Bảo Tàng', name: 'Bảo tàng' })).body, /Tên ngắn gồm/)
  assert.match((await post('/toa-soan/trang/them', 'admin', { key: 'thuvien', name: 'Thư viện 2' })).body, /Đã có trang dùng tên ngắn/)
  const made = await post('/toa-soan/trang/them', 'admin', { key: 'baotang', name: 'Bảo tàng tỉnh' })
  assert.equal(made.statusCode, 303)
  assert.match((await get(String(made.headers.location), 'admin')).body, /Bảo tàng tỉnh/)
  const home = await read('/', 'baotang.hoaban.test')
  assert.equal(home.statusCode, 200)
  assert.match(home.body, /Bảo tàng tỉnh/)
})

test('what people write is shown, never run', async () => {
  await post(base, 'keeper', { ...info, name: '<script>alert(1)</script>', responsible: '"><img src=x onerror=1>' })
  for (const { body } of [await get(base, 'keeper'), await read('/so-do'), await get('/toa-soan/trang', 'keeper')])
    assert.doesNotMatch(body, /<script>alert|<img src=x/)
})
