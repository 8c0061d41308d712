import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, conflict, Refusal } from '../../../kernel/errors.ts'
import { parseForm } from '../../../kernel/form.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { descriptionOf, limitsOf } from '../import.ts'
import { lengths } from '../medium.ts'
import { append, beginUpload, dropUpload, finishUpload, lasts, mostBytes, noteWords, uploadById, type Upload } from '../resumable.ts'
import { uploadSites } from './sites.ts'
import { answerKept, sentences } from './uploading.ts'

const resumePath = '/toa-soan/tu-lieu/tai-dan'

const version = '1.0.0'
const said = (max: number) => z.string().max(max, 'tooLong').default('')
const Words = z.object({
  caption: said(lengths.caption),
  credit: said(lengths.credit),
  alt: said(lengths.alt),
  decorative: z.literal('1').optional(),
})

/**
 * Resumable uploads by the tus protocol 1.0.0 (core, creation, termination, expiration; decision 0019). `xong` then makes a medium of the bytes and
 * answers as the form's upload does.
 */
export function resumeRoutes(app: FastifyInstance, deps: Deps) {
  const config = { access: 'media.upload', face: 'newsroom', page: 'upload' } as const
  const one = `${resumePath}/:upload`
  app.register(async (scope) => {
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, next) => next(null, null))
    scope.addHook('onSend', async (_request, reply) => void reply.header('tus-resumable', version).header('cache-control', 'no-store'))
    scope.post(resumePath, { config }, (request, reply) => begin(deps, request, reply))
    scope.head(one, { config }, async (request, reply) => {
      const upload = await ownUpload(deps, request)
      return reply.headers({ 'upload-offset': upload.offset, 'upload-length': upload.bytes, ...expiry() }).send()
    })
    scope.patch(one, { config }, (request, reply) => takePiece(deps, request, reply))
    scope.delete(one, { config }, async (request, reply) => {
      const { id } = await ownUpload(deps, request)
      await dropUpload(deps, request.actor!, id)
      return reply.code(204).send()
    })
    scope.post(`${one}/chu-thich`, { config }, async (request, reply) => {
      const upload = await ownUpload(deps, request)
      const form = parseForm(Words, request.body)
      if (!form.ok) return reply.code(422).send({ issues: sentences(request.actor!.lang, form.issues, await limitsOf(deps)) })
      await noteWords(deps, upload, descriptionOf({ ...form.value, decorative: form.value.decorative === '1' }))
      return reply.code(204).send()
    })
    scope.post(`${one}/xong`, { config }, (request, reply) => finish(deps, request, reply))
    scope.post(`${one}/bo`, { config }, async (request, reply) => {
      const { id } = await ownUpload(deps, request)
      await dropUpload(deps, request.actor!, id)
      return reply.redirect('/toa-soan/tu-lieu?vua=da-bo-do', 303)
    })
  })
}

const ownUpload = (deps: Deps, request: FastifyRequest): Promise<Upload> =>
  uploadById(deps, request.actor!, (request.params as { upload: string }).upload)

/** RFC 9110's form of a time. */
const expiry = () => ({
  'upload-expires': now()
    .add(lasts)
    .toZonedDateTimeISO('UTC')
    .toLocaleString('en-GB', httpDate)
    .replace(/(\d{4}),/, '$1')
    .replace(/UTC$/, 'GMT'),
})
const httpDate = {
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
} as const

function demandVersion(request: FastifyRequest, reply: FastifyReply) {
  if (request.headers['tus-resumable'] === version) return
  reply.header('tus-version', version)
  throw new Refusal(412, 'badRequest')
}

async function begin(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  demandVersion(request, reply)
  const actor = request.actor!
  const limits = await limitsOf(deps)
  const bytes = numberIn(request.headers['upload-length'])
  if (bytes === null) throw badRequest()
  const { filename = '', site = '' } = metadataOf(request.headers['upload-metadata'])
  const sites = uploadSites(deps, actor)
  const siteId = sites.find(({ id }) => String(id) === site)?.id ?? (site === '' && sites.length === 1 ? sites[0]!.id : 0)
  const begun = await beginUpload(deps, actor, { siteId, name: filename, bytes })
  reply.header('tus-max-size', mostBytes(limits))
  if (begun.ok)
    return reply
      .code(201)
      .headers({ location: `${resumePath}/${begun.value}`, ...expiry() })
      .send()
  const tooLarge = begun.issues.file?.startsWith('tooLarge')
  return reply.code(tooLarge ? 413 : 422).send({ issues: sentences(actor.lang, begun.issues, limits) })
}

async function takePiece(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const upload = await ownUpload(deps, request)
  demandVersion(request, reply)
  if (request.headers['content-type'] !== 'application/offset+octet-stream') throw new Refusal(415, 'badRequest')
  const offset = numberIn(request.headers['upload-offset'])
  if (offset === null) throw badRequest()
  const piece = { offset, length: numberIn(request.headers['content-length']), body: request.raw }
  const taken = await append(deps, request.actor!, upload, piece)
  if (taken.ok)
    return reply
      .code(204)
      .headers({ 'upload-offset': taken.value, ...expiry() })
      .send()
  const { file = '' } = taken.issues
  reply.header('connection', 'close')
  const limits = await limitsOf(deps)
  return reply
    .code(file === 'beyond' || file.startsWith('tooLarge') ? 413 : 422)
    .send({ issues: sentences(request.actor!.lang, taken.issues, limits) })
}

async function finish(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const upload = await ownUpload(deps, request)
  const form = parseForm(Words, request.body)
  const limits = await limitsOf(deps)
  if (!form.ok) return reply.code(422).send({ issues: sentences(request.actor!.lang, form.issues, limits) })
  if (upload.mediumId === null && upload.offset !== upload.bytes) throw conflict()
  const typed = descriptionOf({ ...form.value, decorative: form.value.decorative === '1' })
  // What was written to it on the way stands where the form says nothing.
  const words = {
    caption: typed.caption || upload.caption,
    credit: typed.credit || upload.credit,
    alt: typed.alt || upload.alt,
    decorative: typed.decorative || upload.decorative,
  }
  const kept = await finishUpload(deps, request.actor!, upload, words)
  if (!kept.ok) return reply.code(422).send({ issues: sentences(request.actor!.lang, kept.issues, limits) })
  return answerKept(deps, request, reply, kept.value)
}

const numberIn = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null

/** `filename 4bqjLmpwZw==,site MQ==`: a stranger's; names that are not asked for are passed over. */
function metadataOf(header: string | string[] | undefined): { filename?: string; site?: string } {
  const found: Record<string, string> = Object.create(null)
  for (const pair of String(header ?? '')
    .slice(0, 4_000)
    .split(',')) {
    const [name = '', value = ''] = pair.trim().split(' ')
    if (name === 'filename' || name === 'site')
      found[name] = Buffer.from(value, 'base64').toString('utf8').replaceAll('\0', '').toWellFormed()
  }
  return found
}
