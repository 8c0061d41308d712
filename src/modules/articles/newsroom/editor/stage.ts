import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { now } from '../../../../kernel/time.ts'
import type { Body } from '../../body/body.ts'
import { merge } from '../../body/merge.ts'
import { blinded, outlineOf, type Outline } from '../../body/outline.ts'
import { sameCopy } from './drafts.ts'
import type { Other } from './present.ts'
import { diffArticle, type Written } from '../../body/diff.ts'
import { renderDiff } from '../../body/diff-html.ts'
import { parseBody } from '../../body/parse.ts'
import type { EditorData, EditorMedia, LibraryItem } from './props.ts'
import { bundled } from './stage-files.ts'
import { wordsPath } from '../../../coach/index.ts'
import { checksOf, pageOf, sampleMedia } from './stage-page.tsx'

/** A newsroom of one article, in memory: the editor's page, its files and the protocol it saves by. For tests of the editor alone. */
export type Stage = Written & {
  version: number
  savedBy: string
  copies: Written[]
  revisions: number[]
  steps: { step: string; version: string; title: string }[]
  sorted: Record<string, unknown>[]
  uploads: number[]
  /** What each save left, to tell later who changed what; see commands/saving.ts, which does this in the database. */
  saves: Kept[]
  /** By session, the places whose wording waits. */
  asked: Map<string, string[]>
  /** Wordings that wait, their pages closed; and what was chosen about them. */
  left: EditorData['left']
  chosen: Save['left']
  /** Who decides about the text just now. */
  deciding: string
  others: Other[]
  /** Answer every save with this status instead. */
  fail: number | null
  /** The checklist of the real rules in place of the painted one; what was put on the unit's list. */
  checked: boolean
  listed: string[]
  origin: string
  server: Server
  files: Map<string, Uint8Array>
}

const asItem = ({ thumbUrl, ...media }: EditorMedia): LibraryItem => ({ ...media, thumb: thumbUrl })

export async function openStage(written: Written): Promise<Stage> {
  const stage: Stage = {
    ...written,
    version: 7,
    savedBy: 'Mai',
    copies: [],
    revisions: [],
    steps: [],
    sorted: [],
    uploads: [],
    saves: [{ version: 7, session: '', outline: outlineOf(written) }],
    asked: new Map(),
    left: [],
    chosen: [],
    deciding: '',
    others: [],
    fail: null,
    checked: false,
    listed: [],
    origin: '',
    server: createServer(),
    files: await bundled(),
  }
  stage.server.on(
    'request',
    (request, response) => void answer(stage, request, response).catch((fault: Error) => response.writeHead(500).end(fault.stack)),
  )
  await new Promise<void>((resolve) => stage.server.listen(0, '127.0.0.1', resolve))
  stage.origin = `http://127.0.0.1:${(stage.server.address() as AddressInfo).port}`
  return stage
}

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"

type Json = (status: number, value: unknown) => void

async function answer(stage: Stage, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', stage.origin)
  const json: Json = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (request.method === 'GET') return show(stage, url, response, json)
  const sent = await bytesOf(request)
  if (url.pathname === wordsPath) return list(stage, sent, response)
  if (url.pathname === '/tai-len') return keepFile(stage, sent, json)
  if (request.method === 'PUT') return save(stage, JSON.parse(sent.toString()), json)
  const step = url.pathname.slice('/bai/1/'.length)
  if (step === 'phien-ban') return json(200, { ...saved(stage), revision: 7 + stage.revisions.push(stage.version) })
  if (step === 'ban-sao') return json(200, { url: `/bai/${stage.copies.push(JSON.parse(sent.toString()))}` })
  if (step === 'so-sanh') return response.writeHead(200, { 'content-type': 'text/html' }).end(compared(stage, JSON.parse(sent.toString())))
  if (step.startsWith('co-mat')) return beThere(stage, step, json)
  if (step === 'phan-loai') return sort(stage, JSON.parse(sent.toString()), json)
  stage.steps.push({ step, version: new URLSearchParams(sent.toString()).get('version') ?? '', title: stage.title })
  return response.writeHead(303, { location: '/bai/1' }).end()
}

function show(stage: Stage, { pathname, searchParams }: URL, response: ServerResponse, json: Json) {
  const send = (type: string, content: string | Uint8Array | undefined, more = {}) =>
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type, ...more }).end(content)
  if (pathname.startsWith('/_tinh/'))
    return send(types[extname(pathname)] ?? 'text/plain', stage.files.get(pathname.slice(7)), { 'cache-control': 'max-age=31536000' })
  if (pathname.startsWith('/tep/')) return send('image/svg+xml', drawing)
  if (pathname === '/bai/1/kiem-tra') return send('text/html; charset=utf-8', checksOf(stage))
  if (pathname === '/bai/1') return send('text/html; charset=utf-8', pageOf(stage), { 'content-security-policy': policy })
  if (pathname !== '/thu-vien') return send('text/plain', undefined)
  return json(200, { items: sampleMedia.filter(({ kind }) => kind === searchParams.get('kind')).map(asItem), more: false })
}

function list(stage: Stage, sent: Buffer, response: ServerResponse) {
  stage.listed.push(new URLSearchParams(sent.toString()).get('wrong') ?? '')
  return response.writeHead(303, { location: wordsPath }).end()
}

function keepFile(stage: Stage, { length }: Buffer, json: Json) {
  stage.uploads.push(length)
  return json(200, { item: { ...asItem(sampleMedia[1]!), id: 40 + stage.uploads.length, credit: '', caption: '' } })
}

const saved = ({ version }: Stage) => ({ version, savedAt: now().toString() })
const theirs = (stage: Stage) => {
  const { title, lead, body, savedBy } = stage
  return { title, lead, body, savedBy, ...saved(stage) }
}

type Kept = { version: number; session: string; outline: Outline; sent?: Outline }
type Save = Written & { version: number; session: string; settled: string[]; left: { id: number; choice: 'mine' | 'theirs' }[] }

function save(stage: Stage, sent: Save, json: Json) {
  if (stage.fail) return json(stage.fail, {})
  if (stage.deciding) return json(423, { by: stage.deciding })
  const parsed = parseBody(sent.body)
  if (!parsed.ok) return json(422, { issues: parsed.issues })
  const mine = { title: sent.title, lead: sent.lead, body: parsed.value }
  const asked = stage.asked.get(sent.session) ?? []
  stage.chosen.push(...sent.left)
  if (sent.version === stage.version && asked.length === 0) {
    write(stage, mine, sent.session, mine)
    return json(200, { ...saved(stage), text: null, wordings: [], savedBy: 'Mai' })
  }
  const own = stage.saves.findLast(({ version, session }) => version > sent.version && session === sent.session)
  const base = own
    ? blinded(own.sent ?? own.outline, new Set(asked))
    : stage.saves.findLast(({ version }) => version <= sent.version)?.outline
  if (!base) return json(409, theirs(stage))
  const { savedBy } = stage
  const { text, wordings } = merge(base, mine, stage, new Set(sent.settled), new Set(asked))
  stage.asked.set(
    sent.session,
    wordings.map(({ place }) => place),
  )
  // Somebody who only looks makes no version.
  if (!sameCopy(text, stage)) write(stage, text, sent.session, mine)
  return json(200, { ...saved(stage), text, wordings, savedBy })
}

function write(stage: Stage, text: Written, session: string, sent: Written) {
  Object.assign(stage, text, { version: stage.version + 1, savedBy: 'Mai' })
  stage.saves.push({ version: stage.version, session, outline: outlineOf(text), sent: outlineOf(sent) })
}

function beThere(stage: Stage, step: string, json: Json) {
  if (step === 'co-mat/lay-quyen') stage.deciding = ''
  return json(200, { others: stage.others, taken: null, version: stage.version, savedBy: stage.savedBy, mayWrite: true })
}

function sort(stage: Stage, { version, ...given }: { version: number }, json: Json) {
  if (stage.fail) return json(stage.fail, {})
  if (version !== stage.version) return json(409, theirs(stage))
  stage.sorted.push(given)
  stage.version++
  return json(200, { ...saved(stage), sites: 'Thư viện tỉnh', uploadUrl: '/tai-len?site=2' })
}

/** A colleague saves meanwhile. */
export function meanwhile(stage: Stage, change: Partial<Written>) {
  Object.assign(stage, change, { version: stage.version + 1, savedBy: 'Chị Hoa' })
  stage.saves.push({ version: stage.version, session: 'hoa', outline: outlineOf(stage) })
}

const compared = (stage: Stage, mine: Written) =>
  renderDiff(diffArticle(stage, { ...mine, body: bodyOf(mine.body) }), { media: new Map(), lang: 'vi' }).html

export function bodyOf(json: unknown): Body {
  const parsed = parseBody(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

async function bytesOf(request: IncomingMessage) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900"><path fill="#3A1F4D" d="M0 0h1600v900H0z"/><path fill="#5E3A34" d="M0 560h1600v340H0z"/><circle cx="800" cy="610" r="90" fill="#E8A917"/></svg>'
