import type { Actor } from '../../kernel/access.ts'
import { Refusal } from '../../kernel/errors.ts'
import { publicationWorkflow, type Article, type Genre } from './article.ts'
import { articleWorkflow, canWrite } from './workflow.ts'
import { approve, publishDue, stepOf } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { copyOf, create, credit, describe, restoreRevision } from './commands/writing.ts'
import { text, type World } from './fixture.ts'
import { assign, mayAssign } from './procedure/assigning.ts'

export const genres: Genre[] = ['news', 'feature', 'photos']
const titles = ['Hòa nhạc đường phố', 'Hoà nhạc “Mường Thanh”', 'Đêm Xòe ở bản Na Vai', 'Lễ hội Hoa Ban 2026–2027', 'ĐƯỜNG HOA', '']
/** What brings an article on is done more often, or none would come to its readers. */
const onward = ['submit', 'pass', 'proof', 'endorse', 'approve', 'publishDue', 'revise']

type Outcome = { ok: boolean; value?: unknown }
type Act = [name: string, act: () => Promise<Outcome>]
type Dice = ReturnType<typeof dice>

/** Everything that people can do to articles, in any order, the same in every run; answers what was made and what was done. */
export async function walk(world: World, people: readonly Actor[], steps: number) {
  const rolled = dice(20_261_123)
  const ids: number[] = []
  const done = new Set<string>()
  for (let n = 0; n < steps; n++) {
    const fresh = ids.length < 3 || rolled.below(14) === 0
    const [name, act] = fresh ? beginning(world, people, rolled) : next(world, people, rolled, await world.article(rolled.oneOf(ids)))
    const outcome = await act().catch(refused)
    if (!outcome.ok) continue
    done.add(name)
    if (name === 'create' || name === 'copy') ids.push((outcome.value as { id: number }).id)
  }
  return { ids, done }
}

function dice(seed: number) {
  let state = seed
  const below = (count: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  return { below, oneOf: <T>(values: readonly T[]): T => values[below(values.length)]! }
}

/** What somebody may not do, or came too late for, leaves nothing. */
function refused(error: unknown): Outcome {
  if (error instanceof Refusal) return { ok: false }
  throw error
}

const placesOf = ({ cong, thuvien, sections }: World) => [
  { siteId: cong, sectionId: sections.vanHoa },
  { siteId: cong, sectionId: sections.duLich },
  { siteId: cong, sectionId: null },
  { siteId: thuvien, sectionId: sections.sach },
]

function beginning(world: World, people: readonly Actor[], { oneOf }: Dice): Act {
  return ['create', () => create(world.deps, oneOf(people), { ...oneOf(placesOf(world)), genre: oneOf(genres), ...text(oneOf(titles)) })]
}

/** Each kind of act is as likely as the next, however many people may do it. */
function next(world: World, people: readonly Actor[], rolled: Dice, article: Article): Act {
  const acts = people.flatMap((actor) => [
    ...steps(world, actor, article, rolled),
    ...assigning(world, actor, article, rolled),
    ...writing(world, actor, article, rolled),
    ...publishing(world, actor, article),
  ])
  acts.push(['publishDue', async () => ({ ok: await publishDue(world.deps, article.id) })])
  const kinds = [...new Set(acts.map(([name]) => name))]
  const ahead = kinds.filter((name) => onward.includes(name))
  const kind = rolled.oneOf([...kinds, ...ahead, ...ahead, ...ahead, ...ahead])
  return rolled.oneOf(acts.filter(([name]) => name === kind))
}

function steps({ deps, cong, thuvien, sections }: World, actor: Actor, article: Article, { below }: Dice): Act[] {
  const { id, version, siteId } = article
  const share = siteId === cong ? { siteId: thuvien, sectionId: sections.sach } : { siteId: cong, sectionId: sections.vanHoa }
  return articleWorkflow.open(actor, article).map((step): Act => {
    if (step !== 'approve') return [step, () => take(deps, actor, id, step, { version, reason: 'Thiếu nguồn' })]
    const at = below(3) === 0 ? Temporal.Instant.from('2099-01-01T00:00:00Z') : null
    return [step, () => approve(deps, actor, id, { version }, { at, sites: below(2) === 0 ? [share] : [] })]
  })
}

function assigning({ deps, cast }: World, actor: Actor, article: Article, { oneOf }: Dice): Act[] {
  const { id, assigneeId: from } = article
  const to = oneOf([actor.id, cast.editor.id, cast.secretary.id, null])
  return mayAssign(actor, article, to) ? [['assign', () => assign(deps, actor, id, { from, to })]] : []
}

function writing(world: World, actor: Actor, article: Article, { oneOf }: Dice): Act[] {
  const { deps } = world
  const { id, version } = article
  if (!canWrite(actor, article)) return []
  // Another site's section takes what was never sent to that site, and is an issue later.
  const { sectionId } = oneOf(placesOf(world))
  const described = { genre: oneOf(genres), sectionId, coverId: null, tags: [], source: '' }
  const part = (role: 'text' | 'edit') => ({ personId: oneOf(Object.values(world.cast)).id, role, penName: '', share: 10_000 })
  return [
    ['save', async () => ({ ok: (await saveWorking(deps, actor, id, version, text(oneOf(titles)))).kind === 'saved' })],
    ['describe', () => describe(deps, actor, id, described)],
    ['credit', () => credit(deps, actor, id, [part('text'), part('edit')])],
    ['restoreRevision', () => restoreRevision(deps, actor, id, 1)],
    ['copy', () => copyOf(deps, actor, id, text(oneOf(titles)))],
  ]
}

function publishing({ deps }: World, actor: Actor, article: Article): Act[] {
  const given = { reason: 'Sai ảnh', at: Temporal.Instant.from('2099-02-01T00:00:00Z') }
  return article.publications.flatMap(({ id, status, siteId }) =>
    publicationWorkflow
      .open(actor, { status, siteId, article })
      .map((step): Act => [step, () => stepOf(deps, actor, article.id, id, step, given)]),
  )
}
