import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { badRequest, issues, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { readForm } from '../../media/index.ts'
import { sitesOf, movers } from '../../sites/index.ts'
import { holds } from '../../../kernel/access.ts'
import { prepare } from '../commands.ts'
import { formatOf } from '../reading/readers.ts'
import { SourceError } from '../reading/letters.ts'
import { fetchSource, forgetSource, keepSource, sourcePath, type Kept } from '../store.ts'
import { importsPath, runUrl } from './address.ts'

const config = { access: 'imports.move', face: 'newsroom' } as const
type Again = { typed: Record<string, string>; issues: Record<string, string> }
type Refuse = (request: FastifyRequest, reply: FastifyReply, again: Again) => Promise<FastifyReply>

/** Whoever waits at a screen does not wait half an hour; a large source comes as a file. */
const patience = 60_000

/** `POST` of a source, as a file or by its address: kept, and looked through by the worker. */
export function uploadRoute(app: FastifyInstance, deps: Deps, refuse: Refuse) {
  app.register(async (scope) => {
    // The body stays a stream; elsewhere a multipart body is still refused with 415.
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, next) => next(null, null))
    scope.post(importsPath, { config }, async (request, reply) => {
      if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) throw badRequest()
      const { fields, files, cut } = await readForm(request, async (file, given) => {
        const kept = await keepSource(deps, file)
        return kept.ok
          ? { ok: true, value: { path: '', given, bytes: kept.value.bytes, sha256: Buffer.from(kept.value.digest, 'hex') } }
          : kept
      })
      if (cut) reply.header('connection', 'close')
      const [file] = files
      const sent = file?.taken.ok
        ? { kept: { digest: file.taken.value.sha256.toString('hex'), bytes: file.taken.value.bytes }, name: nameOf(file.given) }
        : null
      const refused = file && !file.taken.ok && file.given !== '' ? file.taken : null
      const outcome = refused ?? (await prepared(deps, request, fields, sent))
      return outcome.ok ? reply.redirect(runUrl(outcome.value), 303) : refuse(request, reply, { typed: fields, issues: outcome.issues })
    })
  })
}

type Sent = { kept: Kept; name: string }

async function prepared(deps: Deps, request: FastifyRequest, fields: Record<string, string>, sent: Sent | null): Promise<Outcome<number>> {
  const actor = request.actor!
  const sites = sitesOf(deps).filter(({ id }) => holds(actor, movers, id))
  const site = fields.site ? sites.find(({ id }) => String(id) === fields.site) : sites.length === 1 ? sites[0] : undefined
  if (!site) return issues({ site: 'siteMissing' })
  const origin = fields.origin?.trim() ?? ''
  if (origin && !/^https?:\/\/[^\s]+$/i.test(origin)) return issues({ origin: 'addressBad' })
  const source = sent ?? (await fetched(deps, fields.address?.trim() ?? ''))
  if ('ok' in source) return source
  const format = await formatOf(sourcePath(deps, source.kept.digest)).catch((error: unknown) => {
    if (error instanceof SourceError) return error
    throw error
  })
  if (format === null || format instanceof SourceError) {
    await forgetSource(deps, source.kept.digest)
    return issues({ file: format === null ? 'otherFormat' : format.trouble })
  }
  const section = (fields.section ?? '').trim().slice(0, 120)
  const options = { pictures: fields.pictures === '1', ...(section && { section }), ...(origin && { origin }) }
  return prepare(deps, actor, { siteId: site.id, format, source: source.name, kept: source.kept, options }, true)
}

async function fetched(deps: Deps, address: string): Promise<Sent | { ok: false; issues: Record<string, string> }> {
  if (!address) return issues({ file: 'fileMissing' })
  const kept = await fetchSource(deps, address, patience)
  return kept.ok ? { kept: kept.value, name: address.slice(0, 300) } : kept
}

const nameOf = (given: string) =>
  given
    .replace(/^.*[/\\]/s, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 150) || 'tep'
