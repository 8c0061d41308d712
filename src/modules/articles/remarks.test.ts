import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { plainText } from './body/body.ts'
import { tellPresence } from './commands/presence.ts'
import { saveWorking } from './commands/saving.ts'
import { take } from './commands/steps.ts'
import { credit } from './commands/writing.ts'
import { articleWorld, ok, status, text } from './fixture.ts'
import { answer, hide, remark, settle } from './remarks/commands.ts'
import { openRemarks, threadById, threadsOf } from './remarks/queries.ts'
import { placed } from './remarks/remark.ts'
import { accept, reject, reopenSuggestion } from './remarks/suggestions.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cast, article, seen, thuvien, sections } = world
const { contributor: mai, editor: hoa, chief: son } = cast

const quote = { place: 'doan0', quote: 'cất giọng' }
const say = async (id: number, actor = hoa, more: { wording?: string; words?: string } = {}) =>
  ok(await remark(deps, actor, id, { ...quote, words: 'Ghi rõ bà hát bài gì.', ...more })).id
const propose = (id: number, wording: string, actor = hoa) => say(id, actor, { wording, words: '' })
const words = async (id: number) => plainText((await article(id)).body)
const told = async (id: number) =>
  (await db.selectFrom('activities').select('kind').where('subject_id', '=', id).where('subject', '=', 'article').orderBy('id').execute())
    .map(({ kind }) => kind.replace('article.', ''))
    .filter((kind) => /remark|suggestion/.test(kind))
const refused = (work: Promise<unknown>, wanted: number) => assert.rejects(work, status(wanted))

test('a colleague says something about some words, is answered, and the talk is closed and opened again; all of it is told', async () => {
  const id = await world.sent()
  const thread = await say(id)
  ok(await answer(deps, mai, id, thread, 'Dạ, bài mời khách ạ.'))
  ok(await settle(deps, hoa, id, thread, true))
  assert.equal(await openRemarks(db, id), 0)
  await refused(settle(deps, mai, id, thread, true), 409)
  ok(await settle(deps, mai, id, thread, false))
  const [read] = await threadsOf(db, id)
  assert.deepEqual([read!.by, read!.words, read!.anchor.quote, read!.revision], [hoa.name, 'Ghi rõ bà hát bài gì.', 'cất giọng', 1])
  assert.deepEqual(
    read!.answers.map(({ by, words }) => [by, words]),
    [[mai.name, 'Dạ, bài mời khách ạ.']],
  )
  assert.deepEqual(await told(id), ['remarked', 'remarkAnswered', 'remarkResolved', 'remarkReopened'])
  const details = await db.selectFrom('activities').select('detail').where('kind', '=', 'article.remarkAnswered').execute()
  assert.deepEqual(details[0]!.detail, { remark: thread, answer: read!.answers[0]!.id })
})

test('when the words are rewritten the remark stays, without its place and with the words it was said about', async () => {
  const id = await world.sent()
  await say(id)
  const { version } = await article(id)
  await saveWorking(deps, hoa, id, version, text('Đêm Xòe', 'Bà Ban hát mở đầu.', 'Vòng tròn rộng dần.'))
  const [one] = placed(await article(id), await threadsOf(db, id))
  assert.deepEqual([one!.spot, one!.anchor.quote], [null, 'cất giọng'])
  await saveWorking(deps, hoa, id, version + 1, text('Đêm Xòe', 'Tối ấy, bà Ban cất giọng mở đầu.', 'Vòng tròn rộng dần.'))
  const [again] = placed(await article(id), await threadsOf(db, id))
  assert.deepEqual(again!.spot, { start: 15, end: 24 })
})

test('a proposal that is accepted stands in the text as it was written, is undone letter for letter, and can be accepted again', async () => {
  const id = await world.sent()
  const before = await article(id)
  const thread = await propose(id, 'cất giọng hát điệu khắp')
  await refused(settle(deps, hoa, id, thread, true), 409)
  const { version } = ok(await accept(deps, hoa, id, thread))
  assert.equal(version, before.version + 1)
  assert.match(await words(id), /^Bà Ban cất giọng hát điệu khắp mở đầu\.\nVòng tròn/)
  assert.deepEqual((await threadById(db, id, thread)).suggestion?.state, 'accepted')
  ok(await reopenSuggestion(deps, hoa, id, thread))
  assert.deepEqual((await article(id)).body, before.body)
  assert.equal(await openRemarks(db, id), 1)
  ok(await accept(deps, hoa, id, thread))
  const revisions = await db.selectFrom('revisions').select(['number', 'reason']).where('article_id', '=', id).orderBy('number').execute()
  assert.ok(revisions.length >= 2, 'what stood there before is kept')
  assert.deepEqual(await told(id), ['remarked', 'suggestionAccepted', 'suggestionReopened', 'suggestionAccepted'])
})

test('an accepted proposal joins what somebody writes in another paragraph, and undoing keeps it', async () => {
  const id = await world.sent()
  const { version } = await article(id)
  const thread = await propose(id, 'hát')
  ok(await accept(deps, hoa, id, thread))
  const saved = await saveWorking(deps, hoa, id, version, text('Đêm Xòe ở bản Na Vai', 'Bà Ban cất giọng mở đầu.', 'Vòng tròn rộng mãi.'), {
    session: 'trangkhac1',
  })
  assert.equal(saved.kind, 'saved')
  assert.equal(await words(id), 'Bà Ban hát mở đầu.\nVòng tròn rộng mãi.')
  ok(await reopenSuggestion(deps, hoa, id, thread))
  assert.equal(await words(id), 'Bà Ban cất giọng mở đầu.\nVòng tròn rộng mãi.')
})

test('of two who accept the same proposal one does it and the other is told that it is done; the words stand there once', async () => {
  const id = await world.sent()
  const thread = await propose(id, 'cất giọng hát')
  const second = await actorOf(db, { name: 'Biên tập hai', grants: [{ role: 'editor', site: null, sections: null }] })
  const both = await Promise.allSettled([accept(deps, hoa, id, thread), accept(deps, second, id, thread)])
  assert.deepEqual(both.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult
  assert.equal((lost.reason as { status: number }).status, 409)
  assert.match(await words(id), /^Bà Ban cất giọng hát mở đầu\./)
})

test('a proposal is not accepted when its words are gone, nor while somebody decides; refusing it keeps the text and the words why', async () => {
  const id = await world.sent()
  const thread = await propose(id, 'hát')
  await tellPresence(db, son, id, { session: 'sonxetduyet', doing: 'deciding', block: '' })
  assert.deepEqual(await accept(deps, hoa, id, thread), { ok: false, issues: { suggestion: 'held' } })
  await db.deleteFrom('presences').execute()
  await saveWorking(deps, hoa, id, (await article(id)).version, text('Đêm Xòe', 'Đoạn khác hẳn.', 'Vòng tròn rộng dần.'))
  assert.deepEqual(await accept(deps, hoa, id, thread), { ok: false, issues: { suggestion: 'quoteGone' } })
  ok(await reject(deps, hoa, id, thread, 'Câu này đã viết lại.'))
  const { suggestion, resolved } = await threadById(db, id, thread)
  assert.deepEqual([suggestion!.state, suggestion!.words, resolved!.by], ['rejected', 'Câu này đã viết lại.', hoa.name])
  await refused(reject(deps, hoa, id, thread, ''), 409)
})

test('what was said is only taken out of sight, by whoever said it or by the desk, with the reason; the words stay in the record', async () => {
  const id = await world.sent()
  const thread = await say(id)
  const reply = ok(await answer(deps, mai, id, thread, 'Em nhầm.')).id
  await refused(hide(deps, mai, id, thread, 'không thích'), 403)
  assert.deepEqual(await hide(deps, hoa, id, thread, '  '), { ok: false, issues: { why: 'whyMissing' } })
  ok(await hide(deps, mai, id, reply, 'Viết nhầm bài'))
  ok(await hide(deps, son, id, thread, 'Có số điện thoại riêng'))
  const [read] = await threadsOf(db, id)
  assert.deepEqual([read!.hidden, read!.words], [{ by: son.name, byId: son.id, why: 'Có số điện thoại riêng' }, 'Ghi rõ bà hát bài gì.'])
  assert.equal(await openRemarks(db, id), 0)
  ok(await hide(deps, hoa, id, thread, null))
  assert.equal((await threadsOf(db, id))[0]!.hidden, null)
})

test('what the desk took out of sight does not come back by whoever said it; what they hid themselves does', async () => {
  const id = await world.sent()
  const rude = await say(id, mai)
  ok(await hide(deps, son, id, rude, 'Lời lẽ nặng nề'))
  await refused(hide(deps, mai, id, rude, null), 403)
  assert.equal((await threadsOf(db, id))[0]!.hidden!.by, son.name)
  ok(await hide(deps, hoa, id, rude, null))
  ok(await hide(deps, mai, id, rude, 'Viết nhầm bài'))
  ok(await hide(deps, mai, id, rude, null))
})

test('one person cannot flood an item with remarks', async () => {
  const id = await world.sent()
  const thread = await say(id, mai)
  const { article_id, author_id, revision_id, version, said_at } = await db
    .selectFrom('remarks')
    .selectAll()
    .where('id', '=', thread)
    .executeTakeFirstOrThrow()
  const more = Array.from({ length: 299 }, () => ({
    article_id,
    author_id,
    revision_id,
    version,
    said_at,
    thread_id: thread,
    words: 'nữa',
  }))
  await db.insertInto('remarks').values(more).execute()
  assert.deepEqual(await remark(deps, mai, id, { ...quote, words: 'nữa' }), { ok: false, issues: { words: 'tooMany' } })
  assert.deepEqual(await answer(deps, mai, id, thread, 'nữa'), { ok: false, issues: { words: 'tooMany' } })
  ok(await answer(deps, hoa, id, thread, 'Ta gọi điện cho nhau nhé.'))
})

test('who may not read the text being written finds no talk about it, and a number of another article opens none', async () => {
  const id = await world.sent()
  const other = await world.sent()
  const thread = await say(id)
  const elsewhere = await actorOf(db, { name: 'Biên tập thư viện', grants: [{ role: 'editor', site: thuvien, sections: null }] })
  const writer = await actorOf(db, { name: 'Cộng tác viên khác', grants: [{ role: 'contributor', site: null, sections: null }] })
  for (const actor of [elsewhere, writer, cast.accountant, cast.stranger] as Actor[]) {
    await refused(remark(deps, actor, id, { ...quote, words: 'x' }), 404)
    await refused(answer(deps, actor, id, thread, 'x'), 404)
    await refused(settle(deps, actor, id, thread, true), 404)
    await refused(hide(deps, actor, id, thread, 'x'), 404)
    await refused(accept(deps, actor, id, thread), 404)
    await refused(reject(deps, actor, id, thread, ''), 404)
  }
  await refused(answer(deps, hoa, other, thread, 'x'), 404)
  await refused(settle(deps, hoa, other, thread, true), 404)
  await refused(hide(deps, hoa, other, thread, 'x'), 404)
  const proposal = await propose(id, 'hát')
  await refused(accept(deps, hoa, other, proposal), 404)
  await refused(accept(deps, hoa, id, thread), 404)
  assert.equal((await threadsOf(db, other)).length, 0)
})

test('an author and a co-author speak on their own item; the text is changed only by whoever writes at this stage', async () => {
  const id = await world.begin()
  const lan = await actorOf(db, { name: 'Lan', grants: [{ role: 'contributor', site: null, sections: null }] })
  ok(
    await credit(deps, mai, id, [
      { personId: mai.id, penName: '', role: 'text', share: 5_000 },
      { personId: lan.id, penName: '', role: 'text', share: 5_000 },
    ]),
  )
  const own = await propose(id, 'hát', mai)
  const theirs = await propose(id, 'ngân', lan)
  ok(await accept(deps, lan, id, own))
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  await refused(accept(deps, mai, id, theirs), 403)
  ok(await answer(deps, mai, id, theirs, 'Để chị Hoa xem nhé.'))
  await refused(reject(deps, cast.leader, id, theirs, ''), 403)
})

test('what cannot be used is named: nothing said, words that do not stand there, the same words again, and far too long a text', async () => {
  const id = await world.sent()
  const wrong = async (given: Partial<Parameters<typeof remark>[3]>) => {
    const outcome = await remark(deps, hoa, id, { ...quote, words: 'x', ...given })
    return outcome.ok ? {} : outcome.issues
  }
  assert.deepEqual(await wrong({ words: ' \u200b' }), { words: 'nothingSaid' })
  assert.deepEqual(await wrong({ quote: 'không có câu này' }), { quote: 'quoteNotThere' })
  assert.deepEqual(await wrong({ place: 'matroi00', quote: '' }), { quote: 'placeGone' })
  assert.deepEqual(await wrong({ wording: 'cất giọng' }), { wording: 'sameWording' })
  assert.deepEqual(await wrong({ quote: '', wording: 'hát' }), { quote: 'nothingQuoted' })
  assert.deepEqual(await wrong({ words: 'x'.repeat(4_001) }), { words: 'tooLong' })
  assert.deepEqual(await wrong({ wording: 'x'.repeat(4_001) }), { wording: 'tooLong' })
  assert.deepEqual(await wrong({ quote: 'x'.repeat(2_001) }), { quote: 'tooLong' })
  ok(await remark(deps, hoa, id, { place: '', quote: '', words: 'Bài hay, nên rút gọn.' }))
  ok(await remark(deps, hoa, id, { place: 'title', quote: 'bản Na Vai', words: 'Thêm tên xã.' }))
  const long = ok(await remark(deps, hoa, id, { place: 'title', quote: 'Đêm', words: '', wording: 'x'.repeat(3_000) })).id
  assert.deepEqual(await accept(deps, hoa, id, long), { ok: false, issues: { suggestion: 'tooLongThen' } })
  assert.equal((await article(id)).sectionId, sections.vanHoa)
})
