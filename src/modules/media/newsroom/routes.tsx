import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { settingOf } from '../../../kernel/settings.ts'
import { parseDate } from '../../../kernel/time.ts'
import { desk, panelsOn } from '../../people/index.ts'
import { describe, focus, hide, setPoster, show } from '../commands.ts'
import { descriptionOf, limitsOf } from '../import.ts'
import { cleanLine, lengths } from '../medium.ts'
import { canManage } from '../policy.ts'
import { twinGroups, twinsOf } from '../likeness.ts'
import { library, libraryCounts } from '../library.ts'
import { mediumById, posterOf, renderVisible, uploaderOf, usesOf } from '../queries.ts'
import { filmOf } from '../films.ts'
import { unfinished } from '../resumable.ts'
import { clear } from '../rights.ts'
import { licenceNotice } from '../settings.ts'
import { text } from '../text.ts'
import { captionRoutes } from './caption-routes.tsx'
import { twinsPath } from './filters.tsx'
import { itemOf } from './item.ts'
import { LibraryPage } from './library.tsx'
import { MediumPage } from './medium.tsx'
import { filterOf, viewOf } from './query.ts'
import { resumeRoutes } from './resume-routes.ts'
import { uploadSites } from './sites.ts'
import { words } from './text.ts'
import { TwinsPage } from './twins.tsx'
import { UploadForm, type UploadProps } from './upload.tsx'
import { uploadRoute } from './uploading.ts'

const percent = z
  .string()
  .trim()
  .regex(/^(?:100|\d{1,2}(?:[.,]\d{1,3})?)$/, 'number')
  .transform((text) => Number(text.replace(',', '.')) / 100)
const Focus = z.object({ focalX: percent, focalY: percent })
const Words = z.object({
  caption: z.string().max(lengths.caption, 'tooLong').default(''),
  credit: z.string().max(lengths.credit, 'tooLong').default(''),
  alt: z.string().max(lengths.alt, 'tooLong').default(''),
  decorative: z.literal('1').optional(),
})
const Poster = z.object({
  poster: z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, 'noSuchPicture')
    .transform((text) => (text === '' ? null : Number(text))),
})
const rights = z.string().max(lengths.rights, 'tooLong').default('')
const RightsForm = z.object({
  owner: rights,
  licence: rights,
  origin: rights,
  permission: rights,
  licenceUntil: z
    .string()
    .default('')
    .transform((typed, context) => {
      if (typed.trim() === '') return null
      const day = parseDate(typed)
      if (!day || day.year > 2200) context.addIssue({ code: 'custom', message: 'day' })
      return day
    }),
})
const Hiding = z.object({ reason: z.string().max(lengths.reason, 'tooLong').default('') })
const Query = z.object({ vua: z.string().optional().catch(undefined), ghi: z.string().optional().catch(undefined) })

const sheets = ['library.sheet.css']
const current = '/toa-soan/tu-lieu'
const page = (id: number, flash: string) => `${current}/${id}?vua=${flash}`

/** The library of the newsroom: to look, to add, to tend. */
export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  const reads = (page: string) => ({ config: { access: 'media.read', face: 'newsroom', page } as const })
  const tends = reads('medium')
  app.get(current, reads('library'), (request, reply) => sendLibrary(deps, request, reply))

  app.get(`${current}.json`, reads('media-picker'), async (request, reply) => {
    const { items, more } = await library(deps.db, request.actor!, { ...filterOf(request.query), hidden: false })
    return reply.send({ items: items.map(itemOf), more })
  })

  app.get(`${current}/:id`, tends, (request, reply) => sendMedium(deps, request, reply))

  app.post(`${current}/:id`, tends, async (request, reply) => {
    const form = parseForm(Words, request.body)
    if (!form.ok) return sendMedium(deps, request, reply, form.issues)
    const id = idParam(request)
    await describe(deps, request.actor!, id, descriptionOf({ ...form.value, decorative: form.value.decorative === '1' }))
    return reply.redirect(page(id, 'da-luu'), 303)
  })

  app.post(`${current}/:id/tieu-diem`, tends, async (request, reply) => {
    const form = parseForm(Focus, request.body)
    if (!form.ok) return sendMedium(deps, request, reply, form.issues)
    const id = idParam(request)
    const outcome = await focus(deps, request.actor!, id, { x: form.value.focalX, y: form.value.focalY })
    return outcome.ok ? reply.redirect(page(id, 'da-doi-diem'), 303) : sendMedium(deps, request, reply, outcome.issues)
  })

  app.post(`${current}/:id/quyen`, tends, async (request, reply) => {
    const form = parseForm(RightsForm, request.body)
    if (!form.ok) return sendMedium(deps, request, reply, form.issues)
    const id = idParam(request)
    const { licenceUntil, ...said } = form.value
    const lines = Object.fromEntries(Object.entries(said).map(([name, line]) => [name, cleanLine(line, lengths.rights)]))
    await clear(deps, request.actor!, id, { ...(lines as typeof said), licenceUntil })
    return reply.redirect(page(id, 'da-ghi-quyen'), 303)
  })

  app.post(`${current}/:id/anh-bia`, tends, async (request, reply) => {
    const form = parseForm(Poster, request.body)
    if (!form.ok) return sendMedium(deps, request, reply, form.issues)
    const id = idParam(request)
    const outcome = await setPoster(deps, request.actor!, id, form.value.poster)
    return outcome.ok ? reply.redirect(page(id, 'da-dat-bia'), 303) : sendMedium(deps, request, reply, outcome.issues)
  })

  app.post(`${current}/:id/an`, tends, async (request, reply) => {
    const form = parseForm(Hiding, request.body)
    if (!form.ok) return sendMedium(deps, request, reply, form.issues)
    await hide(deps, request.actor!, idParam(request), form.value.reason)
    return reply.redirect(page(idParam(request), 'da-an'), 303)
  })

  app.post(`${current}/:id/hien`, tends, async (request, reply) => {
    await show(deps, request.actor!, idParam(request))
    return reply.redirect(page(idParam(request), 'da-hien'), 303)
  })

  app.get(twinsPath, reads('twins'), (request, reply) => sendTwins(deps, request, reply))
  captionRoutes(app, deps)
  resumeRoutes(app, deps)
  uploadRoute(app, deps, (request, reply, again) => sendLibrary(deps, request, reply, again))
}

async function sendLibrary(deps: Deps, request: FastifyRequest, reply: FastifyReply, again?: Partial<UploadProps>) {
  const actor = request.actor!
  const { lang } = actor
  const filter = filterOf(request.query)
  const [{ items, more, newer }, counts, limits, { days }, open] = await Promise.all([
    library(deps.db, actor, filter),
    libraryCounts(deps.db, actor, filter),
    limitsOf(deps),
    settingOf(deps.db, licenceNotice),
    unfinished(deps, actor),
  ])
  const sites = uploadSites(deps, actor)
  const upload = sites.length > 0 && <UploadForm lang={lang} sites={sites} limits={limits} unfinished={open} {...again} />
  const options = { title: text[lang].library, current, wide: true, sheets, islands: ['upload.island.js'], flash: flashOf(request) }
  const shown = { lang, filter, view: viewOf(request.query), items, counts, more, newer, notice: days, upload }
  const body = <LibraryPage {...shown} mayPick={(item) => canManage(actor, item)} />
  return reply.code(again ? 422 : 200).view(await desk(deps, request, options, body))
}

async function sendTwins(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { lang } = request.actor!
  const { before } = filterOf(request.query)
  const [{ groups, more }, { days }] = await Promise.all([twinGroups(deps.db, request.actor!, before), settingOf(deps.db, licenceNotice)])
  const options = { title: words[lang].twins.title, current, back: { href: current, label: text[lang].back }, wide: true, sheets }
  return reply.view(await desk(deps, request, options, <TwinsPage lang={lang} groups={groups} more={more} notice={days} />))
}

async function sendMedium(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const { lang } = actor
  const medium = await mediumById(deps.db, actor, idParam(request))
  const [shown, uses, posters, uploader, panels, twins, { days }, film] = await Promise.all([
    renderVisible(deps.db, actor, [medium.id]),
    usesOf(deps.db, medium.id),
    posterOf(deps.db, medium.id),
    uploaderOf(deps.db, medium.id),
    panelsOn(deps, actor, 'media', medium.id),
    twinsOf(deps.db, actor, medium.id),
    settingOf(deps.db, licenceNotice),
    filmOf(deps.db, medium.id),
  ])
  const title = medium.caption || medium.name
  const notes = Query.parse(request.query ?? {}).ghi?.split(',') ?? []
  const options = {
    title,
    current,
    back: { href: current, label: text[lang].back },
    wide: true,
    sheets,
    islands: ['focal.island.js'],
    flash: flashOf(request),
  }
  const body = (
    <MediumPage
      lang={lang}
      medium={medium}
      shown={shown.get(medium.id)!}
      mayManage={canManage(actor, medium)}
      uses={uses.length}
      panels={panels}
      posters={posters}
      uploader={uploader}
      twins={twins}
      film={film}
      notice={days}
      notes={notes}
      issues={issues}
      typed={issues && typed(request.body)}
    />
  )
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

/** What was just done, by a word of our own in the address; other words say nothing. */
function flashOf(request: FastifyRequest) {
  const { lang } = request.actor!
  const said = Query.parse(request.query ?? {}).vua ?? ''
  const words: Record<string, string> = text[lang].flash
  if (!Object.hasOwn(words, said)) return undefined
  const { id } = request.params as { id?: string }
  const undo = said === 'da-an' && id && /^\d+$/.test(id) ? { action: `${current}/${id}/hien`, label: text[lang].undo } : undefined
  return { kind: 'success' as const, text: words[said]!, undo }
}
