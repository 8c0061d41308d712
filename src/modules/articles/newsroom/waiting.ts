import { grantsOf, type Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now, toLocal, workingDaysBetween } from '../../../kernel/time.ts'
import type { Lang } from '../../../kernel/text.ts'
import { calledBy, givenName, peopleNamed } from '../../people/index.ts'
import { holidays } from '../../rules/index.ts'
import { insteadOf } from '../absence.ts'
import { deciders, editors, isInvolved, isStage, publicationWorkflow, stages, writers, type Stage } from '../article.ts'
import { articleWorkflow, canWrite, doneBy } from '../workflow.ts'
import { all, any, has, not } from '../marks.ts'
import { ownMarks, placeMarks } from '../policy.ts'
import { linesIn, type Line } from './queries.ts'
import { text } from './text.ts'

/** The row's own verb: what the person is asked to do. */
export type Verb = 'edit' | 'proof' | 'endorse' | 'approve' | 'mend' | 'go' | 'look' | 'move'
export type Waiting = {
  line: Line
  verb: Verb
  /** Whole working days it has stood there. */
  days: number
  /** Whose right it is, when not one's own: "chị Hoa". */
  instead?: string
  /** Who has it, as colleagues say. */
  assignee?: string
}

/** What waits for this person, the most urgent first: returned, then what others wait for, then one's own drafts; within each the longest waiting. */
export async function waitingFor(db: Db, actor: Actor): Promise<Waiting[]> {
  const lines = await linesIn(db, actor, waitingMarks(actor).all)
  const told = await toldOf(db, actor, lines)
  return lines
    .flatMap((line) => {
      const { verb, ...rest } = told(line)
      return verb ? [{ line, verb, ...rest }] : []
    })
    .toSorted((a, b) => urgency[a.verb] - urgency[b.verb])
}

const urgency: Record<Verb, number> = { mend: 0, edit: 1, proof: 1, endorse: 1, approve: 1, go: 2, look: 3, move: 3 }

/** What is done at each stage. */
const stageVerbs = { submitted: 'edit', proofing: 'proof', endorsing: 'endorse', edited: 'approve' } as const satisfies Record<Stage, Verb>

/** What this person is to do with it now, or null: asked of the workflow itself, so that no list promises what a door refuses. */
export function verbFor(actor: Actor, line: Line): Verb | null {
  if (isStage(line.status)) return articleWorkflow.allows(doneBy[line.status], actor, line) ? stageVerbs[line.status] : null
  if (line.status !== 'draft' && line.status !== 'returned') return null
  const opened = line.last?.step === 'revise' && line.last.byId === actor.id
  if (!(isInvolved(actor, line) || opened) || !canWrite(actor, line)) return null
  return line.status === 'returned' ? 'mend' : 'go'
}

/** `verbFor` asked of marks, verb by verb: menus count by it, and lists read no more than they show. policy.test.ts holds the two together. */
export function waitingMarks(actor: Actor) {
  const own = ownMarks(actor)
  const on = (roles: readonly string[]) => placeMarks(grantsOf(actor, roles))
  const at = (stage: Stage) => all(has('word', stage), on(deciders[stage]), not(own))
  const [edit, proof, endorse, approve] = [at('submitted'), at('proofing'), at('endorsing'), at('edited')]
  const sent = any(edit, proof, endorse, approve)
  const write = all(
    any(has('word', 'draft'), has('word', 'returned')),
    any(own, has('reopened', actor.id)),
    any(all(own, on(writers)), all(has('out'), on(editors))),
  )
  return { edit, proof, endorse, approve, sent, all: any(sent, write) }
}

/** What a list says of each line to this person: what to do, how long it has waited, in whose stead, and who has it. */
export async function toldOf(db: Db, actor: Actor, lines: readonly Line[]) {
  const waited = await daysWaited(db, lines)
  const verbs = new Map(lines.map((line) => [line.id, verbFor(actor, line)]))
  const absent = new Map(lines.map((line) => [line.id, verbs.get(line.id) ? absentFor(actor, line) : null]))
  const called = await calledNames(db, actor.lang, [...absent.values(), ...lines.map(({ assigneeId }) => assigneeId)])
  const name = (id: number | null | undefined) => (id == null ? undefined : called.get(id))
  return (line: Line) => ({
    verb: verbs.get(line.id) ?? null,
    days: waited(line),
    instead: name(absent.get(line.id)),
    assignee: line.assigneeId === actor.id ? text[actor.lang].you : name(line.assigneeId),
  })
}

/** In whose stead the actor would act on it: whose right it is, or who has taken it and is away. */
function absentFor(actor: Actor, line: Line): number | null {
  if (actor.standsFor.length === 0) return null
  if (line.assigneeId !== null && actor.standsFor.includes(line.assigneeId)) return line.assigneeId
  return insteadOf(actor, line, isStage(line.status) ? doneBy[line.status] : 'submit')
}

/** As colleagues call them: "chị Hoa". */
export async function calledNames(db: Db, lang: Lang, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const people = await peopleNamed(
    db,
    ids.filter((id) => id !== null),
  )
  return new Map([...people].map(([id, person]) => [id, lang === 'vi' ? calledBy(person) : givenName(person.name)]))
}

/** Mine, in other people's hands or waiting for their hour; and what I have scheduled. */
export async function followedBy(db: Db, actor: Actor): Promise<{ line: Line; verb: Verb }[]> {
  const followed = any(
    all(any(...stages.map((stage) => has('word', stage))), ownMarks(actor)),
    all(has('word', 'scheduled'), any(ownMarks(actor), has('approver', actor.id))),
  )
  const lines = await linesIn(db, actor, followed)
  return lines
    .filter((line) => verbFor(actor, line) === null)
    .toSorted((a, b) => hourOf(a) - hourOf(b))
    .map((line) => ({ line, verb: mayMove(actor, line) ? 'move' : 'look' }))
}

/** What has no hour yet stands first, in the order in which it was sent. */
const hourOf = (line: Line) => line.publications.find(({ status }) => status === 'scheduled')?.publishAt.epochMilliseconds ?? 0

/** The publication of the line that the actor may give another hour. */
export const mayMove = (actor: Actor, line: Line) =>
  line.publications.find(({ status }) => publicationWorkflow.allows('reschedule', actor, { status, article: line }))

/** Whole working days since each line came where it stands. */
async function daysWaited(db: Db, lines: readonly Line[]): Promise<(line: Line) => number> {
  const at = toLocal(now()).toPlainDate()
  const since = ({ statusAt }: Line) => toLocal(statusAt).toPlainDate()
  const first = lines.map(since).toSorted(Temporal.PlainDate.compare)[0] ?? at
  const free = await holidays(db, first, at)
  return (line) => workingDaysBetween(since(line), at, free)
}
