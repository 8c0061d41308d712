import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now } from '../../kernel/time.ts'
import { sitesOf } from '../sites/index.ts'
import { articleWorld, base, says, shown } from './fixture.ts'
import { reviewersOf } from './newsroom/reviewers.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, article, sections, cong, thuvien } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const as = (actor: Actor | null) => world.signInAs(actor)
const reviewers = async (id: number) => reviewersOf(db, sitesOf(deps), await article(id))

test('the bar above a text names whose turn comes, and who has taken what when', async () => {
  const id = await world.begin()
  says(
    shown((await as(mai).get(`${base}/${id}/viet`)).body),
    new RegExp(`Biên tập[^0-9]*${hoa.name}[^0-9]*3 Ban Biên tập duyệt[^0-9]*${son.name}`),
  )
  const edited = await world.edited()
  says(
    shown((await as(son).get(`${base}/${edited}`)).body),
    new RegExp(`Biên tập \\(đã xong\\) Hoa, \\d\\d:\\d\\d [^0-9]*3 Ban Biên tập duyệt ${son.name}`),
  )
})

test('nobody is named who could not take the step: an author, another site’s editor, one of another section, one who has left', async () => {
  const id = await world.begin()
  assert.deepEqual(await reviewers(id), {
    submitted: [hoa.name],
    proofing: [cast.secretary.name],
    endorsing: [cast.leader.name],
    edited: [son.name],
  })
  const editor = (name: string, site: number, section?: number) =>
    actorOf(db, { name, grants: [{ role: 'editor', site, sections: section === undefined ? null : [section] }] })
  await editor('Biên tập Thư viện', thuvien)
  await editor('Biên tập Du lịch', cong, sections.duLich)
  assert.deepEqual((await reviewers(id)).submitted, [hoa.name])
  const own = await editor('Biên tập Văn hóa', cong, sections.vanHoa)
  assert.deepEqual((await reviewers(id)).submitted, ['Biên tập Văn hóa', hoa.name].toSorted())
  says(shown((await as(mai).get(`${base}/${id}/viet`)).body), /Biên tập[^0-9]*Biên tập Văn hóa, /)
  await editor('Biên tập Cổng', cong)
  says(shown((await as(mai).get(`${base}/${id}/viet`)).body), /một trong 3 người/)
  assert.ok(!(await reviewers(await world.begin(own, { section: sections.vanHoa }))).submitted.includes(own.name))
  await db.updateTable('people').set({ disabled_at: now() }).where('name', 'like', 'Biên tập%').execute()
  assert.deepEqual((await reviewers(id)).submitted, [hoa.name])
})
