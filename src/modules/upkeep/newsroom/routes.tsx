import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { lastBackup } from '../../../kernel/archive/last.ts'
import type { Deps } from '../../../kernel/module.ts'
import { ruleAt } from '../../../kernel/rules.ts'
import { formatDateTime, now, parseDate } from '../../../kernel/time.ts'
import { desk } from '../../people/index.ts'
import { examine } from '../examine.ts'
import { accessPage, activitiesPage } from '../queries.ts'
import { text } from '../text.ts'
import { HealthPage, healthPath, reportText, type Examination } from './health.tsx'
import { AccessPage, accessPath, LogPage, logPath, type Filter } from './log.tsx'

const config = { access: 'upkeep.examine', face: 'newsroom' } as const
const records = { access: 'upkeep.records', face: 'newsroom' } as const
const short = z
  .string()
  .trim()
  .max(100)
  .transform((typed) => typed || undefined)
  .optional()
  .catch(undefined)
const Query = z.object({
  kind: z
    .string()
    .regex(/^[a-zA-Z]{1,30}\.[a-zA-Z]{0,40}$/)
    .optional()
    .catch(undefined),
  person: short,
  day: short,
  refused: z.literal('1').optional().catch(undefined),
  truoc: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

/** The newest examination of this process: it reads the whole chain, so it is run when somebody asks for it. */
const examinations = new WeakMap<Deps, Promise<Examination>>()

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(healthPath, { config: { ...config, page: 'health' } }, async (request, reply) => {
    const { lang } = request.actor!
    const page = <HealthPage lang={lang} examination={await examinationOf(deps)} backup={await lastBackup(deps.config.dataDir)} />
    return reply.view(await desk(deps, request, { title: text[lang].health.title, current: healthPath }, page))
  })

  app.post(healthPath, { config }, async (_request, reply) => {
    await newExamination(deps)
    return reply.redirect(healthPath, 303)
  })

  app.get(`${healthPath}/bao-cao.txt`, { config }, async (request, reply) => {
    const examination = await examinationOf(deps)
    const stamp = formatDateTime(examination.at).replace(/\D+/g, '-')
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="suc-khoe-${stamp}.txt"`)
      .send(`${reportText(request.actor!.lang, examination)}\n`)
  })

  app.get(logPath, { config: { ...config, page: 'activity-log' } }, async (request, reply) => {
    const { lang } = request.actor!
    const filter = filterOf(request)
    const page = await activitiesPage(deps.db, { ...filter, date: dateOf(filter) })
    return reply.view(
      await desk(deps, request, { title: text[lang].log.title, current: logPath }, <LogPage lang={lang} page={page} filter={filter} />),
    )
  })

  app.get(accessPath, { config: { ...records, page: 'access-record' } }, async (request, reply) => {
    const { lang } = request.actor!
    const filter = filterOf(request)
    const [page, rule] = await Promise.all([
      accessPage(deps.db, { ...filter, date: dateOf(filter) }),
      ruleAt<{ months?: number }>(deps.db, 'retention.access-records'),
    ])
    return reply.view(
      await desk(
        deps,
        request,
        { title: text[lang].access.title, current: accessPath },
        <AccessPage lang={lang} page={page} filter={filter} months={rule?.months ?? null} />,
      ),
    )
  })
}

const examinationOf = (deps: Deps) => examinations.get(deps) ?? newExamination(deps)

function newExamination(deps: Deps): Promise<Examination> {
  const started = performance.now()
  const running = examine(deps).then((findings) => ({ at: now(), seconds: (performance.now() - started) / 1000, findings }))
  examinations.set(deps, running)
  running.catch(() => examinations.delete(deps))
  return running
}

function filterOf(request: FastifyRequest): Filter {
  const { truoc, refused, ...rest } = Query.parse(request.query)
  return { ...rest, before: truoc, refused: refused === '1', dateBad: rest.day !== undefined && parseDate(rest.day) === null }
}

const dateOf = ({ day }: Filter) => (day === undefined ? null : parseDate(day))
