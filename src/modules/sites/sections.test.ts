import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { json } from '../../kernel/db/db.ts'
import { now } from '../../kernel/time.ts'
import { sitesWorld } from './fixture.ts'

const { db, cast, cong, thuvien, get, post, end } = await sitesWorld()
after(end)
const base = `/toa-soan/trang/${thuvien}/chuyen-muc`
const add = (fields: Record<string, string>) => post(`${base}/them`, 'keeper', fields)
const tree = async () =>
  (
    await db
      .selectFrom('sections')
      .select(['slug', 'parent_id', 'position'])
      .where('site_id', '=', thuvien)
      .orderBy('position')
      .orderBy('id')
      .execute()
  ).map(({ slug }) => slug)
const idOf = async (slug: string) =>
  (await db.selectFrom('sections').select('id').where('site_id', '=', thuvien).where('slug', '=', slug).executeTakeFirstOrThrow()).id
const redirects = async () =>
  Object.fromEntries(
    (await db.selectFrom('redirects').select(['path', 'target']).where('site_id', '=', thuvien).execute())
      .filter(({ path }) => !path.includes('.'))
      .map(({ path, target }) => [path, target]),
  )
const form = async (slug: string, more: Record<string, string> = {}) => {
  const row = await db
    .selectFrom('sections')
    .select(['name', 'slug', 'description', 'parent_id'])
    .where('id', '=', await idOf(slug))
    .executeTakeFirstOrThrow()
  return { name: row.name, slug: row.slug, description: row.description, parentId: String(row.parent_id ?? ''), ...more }
}
const change = async (slug: string, more: Record<string, string>) => post(`${base}/${await idOf(slug)}`, 'keeper', await form(slug, more))

test('a section is added with an address made from its name', async () => {
  assert.equal((await add({ name: 'Sách mới về' })).statusCode, 303)
  for (const name of ['Bạn đọc kể', 'Địa chí']) await add({ name })
  await add({ name: 'Thơ', parentId: String(await idOf('sach-moi-ve')) })
  assert.deepEqual((await tree()).toSorted(), ['ban-doc-ke', 'dia-chi', 'sach-moi-ve', 'tho'])
  const page = await get(base, 'keeper')
  assert.match(page.body, /Sách mới về/)
})

test('fixed words, other letters and an address twice are refused, and what was typed stays', async () => {
  for (const [slug, sentence] of [
    ['van-ban', /phần có sẵn/],
    ['tep', /phần có sẵn/],
    ['Có Dấu', /chữ thường không dấu/],
    ['a--b', /chữ thường không dấu/],
    ['../evil', /chữ thường không dấu/],
    ['dia-chi', /đã có chuyên mục/],
  ] as const) {
    const refused = await add({ name: 'Tên đã gõ', slug })
    assert.equal(refused.statusCode, 422, slug)
    assert.match(refused.body, sentence)
    assert.match(refused.body, /value="Tên đã gõ"/)
  }
  assert.match((await add({ name: '  ' })).body, /Hãy ghi tên chuyên mục/)
})

test('a new address leaves the old one leading on, over two changes in one step, and back again without a ring', async () => {
  await db
    .insertInto('blocks')
    .values({ site_id: thuvien, kind: 'section', options: json({ section: 'dia-chi', limit: 3 }) })
    .execute()
  await change('dia-chi', { slug: 'dat-va-nguoi' })
  assert.deepEqual(await redirects(), { '/dia-chi': '/dat-va-nguoi' })
  const { options } = await db.selectFrom('blocks').select('options').where('site_id', '=', thuvien).executeTakeFirstOrThrow()
  assert.deepEqual(options, { section: 'dat-va-nguoi', limit: 3 })
  await change('dat-va-nguoi', { slug: 'dien-bien' })
  assert.deepEqual(await redirects(), { '/dia-chi': '/dien-bien', '/dat-va-nguoi': '/dien-bien' })
  await change('dien-bien', { slug: 'dia-chi' })
  assert.deepEqual(await redirects(), { '/dat-va-nguoi': '/dia-chi', '/dien-bien': '/dia-chi' })
  await add({ name: 'Điện Biên' })
  assert.deepEqual(await redirects(), { '/dat-va-nguoi': '/dia-chi' })
  assert.equal((await db.selectFrom('redirects').select('path').where('path', '=', '/dat-va-nguoi/rss.xml').execute()).length, 1)
})

test('sections move among their brothers and sisters and stop at the ends', async () => {
  const top = async () =>
    (
      await db
        .selectFrom('sections')
        .select('slug')
        .where('site_id', '=', thuvien)
        .where('parent_id', 'is', null)
        .orderBy('position')
        .execute()
    ).map(({ slug }) => slug)
  assert.deepEqual(await top(), ['sach-moi-ve', 'ban-doc-ke', 'dia-chi', 'dien-bien'])
  await post(`${base}/${await idOf('dia-chi')}/len`, 'keeper')
  await post(`${base}/${await idOf('sach-moi-ve')}/len`, 'keeper')
  await post(`${base}/${await idOf('dien-bien')}/xuong`, 'keeper')
  assert.deepEqual(await top(), ['sach-moi-ve', 'dia-chi', 'ban-doc-ke', 'dien-bien'])
})

test('a section goes under another one, never under itself, its own children or a section of another site', async () => {
  const foreign = await db
    .insertInto('sections')
    .values({ site_id: cong, slug: 'la', name: 'Lạ' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const parent of ['sach-moi-ve', 'tho']) {
    const refused = await change('sach-moi-ve', { parentId: String(await idOf(parent)) })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /vào trong chính nó/)
  }
  assert.equal((await change('tho', { parentId: String(foreign.id) })).statusCode, 422)
  assert.equal((await change('tho', { parentId: String(await idOf('dia-chi')) })).statusCode, 303)
  assert.equal(
    (await db.selectFrom('sections').select('parent_id').where('slug', '=', 'tho').executeTakeFirstOrThrow()).parent_id,
    await idOf('dia-chi'),
  )
  assert.equal((await post(`${base}/${foreign.id}`, 'keeper', { name: 'x', slug: 'x' })).statusCode, 404)
})

test('hidden and shown again', async () => {
  const id = await idOf('ban-doc-ke')
  await post(`${base}/${id}/an`, 'keeper')
  assert.match((await get(base, 'keeper')).body, /Đang ẩn/)
  await post(`${base}/${id}/hien`, 'keeper')
  assert.doesNotMatch((await get(base, 'keeper')).body, /Đang ẩn/)
})

test('a section that holds articles, children, a menu entry or a role is never deleted; an empty one is', async () => {
  const remove = async (slug: string) => post(`${base}/${await idOf(slug)}/xoa`, 'keeper')
  assert.match((await remove('dia-chi')).body, /còn chuyên mục con/)
  const tho = await idOf('tho')
  const person = cast.keeper.id
  const at = now()
  const article = {
    site_id: thuvien,
    genre: 'news',
    section_id: tho,
    created_by: person,
    created_at: at,
    saved_by: person,
    saved_at: at,
    status_at: at,
  }
  const { id } = await db.insertInto('articles').values(article).returning('id').executeTakeFirstOrThrow()
  const refused = await remove('tho')
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /đã có bài nên không xóa được/)
  await db.deleteFrom('articles').where('id', '=', id).execute()
  const entry = await db
    .insertInto('menu_entries')
    .values({ site_id: thuvien, place: 'main', label: 'Thơ', section_id: tho })
    .returning('id')
    .executeTakeFirstOrThrow()
  assert.match((await remove('tho')).body, /trong menu hoặc trang chủ/)
  await db.deleteFrom('menu_entries').where('id', '=', entry.id).execute()
  await db.insertInto('grants').values({ person_id: person, role: 'editor', site_id: thuvien, section_id: tho, granted_at: at }).execute()
  assert.match((await remove('tho')).body, /giao việc riêng/)
  await db.deleteFrom('grants').where('section_id', '=', tho).execute()
  assert.equal((await remove('tho')).statusCode, 303)
  assert.ok(!(await tree()).includes('tho'))
})

test('every change was one activity that names the pages of the site', async () => {
  const rows = await db.selectFrom('activities').select(['kind', 'site_id', 'tags', 'actor_id']).execute()
  assert.ok(rows.length > 10)
  for (const row of rows) assert.deepEqual([row.site_id, row.tags, row.actor_id], [thuvien, [`site:${thuvien}`], cast.keeper.id])
})
