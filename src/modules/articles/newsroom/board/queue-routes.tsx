import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { Id } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { settingOf } from '../../../../kernel/settings.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { isStage, type Stages } from '../../article.ts'
import { all, has, type Ask } from '../../marks.ts'
import { stagesFor, stagesSetting, type ChosenStages } from '../../procedure/settings.ts'
import { stagesIn } from '../../workflow.ts'
import { queuePath } from '../address.ts'
import { flashOf } from '../params.ts'
import { countsIn, linesIn, plannedLines, stageCounts, takenMarks, type Cut } from '../queries.ts'
import { text } from '../text.ts'
import { toldOf, waitingMarks } from '../waiting.ts'
import { narrowings, Queue, stages, type Narrowing, type QueueStage } from './queue.tsx'

const pageSize = 30
const names = Object.keys(stages) as QueueStage[]
const asks = Object.fromEntries(names.map((stage) => [stage, has('word', stage)])) as Record<QueueStage, Ask>

export async function sendQueue(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const { lang } = actor
  const { proof, endorse, approve } = waitingMarks(actor)
  const found = await countsIn(deps.db, actor, { ...asks, proof, endorse, approve })
  const { stage: asked, narrowing, after } = askedOf(request.query)
  // Without a choice: the last stage in which something waits for this very person.
  const stage = asked ?? (found.approve > 0 ? 'edited' : found.endorse > 0 ? 'endorsing' : found.proof > 0 ? 'proofing' : 'submitted')
  const used = usedStages(
    await settingOf(deps.db, stagesSetting),
    sitesOf(deps).map(({ id }) => id),
  )
  const counts = Object.fromEntries(names.flatMap((one) => (used.has(one) || found[one] > 0 || one === stage ? [[one, found[one]]] : [])))
  const [narrowed, lines] = await Promise.all([
    isStage(stage) ? stageCounts(deps.db, actor, asks[stage]) : null,
    stage === 'scheduled'
      ? plannedLines(deps.db, actor)
      : linesIn(deps.db, actor, narrowedTo(actor, stage, narrowing), cutOf(narrowing, after)),
  ])
  const shown = stage === 'scheduled' ? lines : lines.slice(0, pageSize)
  const told = await toldOf(deps.db, actor, shown)
  const body = (
    <Queue
      lang={lang}
      personId={actor.id}
      sites={sitesOf(deps)}
      stage={stage}
      counts={counts}
      narrowing={narrowing}
      narrowed={narrowed && { all: found[stage], ...narrowed }}
      lines={shown.map((line) => ({ line, ...told(line) }))}
      more={lines.length > shown.length}
      later={after !== undefined}
    />
  )
  return reply.view(
    await desk(deps, request, { title: text[lang].queue, current: queuePath, flash: flashOf(request), sheets: ['queue.sheet.css'] }, body),
  )
}

function narrowedTo(actor: Actor, stage: QueueStage, narrowing: Narrowing): Ask {
  if (narrowing === 'mine') return all(asks[stage], takenMarks(actor))
  return narrowing === 'free' ? all(asks[stage], has('free')) : asks[stage]
}

const cutOf = (narrowing: Narrowing, after: Cut['after']): Cut => ({
  size: pageSize + 1,
  overdue: narrowing === 'overdue',
  ...(after && { after }),
})

/** What an address asks for; what it does not name well is passed over. */
function askedOf(query: unknown) {
  const { buoc, loc, sau } = (query ?? {}) as Record<string, unknown>
  const [, at, id] = (typeof sau === 'string' && /^([0-9T:.-]{19,26}Z)_(\d{1,10})$/.exec(sau)) || []
  return {
    stage: names.find((one) => stages[one] === buoc),
    narrowing: (Object.keys(narrowings) as Narrowing[]).find((one) => one !== 'all' && narrowings[one] === loc) ?? 'all',
    after: placeOf(at, id),
  }
}

function placeOf(at: string | undefined, id: string | undefined): Cut['after'] {
  const number = Id.safeParse(id)
  if (at === undefined || !number.success) return undefined
  try {
    return { at: Temporal.Instant.from(at), id: number.data }
  } catch {
    return undefined
  }
}

/** The stages to which some setting leads, and what is planned. */
function usedStages(chosen: ChosenStages, sites: readonly number[]): ReadonlySet<QueueStage> {
  const numbers: Stages[] = [...sites.map((id) => stagesFor(chosen, id)), ...Object.values(chosen)]
  return new Set<QueueStage>([...numbers.flatMap(stagesIn), 'scheduled'])
}
