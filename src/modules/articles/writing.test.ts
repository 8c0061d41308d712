import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { now } from '../../kernel/time.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { copyOf, create, credit, nameRevision, restoreRevision } from './commands/writing.ts'
import { articleWorld, bodyOf, ok, status, text } from './fixture.ts'
import { revisionNumbered, revisionsOf, transitionsOf } from './queries.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cast, cong, sections, seen, article } = world
const { contributor: mai, editor: hoa, secretary } = cast
const refused = (work: Promise<unknown>, wanted: number) => assert.rejects(work, status(wanted))

test('an article that lacks something is not sent, and every lack is named', async () => {
  const { id } = ok(await create(deps, mai, { siteId: cong, sectionId: null, genre: 'news' }))
  const outcome = await take(deps, mai, id, 'submit', await seen(id))
  assert.deepEqual(outcome, {
    ok: false,
    issues: { title: 'titleMissing', lead: 'leadMissing', section: 'sectionMissing', body: 'bodyMissing' },
  })
  assert.equal((await article(id)).status, 'draft')
  assert.deepEqual(await transitionsOf(db, id), [])
})

test('an article is not begun in a section of another site, nor where one does not write', async () => {
  assert.deepEqual(await create(deps, mai, { siteId: cong, sectionId: sections.sach, genre: 'news' }), {
    ok: false,
    issues: { section: 'unknownSection' },
  })
  const narrow = await actorOf(db, { name: 'Một mục', grants: [{ role: 'contributor', site: cong, sections: [sections.duLich] }] })
  await refused(create(deps, narrow, { siteId: cong, sectionId: sections.vanHoa, genre: 'news' }), 403)
  ok(await create(deps, narrow, { siteId: cong, sectionId: sections.duLich, genre: 'news' }))
})

test('of two who save from a version of which nobody knows the blocks, the second gets the other text, and nothing is overwritten', async () => {
  const id = await world.sent()
  const { version } = await seen(id)
  await db.deleteFrom('saves').where('article_id', '=', id).execute()
  await saveWorking(deps, hoa, id, version, text('Bản của Hoa'))
  const theirs = await saveWorking(deps, secretary, id, version, text('Bản của Ín'))
  assert.ok(theirs.kind === 'theirs')
  assert.deepEqual([theirs.version, theirs.text.title, theirs.savedBy], [version + 1, 'Bản của Hoa', hoa.name])
})

test('keeping both makes an article of my own of what I wrote', async () => {
  const id = await world.sent()
  const { id: copy } = ok(await copyOf(deps, hoa, id, text('Bản của tôi')))
  const mine = await article(copy)
  assert.deepEqual([mine.title, mine.createdBy, mine.status, mine.sectionId], ['Bản của tôi', hoa.id, 'draft', sections.vanHoa])
  assert.equal((await article(id)).title, 'Đêm Xòe ở bản Na Vai')
})

test('restoring an older text keeps the one it replaces', async () => {
  const id = await world.begin()
  ok(await nameRevision(deps, mai, id, 'bản đầu'))
  const { version } = await seen(id)
  await saveWorking(deps, mai, id, version, text('Viết lại từ đầu', 'Câu mới.'))
  const { number } = ok(await restoreRevision(deps, mai, id, 1))
  assert.equal((await article(id)).title, 'Đêm Xòe ở bản Na Vai')
  const kept = await revisionsOf(db, id)
  assert.deepEqual(
    kept.map((one) => [one.number, one.reason]),
    [
      [number, 'restored'],
      [2, 'replaced'],
      [1, 'named'],
    ],
  )
  assert.equal((await revisionNumbered(db, id, 2)).title, 'Viết lại từ đầu')
  ok(await restoreRevision(deps, mai, id, 2))
  assert.equal((await article(id)).title, 'Viết lại từ đầu')
})

test('the shares of each role make a whole, someone wrote it, and nobody stands twice in a role', async () => {
  const id = await world.begin()
  const line = (personId: number, share: number, role: 'text' | 'photo' | 'edit' = 'text') => ({ personId, penName: '', role, share })
  const wrong = async (...lines: ReturnType<typeof line>[]) => {
    const outcome = await credit(deps, mai, id, lines)
    return outcome.ok ? null : outcome.issues.contributions
  }
  assert.equal(await wrong(line(mai.id, 9_000)), 'sharesDoNotSum')
  assert.equal(await wrong(line(mai.id, 5_000), line(hoa.id, 5_000), line(hoa.id, 4_000, 'photo')), 'sharesDoNotSum')
  assert.equal(await wrong(line(mai.id, 5_000), line(mai.id, 5_000)), 'creditedTwice')
  assert.equal(await wrong(line(hoa.id, 10_000, 'edit')), 'nobodyWrote')
  assert.equal(await wrong(), 'nobodyWrote')
  assert.equal(await wrong(line(mai.id, 3_333), line(hoa.id, 6_667), line(hoa.id, 10_000, 'photo')), null)
  assert.deepEqual(
    (await article(id)).contributions.map(({ personId, role, share }) => [personId, role, share]),
    [
      [mai.id, 'text', 3_333],
      [hoa.id, 'text', 6_667],
      [hoa.id, 'photo', 10_000],
    ],
  )
})

test('pictures of a text are counted as used where they stand', async () => {
  const { id: medium } = await db
    .insertInto('media')
    .values({
      key: '2026/11/x-a.jpg',
      site_id: cong,
      kind: 'image',
      content_type: 'image/jpeg',
      bytes: 1,
      sha256: Buffer.alloc(32),
      source_sha256: Buffer.alloc(32),
      name: 'a.jpg',
      uploaded_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const id = await world.begin()
  const { version } = await seen(id)
  const body = {
    ...bodyOf('Chữ'),
    content: [
      ...bodyOf('Chữ').content,
      { type: 'figure' as const, attrs: { id: 'anh1', mediaId: medium, alt: 'a', decorative: false, credit: 'b' } },
    ],
  }
  await saveWorking(deps, mai, id, version, { title: 'Ảnh', lead: '', body })
  const uses = () => db.selectFrom('media_uses').select('subject_id').where('media_id', '=', medium).execute()
  assert.deepEqual(await uses(), [{ subject_id: id }])
  await saveWorking(deps, mai, id, version + 1, { title: 'Ảnh', lead: '', body: bodyOf('Chữ') })
  assert.deepEqual(await uses(), [])
})
