import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holds, type Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { toLocal, today, zone } from '../../../../kernel/time.ts'
import { calledBy, desk, peopleNamed } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { writers } from '../../article.ts'
import { create } from '../../commands/writing.ts'
import { articleUrl, beginPath, listPath, minePath, queuePath } from '../address.ts'
import { flashOf } from '../params.ts'
import { monthPace, plannedLines, type Line } from '../queries.ts'
import { text } from '../text.ts'
import { followedBy, waitingFor } from '../waiting.ts'
import { Begin } from './begin.tsx'
import { articlesList, filterOf } from './filter.ts'
import { ArticlesList } from './list.tsx'
import { Mine } from './mine.tsx'
import { chosenPlace, placesFor } from './places.ts'
import { sendQueue } from './queue-routes.tsx'

const reads = { access: 'articles.read', face: 'newsroom' } as const
const writes = { access: 'articles.write', face: 'newsroom' } as const

export function boardRoutes(app: FastifyInstance, deps: Deps) {
  app.get(minePath, { config: { ...reads, page: 'mine' } }, (request, reply) => sendMine(deps, request, reply))
  app.get(listPath, { config: { ...reads, page: 'articles' } }, (request, reply) => sendList(deps, request, reply))
  app.get(queuePath, { config: { access: 'articles.decide', face: 'newsroom', page: 'queue' } }, (request, reply) =>
    sendQueue(deps, request, reply),
  )
  app.get(beginPath, { config: { ...writes, page: 'article-new' } }, (request, reply) => sendBegin(deps, request, reply))
  app.post(beginPath, { config: writes }, (request, reply) => begin(deps, request, reply))
}

const mayWrite = (actor: Actor) => holds(actor, writers)

async function sendMine(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const { lang } = actor
  const [waiting, followed, planned, pace, people] = await Promise.all([
    waitingFor(deps.db, actor),
    followedBy(deps.db, actor),
    plannedLines(deps.db, actor, tomorrow()),
    monthPace(deps.db, actor),
    peopleNamed(deps.db, [actor.id]),
  ])
  const form = lang === 'vi' ? (people.get(actor.id)?.addressForm ?? '') : ''
  const body = (
    <Mine
      lang={lang}
      hello={calledBy({ name: actor.name, addressForm: form })}
      you={form || text[lang].you}
      waiting={waiting}
      followed={followed}
      planned={planned.flatMap(goingLiveToday)}
      pace={pace}
      sites={sitesOf(deps)}
      mayWrite={mayWrite(actor)}
    />
  )
  return reply.view(
    await desk(deps, request, { title: text[lang].mine, current: minePath, flash: flashOf(request), sheets: ['queue.sheet.css'] }, body),
  )
}

const tomorrow = () => today().add({ days: 1 }).toZonedDateTime(zone).toInstant()
const goingLiveToday = (line: Line) =>
  line.publications
    .filter(({ status, publishAt }) => status === 'scheduled' && toLocal(publishAt).toPlainDate().equals(today()))
    .map(({ publishAt, siteId }) => ({ line, at: publishAt, siteId }))

async function sendList(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const { lang } = actor
  const filter = filterOf(request.query)
  const found = await articlesList(deps.db, actor, filter)
  const body = <ArticlesList {...found} lang={lang} filter={filter} sites={sitesOf(deps)} mayWrite={mayWrite(actor)} />
  return reply.view(await desk(deps, request, { title: text[lang].articles, current: listPath }, body))
}

async function sendBegin(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const body = <Begin lang={actor.lang} places={placesFor(deps, actor)} typed={issues && typed(request.body)} issues={issues} />
  const options = { title: text[actor.lang].begin, current: listPath }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

async function begin(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const place = chosenPlace(placesFor(deps, actor), request.body)
  if (!place.ok) return sendBegin(deps, request, reply, place.issues)
  const outcome = await create(deps, actor, place.value)
  return outcome.ok ? reply.redirect(articleUrl(outcome.value.id, '/viet'), 303) : sendBegin(deps, request, reply, outcome.issues)
}
