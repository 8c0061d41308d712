import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actorOf, standingFor } from '../../../../test/cast.ts'
import type { Actor } from '../../../kernel/access.ts'
import { now } from '../../../kernel/time.ts'
import { decide, sendLink } from '../approval/commands.ts'
import { linkByToken } from '../approval/queries.ts'
import { gather, include } from '../bundles/commands.ts'
import { release } from '../bundles/release.ts'
import { approve, publishDue, stepOf } from '../commands/publication.ts'
import { writeSetting } from '../../../kernel/settings.ts'
import { assign } from '../procedure/assigning.ts'
import { stagesSetting } from '../procedure/settings.ts'
import { answer, remark } from '../remarks/commands.ts'
import { take } from '../commands/steps.ts'
import { articleWorld, ok, text, type World } from '../fixture.ts'
import { askFor, decline, grant, leaveOff, offer, recall, takeBack, takeOffer } from '../sharing/commands.ts'
import { sharesOf } from '../sharing/queries.ts'
import { react, toldOf } from './fixture.ts'

let world: World
let people: Record<'mai' | 'lan' | 'hoa' | 'hac' | 'son' | 'khang' | 'do', Actor>
before(async () => {
  world = await articleWorld()
  const { db, cong, thuvien } = world
  const at = (name: string, role: string, site: number) => actorOf(db, { name, grants: [{ role, site, sections: null }] })
  // The cast of the whole network would be told of everything: here everybody belongs to one site.
  await db.deleteFrom('grants').execute()
  people = {
    mai: await at('Mai viết', 'contributor', cong),
    lan: await at('Lan viết cùng', 'contributor', cong),
    hoa: await at('Hoa biên tập', 'editor', cong),
    hac: await at('Hặc thư ký', 'secretary', cong),
    son: await at('Sơn trưởng ban', 'chief', cong),
    khang: await at('Khang giữ thư viện', 'keeper', thuvien),
    do: await at('Dơ trưởng thư viện', 'chief', thuvien),
  }
})
after(() => world.close())

const seen = (id: number) => world.seen(id)
const told = (kind: string, id: number) => toldOf(world.deps, kind, id)

/** By Mai, with Lan as co-author and Hoa credited for editing. */
async function begun() {
  const { mai, lan, hoa } = people
  const id = await world.begin(mai)
  const part = (personId: number, role: 'text' | 'photo' | 'edit') => ({ personId, role, share: 10_000, penName: '' })
  await world.share(id, mai, part(mai.id, 'text'), part(lan.id, 'photo'), part(hoa.id, 'edit'))
  return id
}
const step = async (actor: Actor, id: number, name: 'submit' | 'pass' | 'return', reason = '') => {
  ok(await take(world.deps, actor, id, name, { ...(await seen(id)), reason }))
  return id
}
const passed = async () => step(people.hoa, await step(people.mai, await begun(), 'submit'), 'pass')
async function live(sites: { siteId: number; sectionId: number }[] = []) {
  const id = await passed()
  ok(await approve(world.deps, people.son, id, await seen(id), { at: null, sites }))
  await publishDue(world.deps, id)
  return id
}
const shareOf = async (id: number) => (await sharesOf(world.db, id))[0]!.id
const placing = { mode: 'link', headline: '' } as const

test('what is sent is told to whoever edits there, and to nobody above while there is one', async () => {
  const id = await step(people.mai, await begun(), 'submit')
  assert.deepEqual(await told('article.submitted', id), ['Hoa biên tập: article.submitted'])
})

test('what is edited is told to the chiefs of the place', async () => {
  assert.deepEqual(await told('article.edited', await passed()), ['Sơn trưởng ban: article.edited'])
})

test('what is returned is told to the writers, not to who worked on it', async () => {
  const id = await step(people.hoa, await step(people.mai, await begun(), 'submit'), 'return', 'Thiếu ảnh')
  assert.deepEqual(await told('article.returned', id), ['Lan viết cùng: article.returned', 'Mai viết: article.returned'])
})

test('approval and publication are told to everybody whose work it is; on several sites once', async () => {
  const id = await passed()
  const { thuvien, sections, deps } = world
  const both = { ...people.son, grants: [...people.son.grants, { role: 'chief', site: thuvien, sections: null }] }
  ok(await approve(deps, both, id, await seen(id), { at: null, sites: [{ siteId: thuvien, sectionId: sections.sach }] }))
  const of = (kind: string) => [`Hoa biên tập: ${kind}`, `Lan viết cùng: ${kind}`, `Mai viết: ${kind}`]
  assert.deepEqual(await told('article.approved', id), of('article.approved'))
  await publishDue(deps, id)
  await react(deps)
  const rows = await world.db.selectFrom('notices').select('person_id').where('kind', '=', 'article.published').execute()
  assert.equal(rows.filter(({ person_id }) => person_id === people.mai.id).length, 1)
})

test('a new hour is told to everybody whose work it is, except who chose it', async () => {
  const id = await passed()
  const { deps } = world
  ok(await approve(deps, people.son, id, await seen(id), { at: now().add({ hours: 30 }), sites: [] }))
  const [publication] = (await world.article(id)).publications
  ok(await stepOf(deps, people.hac, id, publication!.id, 'reschedule', { at: now().add({ hours: 50 }) }))
  const kind = 'article.rescheduled'
  assert.deepEqual(await told(kind, id), [`Hoa biên tập: ${kind}`, `Lan viết cùng: ${kind}`, `Mai viết: ${kind}`])
})

test('a withdrawal and a correction are told to the authors, the other chiefs, and who speaks for the sites that share it', async () => {
  const { db, cong, deps, sections, thuvien } = world
  const second = await actorOf(db, { name: 'Thắng trưởng ban hai', grants: [{ role: 'chief', site: cong, sections: null }] })
  const id = await live()
  ok(await offer(deps, people.hac, id, [thuvien], ''))
  ok(await takeOffer(deps, people.khang, await shareOf(id), { ...placing, sectionId: sections.sach }))
  const everybody = (kind: string) => [
    `Dơ trưởng thư viện: ${kind}`,
    `Hoa biên tập: ${kind}`,
    `Khang giữ thư viện: ${kind}`,
    `Lan viết cùng: ${kind}`,
    `Mai viết: ${kind}`,
    `Thắng trưởng ban hai: ${kind}`,
  ]
  ok(await take(deps, people.mai, id, 'revise', await seen(id)))
  await step(people.hoa, await step(people.mai, id, 'submit'), 'pass')
  const correction = { reason: 'error', original: 'một', corrected: 'hai', notice: 'Đã sửa.' } as const
  ok(await approve(deps, people.son, id, await seen(id), { at: null, sites: [], correction }))
  assert.deepEqual(await told('article.approved', id), everybody('article.corrected'))
  const home = (await world.article(id)).publications.find(({ canonical }) => canonical)!
  ok(await stepOf(deps, people.son, id, home.id, 'withdraw', { reason: 'Sai' }))
  assert.deepEqual(await told('article.withdrawn', id), everybody('article.withdrawn'))
  await db.deleteFrom('grants').where('person_id', '=', second.id).execute()
})

test('a decision by link is told to who sent the link, and to the authors', async () => {
  const { db, deps, cong } = world
  const leader = await actorOf(db, { name: 'Thơm giám đốc', grants: [{ role: 'chief', site: cong, sections: null }] })
  const asked = async () => {
    const id = await passed()
    const plan = { at: null, sites: [] }
    const { token } = ok(await sendLink(deps, people.son, id, { ...(await seen(id)), personId: leader.id, days: 1, plan }))
    return { id, link: (await linkByToken(db, token))! }
  }
  const yes = await asked()
  ok(await decide(deps, yes.link, 'approve', ''))
  assert.deepEqual(await told('article.approved', yes.id), [
    'Hoa biên tập: article.approved',
    'Lan viết cùng: article.approved',
    'Mai viết: article.approved',
    'Sơn trưởng ban: article.answeredYes',
  ])
  const no = await asked()
  ok(await decide(deps, no.link, 'return', 'Chưa được'))
  assert.deepEqual(await told('article.returned', no.id), [
    'Lan viết cùng: article.returned',
    'Mai viết: article.returned',
    'Sơn trưởng ban: article.answeredNo',
  ])
  await db.deleteFrom('grants').where('person_id', '=', leader.id).execute()
})

test('between sites the other side is told: of an offer, of a question, of the answer, of what is taken back', async () => {
  const { deps, sections, thuvien } = world
  const { hac, khang, do: chief, son } = people
  const theirs = (kind: string) => [`Dơ trưởng thư viện: ${kind}`, `Khang giữ thư viện: ${kind}`]
  const ours = (kind: string, ...without: Actor[]) =>
    [hac, son].filter((one) => !without.includes(one)).map(({ name }) => `${name}: ${kind}`)
  const id = await live()
  ok(await offer(deps, hac, id, [thuvien], ''))
  assert.deepEqual(await told('article.offered', id), theirs('share.offered'))
  ok(await takeBack(deps, son, await shareOf(id)))
  assert.deepEqual(await told('article.shareTakenBack', id), theirs('share.takenBack'))
  ok(await offer(deps, hac, id, [thuvien], ''))
  ok(await decline(deps, khang, await shareOf(id), ''))
  assert.deepEqual(await told('article.shareDeclined', id), ours('share.declined'))
  ok(await askFor(deps, khang, id, thuvien, { ...placing, sectionId: sections.sach }, ''))
  assert.deepEqual(await told('article.askedFor', id), ours('share.askedFor'))
  ok(await grant(deps, hac, await shareOf(id), ''))
  assert.deepEqual(await told('article.shared', id), theirs('share.taken'))
  ok(await leaveOff(deps, chief, await shareOf(id)))
  assert.deepEqual(await told('article.leftOff', id), ours('share.leftOff'))
  ok(await offer(deps, hac, id, [thuvien], ''))
  ok(await takeOffer(deps, khang, await shareOf(id), { ...placing, sectionId: sections.sach }))
  assert.deepEqual(await told('article.shared', id), ours('share.taken'))
  ok(await recall(deps, son, id, 'Có bản mới'))
  assert.deepEqual(await told('article.recalled', id), theirs('share.recalled'))
})

test('what was given to somebody is told to them; what goes back a stage, to whoever had it there', async () => {
  const { db, deps, cong } = world
  const { hac, hoa, mai, son } = people
  const other = await actorOf(db, { name: 'Bình biên tập', grants: [{ role: 'editor', site: cong, sections: null }] })
  const id = await step(mai, await begun(), 'submit')
  assert.deepEqual(await told('article.submitted', id), ['Bình biên tập: article.submitted', 'Hoa biên tập: article.submitted'])
  ok(await assign(deps, hac, id, { from: null, to: other.id }))
  assert.deepEqual(await told('article.assigned', id), ['Bình biên tập: article.assigned'])
  await step(hoa, id, 'pass')
  ok(await take(deps, son, id, 'back', { ...(await seen(id)), reason: 'Xem lại số liệu' }))
  assert.deepEqual(await told('article.sentBack', id), ['Hoa biên tập: article.sentBack'])
  await db.deleteFrom('grants').where('person_id', '=', other.id).execute()
})

test('a bundle that could not go out is told to who gathered it', async () => {
  const { deps, cong } = world
  const { hac } = people
  const hour = now().add({ hours: 1 })
  const { id } = ok(await gather(deps, hac, cong, { name: 'Lễ hội', at: hour, whole: true }))
  ok(await include(deps, hac, id, await step(people.mai, await begun(), 'submit')))
  await release(deps, people.son, id)
  assert.deepEqual(await told('bundle.held', id), ['Hặc thư ký: bundle.held'])
  const part = ok(await gather(deps, hac, cong, { name: 'Ngày hội', at: hour, whole: false })).id
  ok(await include(deps, hac, part, await step(people.mai, await begun(), 'submit')))
  await release(deps, people.son, part)
  assert.deepEqual(await told('bundle.released', part), ['Hặc thư ký: bundle.leftBehind'])
})

test('the delegate of somebody who is away is told as well; whoever acted never is, whoever they stood for is', async () => {
  const { db, cong } = world
  const { hoa, mai } = people
  const stand = await actorOf(db, { name: 'Yến nhận thay', grants: [{ role: 'contributor', site: cong, sections: null }] })
  const during = { valid_from: now().subtract({ hours: 1 }), valid_to: now().add({ hours: 1 }) }
  await db
    .insertInto('delegations')
    .values({ person_id: hoa.id, delegate_id: stand.id, ...during })
    .execute()
  const id = await step(mai, await begun(), 'submit')
  assert.deepEqual(await told('article.submitted', id), ['Hoa biên tập: article.submitted', 'Yến nhận thay: article.submitted'])
  await db.updateTable('delegations').set({ person_id: people.son.id }).execute()
  await step(standingFor(stand, hoa), id, 'pass')
  assert.deepEqual(await told('article.edited', id), ['Sơn trưởng ban: article.edited'])
  await db.deleteFrom('delegations').execute()
  const late = await step(mai, await begun(), 'submit')
  assert.deepEqual(await told('article.submitted', late), ['Hoa biên tập: article.submitted'])
})

test('authors without an account are not told, and nothing is told twice however often a reaction runs', async () => {
  const { db, deps } = world
  const outside = await db.insertInto('people').values({ name: 'Ông Lả', created_at: now() }).returning('id').executeTakeFirstOrThrow()
  const id = await world.begin(people.mai, { text: text('Chuyện ông Lả') })
  await world.share(id, people.mai, { personId: outside.id, role: 'text', share: 10_000, penName: '' })
  await step(people.hoa, await step(people.mai, id, 'submit'), 'return', 'Thiếu')
  assert.deepEqual(await told('article.returned', id), ['Mai viết: article.returned'])
  const before = await db.selectFrom('notices').select('id').execute()
  await Promise.all([react(deps), react(deps)])
  assert.deepEqual(await db.selectFrom('notices').select('id').execute(), before)
})

test('with more stages each is told what comes to it, and who has it is told instead of everybody', async () => {
  const { db, deps, cong } = world
  const { hac, hoa, mai, son } = people
  await writeSetting(db, stagesSetting, { [cong]: 3 })
  const id = await step(mai, await begun(), 'submit')
  await step(hoa, id, 'pass')
  assert.deepEqual(await told('article.edited', id), ['Hặc thư ký: article.edited'])
  ok(await assign(deps, son, id, { from: null, to: hac.id }))
  assert.deepEqual(await told('article.assigned', id), ['Hặc thư ký: article.assigned'])
  ok(await take(deps, hac, id, 'proof', await seen(id)))
  assert.deepEqual(await told('article.proofread', id), ['Sơn trưởng ban: article.passedOn'])
  await writeSetting(db, stagesSetting, {})
})

test('a remark is told to the writers; an answer also to who spoke; a decision about a wording to who proposed it', async () => {
  const { deps } = world
  const { hoa, mai } = people
  const id = await step(mai, await begun(), 'submit')
  const said = ok(await remark(deps, hoa, id, { place: '', quote: '', words: 'Thiếu nguồn' }))
  assert.deepEqual(await told('article.remarked', id), ['Lan viết cùng: article.remarked', 'Mai viết: article.remarked'])
  ok(await answer(deps, mai, id, said.id, 'Em thêm rồi ạ'))
  assert.deepEqual(await told('article.remarkAnswered', id), [
    'Hoa biên tập: article.remarkAnswered',
    'Lan viết cùng: article.remarkAnswered',
  ])
})
