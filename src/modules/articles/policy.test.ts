import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf, standingFor } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { isInvolved, isStage, statusWord } from './article.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { articleWorld, ok, text } from './fixture.ts'
import type { Ask } from './marks.ts'
import { articlesList, words } from './newsroom/board/filter.ts'
import { countsIn, idsIn, type Line } from './newsroom/queries.ts'
import { followedBy, verbFor, waitingFor, waitingMarks, type Verb } from './newsroom/waiting.ts'
import { assign } from './procedure/assigning.ts'
import { stagesSetting } from './procedure/settings.ts'
import { canReadWorking, canSee, visibleTo, workingVisibleTo } from './policy.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cast, cong, thuvien, sections, seen } = world
const { vanHoa, duLich, sach } = sections

const grant = (role: string, site: number | null, only: number[] | null = null) => ({ role, site, sections: only })
const extra = async (name: string, ...grants: ReturnType<typeof grant>[]) => actorOf(db, { name, grants })

const writer = await extra('Vừ A Lử', grant('contributor', cong))
const people: Record<string, Actor> = {
  ...cast,
  writer,
  editorCong: await extra('Biên tập Cổng', grant('editor', cong)),
  editorVanHoa: await extra('Biên tập Văn hóa', grant('editor', cong, [vanHoa])),
  editorDuLich: await extra('Biên tập Du lịch', grant('editor', cong, [duLich])),
  editorThuVien: await extra('Biên tập Thư viện', grant('editor', thuvien)),
  editorSach: await extra('Biên tập Sách', grant('editor', thuvien, [sach])),
  chiefThuVien: await extra('Trưởng ban Thư viện', grant('chief', thuvien)),
  keeperThuVien: await extra('Phụ trách Thư viện', grant('keeper', thuvien)),
  contributorThuVien: await extra('Cộng tác viên Thư viện', grant('contributor', thuvien)),
  leaderCong: await extra('Lãnh đạo', grant('leader', cong)),
  twoRoles: await extra('Hai vai', grant('contributor', cong), grant('editor', thuvien)),
}
people.forWriter = standingFor(people.editorThuVien!, writer)
people.forNobody = standingFor(people.contributorThuVien!, cast.stranger)
people.forChief = standingFor(people.keeperThuVien!, cast.chief)

const other = { site: thuvien, section: sach }
await world.begin()
await world.begin(writer, { section: null })
await world.begin(writer, { section: duLich })
await world.sent(writer)
await world.sent(writer, { section: duLich })
await world.sent(cast.contributor, other)
const back = await world.sent(writer)
ok(await take(deps, cast.editor, back, 'return', { ...(await seen(back)), reason: 'Thiếu nguồn' }))
await world.edited(writer)
await world.approved({ at: Temporal.Instant.from('2099-01-01T00:00:00Z') }, writer)
await world.live({}, writer)
await world.live({ sites: [{ siteId: thuvien, sectionId: sach }] }, writer)
await world.live({}, cast.contributor, other)
await world.place(await world.live({ sites: [{ siteId: thuvien, sectionId: sach }] }), 'withdraw', { reason: 'Sai ảnh' })
const reopened = await world.live({ sites: [{ siteId: thuvien, sectionId: sach }] }, writer)
ok(await take(deps, writer, reopened, 'revise', await seen(reopened)))
await world.share(
  reopened,
  writer,
  { personId: cast.editor.id, penName: '', role: 'photo', share: 10_000 },
  { personId: writer.id, penName: '', role: 'text', share: 10_000 },
)
const shared = await world.begin(cast.secretary)
await world.share(
  shared,
  cast.secretary,
  { personId: cast.secretary.id, penName: '', role: 'text', share: 10_000 },
  { personId: cast.accountant.id, penName: '', role: 'edit', share: 10_000 },
)

await writeSetting(db, stagesSetting, { [`${cong}:feature`]: 3, [thuvien]: 4 })
const read = await world.edited(writer)
const agreed = await world.edited(cast.contributor, other)
ok(await take(deps, cast.secretary, agreed, 'proof', await seen(agreed)))
const passed = await world.edited(writer)
ok(await take(deps, cast.secretary, passed, 'proof', await seen(passed)))
await world.edited(people.contributorThuVien, other)
ok(await assign(deps, cast.secretary, read, { from: null, to: cast.secretary.id }))
await writeSetting(db, stagesSetting, {})

const everything = await Promise.all(
  (await db.selectFrom('articles').select('id').orderBy('id').execute()).map(({ id }) => world.article(id)),
)
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id).toSorted((a, b) => a - b)

for (const [name, actor] of Object.entries(people)) {
  test(`the list shows ${name} exactly what the door lets in`, async () => {
    const listed = await db.selectFrom('articles').select('id').where(visibleTo(actor)).execute()
    assert.deepEqual(idsOf(listed), idsOf(everything.filter((article) => canSee(actor, article))))
    const page = await articlesList(db, actor, { page: 1 })
    assert.deepEqual(idsOf(page.lines), idsOf(listed))
    assert.equal(page.count, listed.length)
  })

  test(`whose working text ${name} may read is the same in a list and on a page`, async () => {
    const listed = await db.selectFrom('articles').select('id').where(workingVisibleTo(actor)).execute()
    assert.deepEqual(idsOf(listed), idsOf(everything.filter((article) => canReadWorking(actor, article))))
  })

  test(`each word of the filter finds ${name} the articles that carry it`, async () => {
    const all = (await articlesList(db, actor, { page: 1 })).lines
    for (const word of words) {
      const found = await articlesList(db, actor, { page: 1, status: word })
      assert.deepEqual(idsOf(found.lines), idsOf(all.filter((line) => line.word === word)), word)
    }
    for (const line of all) assert.equal(line.word, statusWord(line.status, line.publications))
  })
}

test('an outsider reads of a published article what readers had, and nothing tells of the draft behind it', async () => {
  const before = text('Tin đã đăng')
  const id = await world.live({}, writer, { text: before })
  ok(await take(deps, writer, id, 'revise', await seen(id)))
  const { version } = await world.article(id)
  await saveWorking(deps, writer, id, version, text('Bản nháp kín'))
  const outsider = cast.accountant
  const titles = async (filter: object) => (await articlesList(db, outsider, { page: 1, ...filter })).lines.map(({ title }) => title)
  assert.ok((await titles({})).includes('Tin đã đăng'))
  assert.deepEqual(await titles({ q: 'ban nhap kin' }), [])
  assert.deepEqual(await titles({ q: 'TIN DA DANG' }), ['Tin đã đăng'])
  assert.ok(!(await titles({ status: 'draft' })).includes('Tin đã đăng'))
  const line = (await articlesList(db, outsider, { page: 1, q: 'tin da dang' })).lines[0]!
  assert.deepEqual([line.word, line.working, line.last], ['live', false, null])
  assert.deepEqual(
    (await articlesList(db, writer, { page: 1, q: 'bản nháp kín' })).lines.map(({ word }) => word),
    ['draft'],
  )
})

test('titles are found with and without accents, in capitals, in the other tone style and decomposed', async () => {
  const id = await world.begin(writer, { text: text('Hòa nhạc đường phố ở Mường Thanh') })
  for (const q of ['hòa nhạc', 'hoà nhạc', 'HOA NHAC', 'duong pho', 'Đường Phố', 'hòa nhạc'.normalize('NFD')])
    assert.deepEqual(
      (await articlesList(db, writer, { page: 1, q })).lines.map((line) => line.id),
      [id],
      q,
    )
  assert.deepEqual((await articlesList(db, writer, { page: 1, q: "100% ' or 1=1 --" })).lines, [])
})

const deciding: Verb[] = ['edit', 'proof', 'endorse', 'approve']
for (const [name, actor] of Object.entries(people))
  test(`what waits for ${name} is what the workflow lets that person do, counted and listed alike`, async () => {
    const lines = (await articlesList(db, actor, { page: 1 })).lines.filter(({ working }) => working)
    const doing = (...verbs: Verb[]) => idsOf(lines.filter((line) => verbs.includes(verbFor(actor, line)!)))
    const marks = waitingMarks(actor)
    const found = async (ask: Ask) => (await idsIn(db, actor, ask)).toSorted((a, b) => a - b)
    assert.deepEqual(await found(marks.edit), doing('edit'))
    assert.deepEqual(await found(marks.proof), doing('proof'))
    assert.deepEqual(await found(marks.endorse), doing('endorse'))
    assert.deepEqual(await found(marks.approve), doing('approve'))
    assert.deepEqual(await found(marks.sent), doing(...deciding))
    assert.deepEqual(await found(marks.all), doing(...deciding, 'mend', 'go'))
    assert.deepEqual(idsOf((await waitingFor(db, actor)).map(({ line }) => line)), await found(marks.all))
    const { all, sent } = await countsIn(db, actor, marks)
    assert.deepEqual([all, sent], [doing(...deciding, 'mend', 'go').length, doing(...deciding).length])
  })

test('what each person follows is what is theirs or what they scheduled, in other hands', async () => {
  for (const [name, actor] of Object.entries(people)) {
    const lines = (await articlesList(db, actor, { page: 1 })).lines.filter(({ working }) => working)
    const approver = (line: Line) => line.last?.step === 'approve' && line.last.byId === actor.id
    const wanted = lines.filter(
      (line) =>
        verbFor(actor, line) === null &&
        (isStage(line.word) ? isInvolved(actor, line) : line.word === 'scheduled' && (isInvolved(actor, line) || approver(line))),
    )
    assert.deepEqual(idsOf((await followedBy(db, actor)).map(({ line }) => line)), idsOf(wanted), name)
  }
  assert.equal((await followedBy(db, cast.chief)).filter(({ verb }) => verb === 'move').length, 1)
})

test('what waits for each person can be done by that person', async () => {
  for (const [name, actor] of Object.entries(people))
    for (const { line, verb } of await waitingFor(db, actor)) {
      const article = everything.find(({ id }) => id === line.id)
      if (article) assert.ok(canSee(actor, article), `${name} ${verb} ${line.id}`)
    }
  const verbs = async (actor: Actor) => new Set((await waitingFor(db, actor)).map(({ verb }) => verb))
  assert.deepEqual([...(await verbs(cast.chief))].toSorted(), ['approve', 'edit', 'endorse', 'proof'])
  assert.deepEqual([...(await verbs(people.editorCong!))], ['edit'])
  assert.deepEqual([...(await verbs(writer))].toSorted(), ['go', 'mend'])
  assert.deepEqual([...(await verbs(cast.secretary))].toSorted(), ['edit', 'go', 'proof'])
  assert.deepEqual([...(await verbs(cast.leader))], ['endorse'])
})
