import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { badRequest, type Outcome } from '../../../kernel/errors.ts'
import { discard, spool, type Limits, type Sent } from '../spool.ts'

/** `given` is the name the sender gave the file, for telling which of several was refused. */
export type SentFile = { given: string; taken: Outcome<Sent> }
/** `cut`: so much of a refused file was still to come that the rest of the request stays unread; the connection must be closed. */
export type Posted = { fields: Record<string, string>; files: SentFile[]; cut: boolean }

const limits = { fieldNameSize: 50, fieldSize: 20_000, fields: 20, files: 20, parts: 41, headerPairs: 20, headerSize: 8_192 }

/** How much of a refused file is read to the end for the sake of those behind it in the form. */
const patience = 8 * 1024 * 1024

/**
 * A multipart form whose files go to the disk while they come. The caller removes what was taken (`forget`). Refuses (400) what is no whole
 * multipart form, also when the sender goes away in the middle; then nothing stays.
 */
export const readMultipart = (request: FastifyRequest, folder: string, allowed: Limits): Promise<Posted> =>
  readForm(request, (file, given) => spool(folder, file, given, allowed))

/** The same for files that are nothing for the library: `take` is given each as a stream and says where it lies. */
export async function readForm(request: FastifyRequest, take: (file: Readable, given: string) => Promise<Outcome<Sent>>): Promise<Posted> {
  const posted: Posted = { fields: Object.create(null), files: [], cut: false }
  const parser = parserOf(request)
  const writing: Promise<void>[] = []
  const readers: PassThrough[] = []
  let stop = () => {}
  let whole = true
  parser.on('field', (name, value) => {
    posted.fields[name] = value.normalize('NFC').replaceAll('\0', '')
  })
  parser.on('file', (_field, stream, name) => {
    const given = (name as string | undefined) ?? ''
    stream.on('error', () => (whole = false))
    const reader = drained(stream, () => {
      posted.cut = true
      stop()
    })
    readers.push(reader)
    const file = take(reader, given).then((taken) => {
      // A form without script sends an empty part for a chooser in which nothing was chosen.
      if (given !== '' || taken.ok) posted.files.push({ given, taken })
    })
    // Its failure is looked at below, when all has come.
    file.catch(() => {})
    writing.push(file)
  })
  await feed(request.raw, parser, (end) => (stop = end)).catch(() => (whole = false))
  // Parts come one after the other, so only the last can be unfinished.
  if (!whole) readers.at(-1)?.destroy(new Error('the sender went away'))
  const failed = (await Promise.allSettled(writing)).find((one) => one.status === 'rejected')
  if (whole && !failed) return posted
  await forget(posted)
  throw whole ? failed!.reason : badRequest()
}

export const forget = (posted: Posted) => Promise.all(posted.files.map(async ({ taken }) => (taken.ok ? discard(taken.value) : undefined)))

function parserOf(request: FastifyRequest) {
  try {
    return new Busboy({ headers: request.headers as BusboyHeaders, limits })
  } catch {
    throw badRequest()
  }
}

/** Not `pipeline`: it would destroy the request with its socket, and no answer could be sent. */
function feed(raw: IncomingMessage, parser: BusboyInstance, onStop: (stop: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false
    raw.once('end', () => (ended = true))
    raw.once('error', reject)
    raw.once('close', () => !ended && reject(new Error('the sender went away')))
    parser.once('error', reject)
    parser.once('finish', resolve)
    onStop(() => {
      raw.unpipe(parser)
      resolve()
    })
    raw.pipe(parser)
  })
}

/** The file for its reader; when that one has seen enough, the rest is read past for a while, then `tooMuch` is called. */
function drained(stream: Readable, tooMuch: () => void): PassThrough {
  const reader = new PassThrough()
  let rest = 0
  stream.on('error', (error) => reader.destroy(error))
  reader.on('close', () => {
    stream.unpipe(reader)
    stream.on('data', (chunk: Buffer) => {
      rest += chunk.length
      if (rest > patience) tooMuch()
    })
    stream.resume()
  })
  stream.pipe(reader)
  return reader
}
