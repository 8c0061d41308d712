import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf, standingFor } from '../../../test/cast.ts'
import { now, setClock } from '../../kernel/time.ts'
import { approve, publishDue, stepOf } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { copyOf, credit, describe, restoreRevision } from './commands/writing.ts'
import { articleWorld, ok, status, text } from './fixture.ts'
import { revisionNumbered, revisionsOf, transitionsOf } from './queries.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cast, cong, thuvien, sections, seen, article } = world
const { contributor: mai, editor: hoa, secretary, chief: son } = cast

const activities = async (id: number) =>
  db
    .selectFrom('activities')
    .select(['kind', 'actor_id', 'tags', 'detail'])
    .where('subject', '=', 'article')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
const kinds = async (id: number) => (await activities(id)).map(({ kind }) => kind.replace('article.', ''))
const states = async (id: number) => (await article(id)).publications.map((one) => one.status)
const refused = (work: Promise<unknown>, wanted: number) => assert.rejects(work, status(wanted))

test('an article goes from draft to readers, is corrected, withdrawn and restored, and every step is on record', async () => {
  const id = await world.live({ sites: [{ siteId: thuvien, sectionId: sections.sach }] })
  assert.deepEqual(await states(id), ['live', 'live'])
  const first = await article(id)
  assert.equal(first.publications.filter(({ canonical }) => canonical).length, 1)

  ok(await take(deps, mai, id, 'revise', await seen(id)))
  const draft = await article(id)
  await saveWorking(deps, mai, id, draft.version, text('Đêm Xòe ở bản Na Vai', 'Bà Lò Thị Ban cất giọng mở đầu.'))
  assert.deepEqual(await states(id), ['live', 'live'], 'readers keep the old text')
  const html = () => db.selectFrom('publications').select('html').where('article_id', '=', id).execute()
  assert.ok((await html()).every((row) => row.html.includes('Bà Ban cất giọng')))
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  ok(await take(deps, hoa, id, 'pass', await seen(id)))
  const correction = { reason: 'error' as const, original: 'Bà Ban', corrected: 'Bà Lò Thị Ban', notice: 'Bản đầu ghi thiếu họ tên.' }
  ok(await approve(deps, son, id, await seen(id), { at: null, sites: [], correction }))
  assert.ok((await html()).every((row) => row.html.includes('Bà Lò Thị Ban cất giọng')))
  const kept = await db.selectFrom('corrections').selectAll().where('article_id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([kept.original, kept.notice, kept.made_by], ['Bà Ban', 'Bản đầu ghi thiếu họ tên.', son.id])

  await world.place(id, 'withdraw', { reason: 'Chờ xác minh' })
  assert.deepEqual(await states(id), ['withdrawn', 'withdrawn'])
  const live = first.publications[0]!.liveAt!
  await world.place(id, 'restore', { reason: 'Đã xác minh' })
  assert.deepEqual(await states(id), ['live', 'live'])
  assert.ok((await article(id)).publications[0]!.liveAt!.equals(live), 'it keeps the hour it first came out')

  assert.deepEqual((await transitionsOf(db, id)).map(({ step, from, to }) => `${from} ${step} ${to}`).toReversed(), [
    'draft submit submitted',
    'submitted pass edited',
    'edited approve approved',
    'approved revise draft',
    'draft submit submitted',
    'submitted pass edited',
    'edited approve approved',
  ])
  assert.deepEqual(await kinds(id), [
    'created',
    'submitted',
    'edited',
    'approved',
    'published',
    'published',
    'reopened',
    'submitted',
    'edited',
    'approved',
    'withdrawn',
    'withdrawn',
    'restored',
    'restored',
  ])
})

test('what readers get changes the pages that show it, and nothing else does', async () => {
  const id = await world.live({ sites: [{ siteId: thuvien, sectionId: sections.sach }] })
  const told = await activities(id)
  const tagsOf = (kind: string) => told.find((one) => one.kind === `article.${kind}`)!.tags.toSorted()
  const wanted = [
    `article:${id}`,
    `latest:${cong}`,
    `latest:${thuvien}`,
    `section:${sections.vanHoa}`,
    `section:${sections.sach}`,
  ].toSorted()
  assert.deepEqual(tagsOf('published'), wanted)
  assert.deepEqual([tagsOf('created'), tagsOf('submitted'), tagsOf('edited')], [[], [], []])
})

test('a live article is found by the search of each site it stands on, and no longer once it is withdrawn', async () => {
  const id = await world.live({ sites: [{ siteId: thuvien, sectionId: sections.sach }] })
  const found = () =>
    db
      .selectFrom('search_entries')
      .select('site_id')
      .where('kind', '=', 'article')
      .where('subject_id', '=', id)
      .orderBy('site_id')
      .execute()
  assert.deepEqual(
    (await found()).map(({ site_id }) => site_id),
    [cong, thuvien],
  )
  await world.place(id, 'withdraw', { reason: 'Sai' })
  assert.deepEqual(await found(), [])
})

test('approval holds for exactly the text that was seen', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  await saveWorking(deps, son, id, version, text('Một câu vừa sửa'))
  await refused(approve(deps, son, id, { version }, { at: null, sites: [] }), 409)
  await refused(take(deps, son, id, 'return', { version, reason: 'Sửa' }), 409)
  assert.equal((await article(id)).status, 'edited')
  ok(await approve(deps, son, id, await seen(id), { at: null, sites: [] }))
  const { approvedRevisionId } = await article(id)
  const approved = await db.selectFrom('revisions').select('title').where('id', '=', approvedRevisionId!).executeTakeFirstOrThrow()
  assert.equal(approved.title, 'Một câu vừa sửa')
})

test('of two who approve at once one does and the other is told, and it comes out once', async () => {
  const second = await actorOf(db, { name: 'Phó Ban', grants: [{ role: 'chief', site: null, sections: null }] })
  const id = await world.edited()
  const { version } = await seen(id)
  const both = await Promise.allSettled([son, second].map((chief) => approve(deps, chief, id, { version }, { at: null, sites: [] })))
  assert.deepEqual(both.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason.status, 409)
  assert.deepEqual(
    (await kinds(id)).filter((kind) => kind === 'approved'),
    ['approved'],
  )
  assert.equal((await states(id)).length, 1)
})

test('an approval and an autosave at the same moment never put before readers what was not approved', async () => {
  for (let round = 0; round < 8; round++) {
    const id = await world.edited()
    const { version } = await seen(id)
    const [approved, saved] = await Promise.allSettled([
      approve(deps, son, id, { version }, { at: null, sites: [] }),
      saveWorking(deps, son, id, version, text('Chen ngang')),
    ])
    const shown = (await article(id)).approvedRevisionId
    if (approved.status === 'fulfilled') {
      assert.equal(saved.status, 'rejected', 'an approved text is not written to')
      assert.equal((await revisionNumbered(db, id, 1)).id, shown)
    } else {
      assert.equal(approved.reason.status, 409)
      assert.equal(shown, null)
      assert.equal((await article(id)).title, 'Chen ngang')
    }
  }
})

test('author, co-author and whoever stands for them are refused every decision, in whatever role', async () => {
  const coauthor = await actorOf(db, { name: 'Cà Thị Panh', grants: [{ role: 'chief', site: null, sections: null }] })
  const stand = standingFor(await actorOf(db, { name: 'Thay chị Mai', grants: [{ role: 'chief', site: null, sections: null }] }), mai)
  const chiefAsAuthor = { ...mai, grants: [...mai.grants, { role: 'chief', site: null, sections: null }] }
  const id = await world.begin()
  const half = { penName: '', role: 'text', share: 5_000 } as const
  await world.share(id, mai, { personId: mai.id, ...half }, { personId: coauthor.id, ...half })
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  for (const actor of [mai, coauthor, stand, chiefAsAuthor]) {
    await refused(take(deps, actor, id, 'pass', await seen(id)), 403)
    await refused(take(deps, actor, id, 'return', { ...(await seen(id)), reason: 'x' }), 403)
  }
  ok(await take(deps, hoa, id, 'pass', await seen(id)))
  for (const actor of [mai, coauthor, stand, chiefAsAuthor, hoa, secretary])
    await refused(approve(deps, actor, id, await seen(id), { at: null, sites: [] }), 403)
  ok(await approve(deps, son, id, await seen(id), { at: null, sites: [] }))
})

test('who acts in the name of an absent person is on record with that name', async () => {
  const stand = standingFor(
    await actorOf(db, { name: 'Quyền Trưởng Ban', grants: [{ role: 'contributor', site: null, sections: null }] }),
    son,
  )
  const id = await world.edited()
  ok(await approve(deps, stand, id, await seen(id), { at: null, sites: [] }))
  const [last] = await transitionsOf(db, id)
  assert.deepEqual([last!.by, last!.onBehalfOf], ['Quyền Trưởng Ban', son.name])
})

test('what waits for others or belongs to others does not exist for a stranger to it', async () => {
  const id = await world.begin()
  for (const actor of [hoa, son, cast.leader, cast.accountant, cast.keeper, cast.admin, cast.stranger]) {
    await refused(take(deps, actor, id, 'submit', { version: 2 }), 404)
    await refused(saveWorking(deps, actor, id, 2, text()), 404)
    await refused(restoreRevision(deps, actor, id, 1), 404)
    await refused(copyOf(deps, actor, id, text()), 404)
    await refused(describe(deps, actor, id, { genre: 'news', sectionId: null, coverId: null, tags: [], source: '' }), 404)
    await refused(credit(deps, actor, id, []), 404)
  }
})

test('a return needs its reason, and takes the planned hours away', async () => {
  const id = await world.approved({ at: now().add({ hours: 24 }) })
  assert.deepEqual(await take(deps, son, id, 'return', { ...(await seen(id)), reason: '  ' }), {
    ok: false,
    issues: { reason: 'reasonMissing' },
  })
  assert.deepEqual(await states(id), ['scheduled'])
  ok(await take(deps, son, id, 'return', { ...(await seen(id)), reason: 'Thiếu nguồn ảnh' }))
  assert.deepEqual(await states(id), [])
  assert.equal(await publishDue(deps, id), false)
  assert.equal((await transitionsOf(db, id))[0]!.reason, 'Thiếu nguồn ảnh')
})

test('a dropped correction leaves readers as they were and its words in the history', async () => {
  const id = await world.live()
  ok(await take(deps, hoa, id, 'revise', await seen(id)))
  const { version } = await seen(id)
  await saveWorking(deps, hoa, id, version, text('Sửa dở'))
  ok(await take(deps, hoa, id, 'abandon', await seen(id)))
  const after = await article(id)
  assert.deepEqual([after.status, after.title], ['approved', 'Đêm Xòe ở bản Na Vai'])
  const kept = await Promise.all((await revisionsOf(db, id)).map(({ number }) => revisionNumbered(db, id, number)))
  assert.ok(kept.some(({ title }) => title === 'Sửa dở'))
})

test('whoever of the desk opens a correction can also send it on', async () => {
  const id = await world.live()
  ok(await take(deps, secretary, id, 'revise', await seen(id)))
  ok(await take(deps, secretary, id, 'submit', await seen(id)))
  assert.equal((await article(id)).status, 'submitted')
})

test('what is due comes out at its hour on every site, once however often the worker asks', async () => {
  const hour = now().add({ hours: 2 })
  const id = await world.approved({ at: hour, sites: [{ siteId: thuvien, sectionId: sections.sach }] })
  assert.equal(await publishDue(deps, id), false)
  assert.deepEqual(await states(id), ['scheduled', 'scheduled'])
  setClock(() => hour.add({ seconds: 1 }))
  try {
    await Promise.all([publishDue(deps, id), publishDue(deps, id)])
    assert.deepEqual(await states(id), ['live', 'live'])
    assert.equal(await publishDue(deps, id), false)
    assert.deepEqual(
      (await kinds(id)).filter((kind) => kind === 'published'),
      ['published', 'published'],
    )
  } finally {
    setClock(null)
  }
})

test('the hour can be moved by the secretary, and publishing at once needs the chief', async () => {
  const id = await world.approved({ at: now().add({ hours: 2 }) })
  const { id: publication } = (await article(id)).publications[0]!
  const later = now().add({ hours: 30 }).round('second')
  ok(await stepOf(deps, secretary, id, publication, 'reschedule', { at: later }))
  assert.ok((await article(id)).publications[0]!.publishAt.equals(later))
  await refused(stepOf(deps, secretary, id, publication, 'publish', {}), 403)
  ok(await stepOf(deps, son, id, publication, 'publish', {}))
  await refused(stepOf(deps, son, id, publication, 'publish', {}), 409)
  assert.deepEqual(await stepOf(deps, son, id, publication, 'withdraw', { reason: '' }), { ok: false, issues: { reason: 'reasonMissing' } })
})

test('an item goes to another site only by a hand that has a say there, and to a section of that site', async () => {
  const chiefHere = await actorOf(db, { name: 'Trưởng ban Cổng', grants: [{ role: 'chief', site: cong, sections: null }] })
  const id = await world.edited()
  await refused(approve(deps, chiefHere, id, await seen(id), { at: null, sites: [{ siteId: thuvien, sectionId: sections.sach }] }), 403)
  assert.deepEqual(await approve(deps, son, id, await seen(id), { at: null, sites: [{ siteId: thuvien, sectionId: sections.vanHoa }] }), {
    ok: false,
    issues: { sites: 'unknownSection' },
  })
  ok(await approve(deps, chiefHere, id, await seen(id), { at: null, sites: [] }))
})

test('a failed command leaves nothing behind: no row, no activity, no job', async () => {
  const id = await world.edited()
  const before = await kinds(id)
  const outcome = await approve(deps, son, id, await seen(id), {
    at: null,
    sites: [],
    correction: { reason: 'error', original: 'a', corrected: 'b', notice: ' ' },
  })
  assert.deepEqual(outcome, { ok: false, issues: { notice: 'noticeMissing' } })
  assert.deepEqual([(await article(id)).status, await states(id), await kinds(id)], ['edited', [], before])
})
