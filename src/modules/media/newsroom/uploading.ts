import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { badRequest, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { descriptionOf, keep, limitsOf, uploadFolder, type Kept } from '../import.ts'
import { lengths } from '../medium.ts'
import { renderVisible } from '../queries.ts'
import type { Limits } from '../spool.ts'
import { issueText } from '../text.ts'
import { itemOf } from './item.ts'
import { forget, readMultipart, type Posted } from './multipart.ts'
import type { UploadProps } from './upload.tsx'
import { uploadSites } from './sites.ts'
import { words } from './text.ts'

type Refuse = (request: FastifyRequest, reply: FastifyReply, again: Partial<UploadProps>) => Promise<FastifyReply>
/**
 * `POST /toa-soan/tu-lieu`: one file or several, answered with a page, or with JSON to whoever accepts it: `{ item, notes }`, and when it is refused
 * (422) `{ issues: { file: sentence } }`.
 */
export function uploadRoute(app: FastifyInstance, deps: Deps, refuse: Refuse) {
  app.register(async (scope) => {
    // The body stays a stream; elsewhere a multipart body is still refused with 415.
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, next) => next(null, null))
    scope.post('/toa-soan/tu-lieu', { config: { access: 'media.upload', face: 'newsroom', page: 'library' } }, async (request, reply) => {
      if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) throw badRequest()
      const limits = await limitsOf(deps)
      const posted = await readMultipart(request, uploadFolder(deps.config), limits)
      if (posted.cut) reply.header('connection', 'close')
      const handed = await store(deps, request, posted).finally(() => forget(posted))
      return answer(deps, request, reply, { ...handed, typed: posted.fields, limits, refuse })
    })
  })
}

type Stored = { name: string; outcome: Outcome<Kept> }
type Handed = { issues: Record<string, string>; stored: Stored[]; typed: Record<string, string>; limits: Limits; refuse: Refuse }

async function answer(deps: Deps, request: FastifyRequest, reply: FastifyReply, { issues, stored, typed, limits, refuse }: Handed) {
  const { lang } = request.actor!
  const json = /\bapplication\/json\b/.test(request.headers.accept ?? '')
  if (stored.length === 0) {
    if (!json) return refuse(request, reply, { issues, typed, limits })
    return reply.code(422).send({ issues: sentences(lang, issues, limits) })
  }
  if (json) return answerJson(deps, request, reply, stored, limits)
  const failed = stored.flatMap(({ name, outcome }) => (outcome.ok ? [] : [{ name, why: outcome.issues.file ?? 'unknown' }]))
  if (failed.length > 0) return refuse(request, reply, { failed, typed, limits })
  const first = stored[0]!.outcome
  if (stored.length > 1 || !first.ok) return reply.redirect('/toa-soan/tu-lieu?vua=da-tai', 303)
  const notes = notesOf(first.value)
  return reply.redirect(`/toa-soan/tu-lieu/${first.value.id}?vua=da-tai${notes.length > 0 ? `&ghi=${notes.join(',')}` : ''}`, 303)
}

async function store(deps: Deps, request: FastifyRequest, posted: Posted): Promise<Pick<Handed, 'issues' | 'stored'>> {
  const sites = uploadSites(deps, request.actor!)
  const issues = formIssues(posted, sites)
  if (Object.keys(issues).length > 0) return { issues, stored: [] }
  return { issues, stored: await storeAll(deps, request, posted, siteOf(posted.fields, sites)!) }
}

function formIssues({ fields, files }: Posted, sites: readonly { id: number }[]): Record<string, string> {
  const tooLong = (['caption', 'credit', 'alt'] as const).filter((field) => [...(fields[field] ?? '')].length > lengths[field])
  return {
    ...(files.length === 0 && { file: 'noFile' }),
    ...(siteOf(fields, sites) === null && { site: 'site' }),
    ...Object.fromEntries(tooLong.map((field) => [field, 'tooLong'])),
  }
}

/** The chosen site, or the only one there is to choose. */
function siteOf(fields: Posted['fields'], sites: readonly { id: number }[]): number | null {
  const chosen = fields.site ? sites.find(({ id }) => String(id) === fields.site) : sites.length === 1 ? sites[0] : undefined
  return chosen?.id ?? null
}

/** One after the other: pictures take memory, and the order of the choice is the order of the library. */
async function storeAll(deps: Deps, request: FastifyRequest, { fields, files }: Posted, siteId: number): Promise<Stored[]> {
  const actor = request.actor!
  const description = descriptionOf({ ...fields, decorative: fields.decorative === '1' })
  const stored: Stored[] = []
  for (const { given, taken } of files) {
    const outcome = taken.ok ? await keep(deps, actor, taken.value, { siteId, uploadedBy: actor.id, description }) : taken
    stored.push({ name: given, outcome })
  }
  return stored
}

async function answerJson(deps: Deps, request: FastifyRequest, reply: FastifyReply, stored: readonly Stored[], limits: Limits) {
  const { lang } = request.actor!
  const kept = stored.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []))
  const refused = stored.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.issues]))
  const shown = await renderVisible(
    deps.db,
    request.actor!,
    kept.map(({ id }) => id),
  )
  const items = kept.map(({ id }) => itemOf(shown.get(id)!))
  const notes = [...new Set(kept.flatMap(notesOf))].map((note) => words[lang].notes[note])
  const twin = kept.find((one) => one.twin !== null)?.twin
  const body = {
    ...(items[0] && { item: items[0] }),
    ...(items.length > 1 && { items }),
    ...(notes.length > 0 && { notes }),
    ...(twin && { twin }),
  }
  if (refused.length === 0) return reply.send(body)
  return reply.code(422).send({ ...body, issues: sentences(lang, refused[0]!, limits) })
}

/** One file, however it came: `{ item, notes }`, and `twin` names the medium that is the same file. */
export async function answerKept(deps: Deps, request: FastifyRequest, reply: FastifyReply, kept: Kept | { id: number }) {
  const shown = await renderVisible(deps.db, request.actor!, [kept.id])
  const notes = 'taken' in kept ? notesOf(kept).map((note) => words[request.actor!.lang].notes[note]) : []
  const twin = 'taken' in kept ? kept.twin : null
  return reply.send({ item: itemOf(shown.get(kept.id)!), ...(notes.length > 0 && { notes }), ...(twin && { twin }) })
}

const notesOf = ({ twin, taken }: Kept) => [...(twin === null ? [] : ['twin']), ...taken.notes]

export const sentences = (lang: 'vi' | 'en', issues: Record<string, string>, limits: Limits) =>
  Object.fromEntries(Object.entries(issues).map(([field, key]) => [field, issueText(lang, key, limits)]))
