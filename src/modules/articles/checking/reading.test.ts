import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now } from '../../../kernel/time.ts'
import { parseBody } from '../body/parse.ts'
import { articleWorld, ok, text } from '../fixture.ts'
import { anyArticle } from '../queries.ts'
import { findingsIn } from './reading.ts'

const world = await articleWorld()
after(world.close)
const { db, cast, cong, thuvien, sections } = world
await db
  .insertInto('site_hosts')
  .values({ host: 'thuvien.test', site_id: thuvien })
  .onConflict((on) => on.doNothing())
  .execute()

const linking = (...hrefs: string[]) => ({
  ...text(),
  body: ok(
    parseBody({
      type: 'doc',
      content: hrefs.map((href, at) => ({
        type: 'paragraph',
        attrs: { id: `doan${at}` },
        content: [{ type: 'text', text: 'Bài trước', marks: [{ type: 'link', attrs: { href } }] }],
      })),
    }),
  ),
})

test('a link to an item that readers do not have there is dead; what leads out of the house is never asked for', async () => {
  const live = await world.live()
  const there = await world.live({ sites: [{ siteId: thuvien, sectionId: sections.sach }] })
  const draft = await world.begin()
  const gone = await world.place(await world.live(), 'withdraw', { reason: 'sai' })
  const dead = [`/van-hoa/bai-${draft}`, `/van-hoa/bai-${gone}`, '/van-hoa/bai-999999', `http://thuvien.test/sach/bai-${live}`]
  const alive = [
    `/van-hoa/bai-${live}`,
    `/van-hoa/bai-${live}?tu=1#muc`,
    `http://thuvien.test/sach/bai-${there}`,
    'https://example.com/van-hoa/bai-999999',
    '/tep/2026/11/x-b.jpg',
    '/van-hoa',
    'mailto:lan@so.vn',
  ]
  const id = await world.begin(cast.contributor, { text: linking(...dead, ...alive) })
  const found = (await findingsIn(db, await anyArticle(db, id))).filter(({ rule }) => rule === 'dead-link')
  assert.deepEqual(
    found.map(({ values: [href] }) => href),
    dead,
  )
})

test('a cover that is too narrow is told by its width', async () => {
  const medium = await db
    .insertInto('media')
    .values({
      key: '2026/11/hep.jpg',
      site_id: cong,
      kind: 'image',
      content_type: 'image/jpeg',
      bytes: 1,
      sha256: Buffer.alloc(32),
      source_sha256: Buffer.alloc(32),
      name: 'hep.jpg',
      width: 800,
      height: 600,
      credit: 'Lò Thị Mai',
      alt: 'Vòng xòe',
      uploaded_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const article = await anyArticle(db, await world.begin())
  const whys = async (coverId: number | null) =>
    (await findingsIn(db, { ...article, coverId })).filter(({ rule }) => rule === 'cover').map(({ why, values }) => [why, ...values])
  assert.deepEqual(await whys(medium.id), [['coverSmall', '800', '1200']])
  assert.deepEqual(await whys(null), [])
})
