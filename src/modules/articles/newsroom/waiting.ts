import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now, toLocal, workingDaysBetween } from '../../../kernel/time.ts'
import { holidays } from '../../rules/index.ts'
import { articleWorkflow, canWrite, isInvolved, publicationWorkflow } from '../article.ts'
import { approvedBy, linesIn, plannedLines, type Line } from './queries.ts'

/** The row's own verb: what the person is asked to do. */
export type Verb = 'edit' | 'approve' | 'mend' | 'go' | 'look' | 'move'
export type Waiting = { line: Line; verb: Verb; /** Whole working days it has stood there. */ days: number }

/** What waits for this person, the most urgent first: returned, then what others wait for, then one's own drafts; within each the longest waiting. */
export async function waitingFor(db: Db, actor: Actor): Promise<Waiting[]> {
  const lines = await linesIn(db, actor, ['draft', 'submitted', 'returned', 'edited'])
  const mine = lines.flatMap((line) => {
    const verb = verbFor(actor, line)
    return verb ? [{ line, verb }] : []
  })
  const waited = await daysWaited(
    db,
    mine.map(({ line }) => line),
  )
  return mine.map((one) => ({ ...one, days: waited(one.line) })).toSorted((a, b) => urgency[a.verb] - urgency[b.verb])
}

const urgency: Record<Verb, number> = { mend: 0, edit: 1, approve: 1, go: 2, look: 3, move: 3 }

/** What this person is to do with it now, or null: asked of the workflow itself, so that no list promises what a door refuses. */
export function verbFor(actor: Actor, line: Line): Verb | null {
  const open = articleWorkflow.open(actor, line)
  if (open.includes('approve')) return 'approve'
  if (open.includes('pass')) return 'edit'
  if (line.status !== 'draft' && line.status !== 'returned') return null
  const opened = line.last?.step === 'revise' && line.last.byId === actor.id
  if (!(isInvolved(actor, line) || opened) || !canWrite(actor, line)) return null
  return line.status === 'returned' ? 'mend' : 'go'
}

/** Mine, in other people's hands or waiting for their hour; and what I have scheduled. */
export async function followedBy(db: Db, actor: Actor): Promise<{ line: Line; verb: Verb }[]> {
  const [waiting, planned] = await Promise.all([linesIn(db, actor, ['submitted', 'edited']), plannedLines(db, actor)])
  const approved = await approvedBy(
    db,
    actor,
    planned.map(({ id }) => id),
  )
  const own = [...waiting, ...planned].filter((line) => isInvolved(actor, line) || approved.has(line.id))
  return own.filter((line) => verbFor(actor, line) === null).map((line) => ({ line, verb: mayMove(actor, line) ? 'move' : 'look' }))
}

/** The publication of the line that the actor may give another hour. */
export const mayMove = (actor: Actor, line: Line) =>
  line.publications.find(({ status }) => publicationWorkflow.allows('reschedule', actor, { status, article: line }))

/** Whole working days since each line came where it stands. */
export async function daysWaited(db: Db, lines: readonly Line[]): Promise<(line: Line) => number> {
  const at = toLocal(now()).toPlainDate()
  const since = ({ statusAt }: Line) => toLocal(statusAt).toPlainDate()
  const first = lines.map(since).toSorted(Temporal.PlainDate.compare)[0] ?? at
  const free = await holidays(db, first, at)
  return (line) => workingDaysBetween(since(line), at, free)
}
