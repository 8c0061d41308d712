import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { approve, stepOf } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { articleWorld, base, ok, says, shown, text } from './fixture.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, seen, article, sections, cong, thuvien } = world
const reader = world.signInAs(null)
const chief = world.signInAs(cast.chief)
const at = async (path: string, host = 'cong.test') => await world.app.inject({ url: path, headers: { host } })

const both = { sites: [{ siteId: thuvien, sectionId: sections.sach }] }
const titled = (title: string) => [undefined, { text: text(title) }] as const
const pathOn = (id: number, slug: string, section = 'van-hoa') => `/${section}/${slug}-${id}`

async function corrected(id: number, reason: 'error' | 'source', notice: string) {
  ok(await take(deps, cast.contributor, id, 'revise', await seen(id)))
  ok(await take(deps, cast.contributor, id, 'submit', await seen(id)))
  ok(await take(deps, cast.editor, id, 'pass', await seen(id)))
  ok(
    await approve(deps, cast.chief, id, await seen(id), {
      at: null,
      sites: [],
      correction: { reason, original: '', corrected: '', notice },
    }),
  )
}

test('a correction stands on the item with its reason, in the column, and in every feed of every site that shows it', async () => {
  const id = await world.live(both, ...titled('Hội xuân ở Mường Thanh'))
  const before = shown((await at('/atom.xml')).body)
  await corrected(id, 'source', 'Ban tổ chức báo lại giờ khai mạc.')
  says(shown((await at(pathOn(id, 'hoi-xuan-o-muong-thanh'))).body), /Nguồn tin đính chính\. Ban tổ chức báo lại giờ khai mạc\./)
  for (const host of ['cong.test', 'thuvien.cong.test']) {
    says(
      shown((await at('/dinh-chinh', host)).body),
      /Đính chính \S+ \S+ · Nguồn tin đính chính Hội xuân ở Mường Thanh Ban tổ chức báo lại/,
    )
    for (const feed of ['rss.xml', 'atom.xml', 'feed.json'])
      says((await at(`/${feed}`, host)).body, /Đính chính .*: Ban tổ chức báo lại giờ khai mạc\./)
  }
  const entry = (words: string) => /<updated>([^<]+)/.exec(words)?.[1]
  assert.notEqual(entry(before), entry((await at('/atom.xml')).body))
  says((await at('/feed.json')).body, /"date_modified":"/)
})

test('the column is a block of the home page, and is not there while nothing was corrected', async () => {
  const block = await db
    .insertInto('blocks')
    .values({ site_id: thuvien, kind: 'corrections', position: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('blocks').values({ site_id: cong, kind: 'corrections', position: 1 }).execute()
  await world.network()
  says(shown((await at('/')).body), /Đính chính Mọi đính chính → Đính chính \S+ \S+ · Nguồn tin đính chính Hội xuân/)
  await db.deleteFrom('corrections').execute()
  await deps.pages.drop([`latest:${thuvien}`])
  assert.ok(!(await at('/', 'thuvien.cong.test')).body.includes('/dinh-chinh'), String(block.id))
})

test('a withdrawal is counted by its reason, tells readers its usual sentence, and goes from every site at once', async () => {
  const id = await world.live(both, ...titled('Lịch thi đấu cũ'))
  const [first, second] = (await article(id)).publications
  const url = `${base}/${id}/xuat-ban/${first!.id}/go-bai`
  says(shown((await chief.get(url)).body), /Gỡ luôn ở Thư viện/)
  const unsaid = await chief.post(url, { reason: 'Chữ tôi đã gõ' })
  assert.equal(unsaid.statusCode, 422)
  says(unsaid.body, /Chữ tôi đã gõ/)
  assert.equal((await chief.post(url, { why: 'outdated', everywhere: '1' })).statusCode, 303)
  const rows = await db
    .selectFrom('publications')
    .select(['status', 'withdrawal_reason', 'withdrawal_notice'])
    .where('article_id', '=', id)
    .execute()
  assert.deepEqual(
    rows,
    Array(2).fill({
      status: 'withdrawn',
      withdrawal_reason: 'outdated',
      withdrawal_notice: 'Thông tin trong bài không còn đúng nên bài đã được gỡ.',
    }),
  )
  for (const [host, section] of [
    ['cong.test', 'van-hoa'],
    ['thuvien.cong.test', 'sach'],
  ] as const) {
    const page = await at(pathOn(id, 'lich-thi-dau-cu', section), host)
    assert.equal(page.statusCode, 410)
    says(shown(page.body), /Thông tin đã cũ\. Thông tin trong bài không còn đúng/)
    assert.ok(!(await at('/rss.xml', host)).body.includes('Lịch thi đấu cũ'))
    says(shown((await at('/dinh-chinh', host)).body), /Đã gỡ \S+ \S+ · Thông tin đã cũ Lịch thi đấu cũ/)
  }
  const told = await db
    .selectFrom('activities')
    .select('detail')
    .where('kind', '=', 'article.withdrawn')
    .where('subject_id', '=', id)
    .execute()
  assert.deepEqual(
    told.map(({ detail }) => detail as { also: number[]; why: string }).map(({ also, why }) => [also, why]),
    [[[second!.id], 'outdated']],
  )
  ok(await stepOf(deps, cast.chief, id, first!.id, 'restore', { reason: 'Vẫn đúng.' }))
  const again = await db.selectFrom('publications').select('withdrawal_reason').where('id', '=', first!.id).executeTakeFirstOrThrow()
  assert.equal(again.withdrawal_reason, null)
})

test('left unticked, the other sites keep the item', async () => {
  const id = await world.live(both, ...titled('Chỉ gỡ ở cổng'))
  const [first] = (await article(id)).publications
  await chief.post(`${base}/${id}/xuat-ban/${first!.id}/go-bai`, { why: 'legal' })
  assert.deepEqual(
    (await article(id)).publications.map(({ status }) => status),
    ['withdrawn', 'live'],
  )
})

test('what was replaced leads to what stands in its place, as long as readers can open that', async () => {
  const instead = await world.live({}, ...titled('Lịch thi đấu mới'))
  const id = await world.live({}, ...titled('Lịch thi đấu đầu'))
  const [publication] = (await article(id)).publications
  const url = `${base}/${id}/xuat-ban/${publication!.id}/go-bai`
  for (const replacedBy of ['', String(id), '999999', 'không có'])
    assert.equal((await chief.post(url, { why: 'replaced', replacedBy })).statusCode, 422, replacedBy)
  assert.equal(
    (await chief.post(url, { why: 'replaced', replacedBy: `http://cong.test${pathOn(instead, 'lich-thi-dau-moi')}` })).statusCode,
    303,
  )
  const page = (await reader.get(pathOn(id, 'lich-thi-dau-dau'))).body
  says(page, new RegExp(`href="${pathOn(instead, 'lich-thi-dau-moi')}"`))
  for (const one of (await article(instead)).publications)
    ok(await stepOf(deps, cast.chief, instead, one.id, 'withdraw', { reason: 'Nhầm.', why: 'error' }))
  const later = (await reader.get(pathOn(id, 'lich-thi-dau-dau'))).body
  assert.ok(!later.includes('lich-thi-dau-moi'), 'no way to what is not there')
})
