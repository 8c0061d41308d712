import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { actorOf } from '../../../test/cast.ts'
import { keepFaces } from './commands/faces.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { articleWorld, base, ok, says, shown, text } from './fixture.ts'
import { articlesList, type Filter } from './newsroom/board/filter.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cast, cong, seen } = world
const { contributor: mai, editor: hoa, stranger } = cast
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
const listed = async (actor = mai, filter: Partial<Filter> = {}) => idsOf((await articlesList(db, actor, { page: 1, ...filter })).lines)

test('a title is found by its words in any order, the last perhaps only begun, and by nothing that only the index knows', async () => {
  const id = await world.begin(mai, { text: text('Chợ phiên Tả Sìn Thàng họp sáu ngày một lần (2026)') })
  for (const q of ['phien cho', 'Tả Sìn', 'thang ta', 'SAU NGAY', 'ngày-một', '“lần”', 'lan 20', 'họp, sáu!', "cho' | 'phien"])
    assert.deepEqual(await listed(mai, { q }), [id], q)
  for (const q of [
    'hien',
    'tasin',
    'working',
    'word=draft',
    'in',
    `in=${mai.id}`,
    `by ${mai.id}`,
    'genre',
    '%',
    '“”',
    '& | !',
    "'",
    '\\',
    ':*',
  ])
    assert.deepEqual(await listed(mai, { q }), [], q)
})

test('a mark that is wrong shows nobody what the door keeps from them', async () => {
  const draft = await world.begin(mai, { text: text('Nháp kín của Mai') })
  const id = await world.live({}, mai, { text: text('Đã đăng') })
  ok(await take(deps, mai, id, 'revise', await seen(id)))
  await saveWorking(deps, mai, id, (await seen(id)).version, text('Bản sửa kín'))
  const outsider = await actorOf(db, { name: 'Người đọc', grants: [{ role: 'accountant', site: null, sections: null }] })
  for (const marks of [`in=${stranger.id}`, `in=${outsider.id}`])
    await db
      .updateTable('article_faces')
      .set({ marks: sql`marks || array_to_tsvector(array[${marks}])` })
      .where('article_id', 'in', [draft, id])
      .execute()
  assert.deepEqual(await listed(stranger), [])
  assert.deepEqual((await articlesList(db, outsider, { page: 1, q: 'kin' })).lines, [])
  await keepFaces(db, [draft, id])
  assert.deepEqual(
    (await articlesList(db, outsider, { page: 1, q: 'dang' })).lines.map(({ title, working }) => [title, working]),
    [['Đã đăng', false]],
  )
})

const lan = await actorOf(db, { name: 'Lan', grants: [{ role: 'contributor', site: world.thuvien, sections: null }] })

test('who leafs through a long list to its end meets each article once', async () => {
  const { rows } = await sql<{ id: number }>`
    insert into articles (site_id, genre, title, created_by, created_at, saved_by, saved_at, status_at)
    select ${cong}, 'news', 'Bài ' || n, ${lan.id}, '2026-11-01Z', ${lan.id}, '2026-11-01Z', '2026-11-01Z' from generate_series(1, 2046) n
    returning id`.execute(db)
  await keepFaces(db, idsOf(rows))
  const met: number[] = []
  const counts: string[] = []
  let before: number | undefined
  for (let more = true; more;) {
    const first = await articlesList(db, lan, { page: 1, before })
    counts.push(`${first.more ? 'hơn ' : ''}${first.count}`)
    for (let page = 1; page <= Math.ceil(first.count / 30); page++) met.push(...(await listed(lan, { page, before })))
    assert.deepEqual(await listed(lan, { page: 35, before }), [])
    more = first.more
    before = met.at(-1)
  }
  assert.deepEqual(
    met,
    idsOf(rows).toSorted((a, b) => b - a),
  )
  assert.deepEqual(counts, ['hơn 1000', 'hơn 1000', '46'])

  const client = world.signInAs(lan)
  const last = await client.get(`${base}?page=34`)
  says(shown(last.body), /Hơn 1\.000 bài, trang 34/)
  const older = /href="([^"]*before=\d+)"/.exec(last.body)![1]!.replaceAll('&amp;', '&')
  const next = await client.get(older)
  says(shown(next.body), /Còn hơn 1\.000 bài cũ hơn/)
  says(shown(next.body), /Về các bài mới nhất/)
  assert.ok(!shown((await client.get(`${base}?page=33`)).body).includes('Xem các bài cũ hơn'))
})

test('in a long list the frequent and the rare are found alike, and counted as far as one leafs', async () => {
  const numbers = Array.from({ length: 2046 }, (_, i) => i + 1)
  for (const digits of ['2046', '9', '77', '3', '1', '2', '0', '']) {
    const wanted = numbers.filter((n) => String(n).startsWith(digits)).toReversed()
    const q = `bai ${digits}`
    const first = await articlesList(db, lan, { page: 1, q })
    assert.deepEqual([first.count, first.more], [Math.min(1000, wanted.length), wanted.length > 1000], q)
    const titles: string[] = []
    for (let page = 1; page <= Math.ceil(first.count / 30); page++)
      titles.push(...(await articlesList(db, lan, { page, q })).lines.map(({ title }) => title))
    assert.deepEqual(
      titles,
      wanted.slice(0, 1000).map((n) => `Bài ${n}`),
      q,
    )
    assert.deepEqual(await articlesList(db, lan, { page: 99, q }), { ...first, lines: [] }, q)
  }
})

test('the queue counts each stage and opens with what waits for this person', async () => {
  await world.sent()
  await world.edited()
  await world.approved({ at: Temporal.Instant.from('2099-01-01T00:00:00Z') })
  const queue = async (actor: typeof mai, stage = '') => (await world.signInAs(actor).get(`/toa-soan/duyet${stage}`)).body
  says(shown(await queue(hoa)), /Chờ biên tập 1 Chờ Ban duyệt 1 Hẹn giờ 1/)
  says(await queue(hoa), /buoc=bien-tap"[^>]* aria-current/)
  says(await queue(cast.chief), /buoc=duyet"[^>]* aria-current/)
  says(shown(await queue(cast.chief, '?buoc=hen-gio')), /lên trang 01\/01\/2099/)
})
