import type { FastifyReply, FastifyRequest } from 'fastify'
import { holds } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import { abilitiesOf } from '../../../../kernel/http/server.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { editors } from '../../article.ts'
import { listPath, queuePath } from '../address.ts'
import { flashOf, Id } from '../params.ts'
import { linesIn } from '../queries.ts'
import { text } from '../text.ts'
import { verbFor } from '../waiting.ts'
import { readArticle, shownText, type Read } from './reading.ts'
import { Review, ReviewBar } from './review.tsx'

/** The page of an article; with `issues` (422) or `changed` (409) after a step that was not taken. */
export async function sendReview(deps: Deps, request: FastifyRequest, reply: FastifyReply, id: number, told: { issues?: Issues; changed?: boolean } = {}) {
  const actor = request.actor!
  const read = await readArticle(deps, actor, id)
  const [shown, queue, panels] = await Promise.all([shownText(deps, read, askedOf(request)), queueOf(deps, read), panelsOf(deps, read)])
  const options = {
    title: read.article.title || text[actor.lang].untitled, current: queue ? queuePath : listPath, flash: flashOf(request), bar: <ReviewBar read={read} queue={queue} />,
  }
  const body = <Review read={read} shown={shown} sites={sitesOf(deps)} queue={queue} panels={panels} {...told} />
  return reply.code(told.issues ? 422 : told.changed ? 409 : 200).view(await desk(deps, request, options, body))
}

/** `?tu=4&den=6`; `tu=0` is the text alone. */
function askedOf(request: FastifyRequest): { from?: number; to?: number } {
  const { tu, den } = request.query as Record<string, unknown>
  const from = tu === '0' ? 0 : Id.safeParse(tu).data
  const to = Id.safeParse(den).data
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

async function queueOf(deps: Deps, { actor, article, working }: Read) {
  if (!working || !holds(actor, editors) || (article.status !== 'submitted' && article.status !== 'edited')) return undefined
  const lines = (await linesIn(deps.db, actor, ['submitted', 'edited'])).filter((line) => verbFor(actor, line) !== null)
  const at = lines.findIndex(({ id }) => id === article.id)
  return at === -1 ? undefined : { at: at + 1, count: lines.length }
}

/** What later modules add beside the text. */
async function panelsOf(deps: Deps, { actor, article }: Read) {
  const abilities = abilitiesOf(deps)
  const panels = deps.modules.flatMap((module) => module.panels ?? []).filter(({ screen, ability }) => screen === 'article' && holds(actor, abilities.get(ability) ?? []))
  const loaded = await Promise.all(panels.toSorted((a, b) => a.position - b.position).map((panel) => panel.load(deps, actor, article.id)))
  return loaded.filter((node) => node !== null)
}
