import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { now } from '../time.ts'
import type { Store } from './address.ts'
import type { Files, Range, Stored } from './files.ts'
import { demandKey, isKey } from './key.ts'
import { withBody } from './spool.ts'
import { sweep } from './sweep.ts'
import { wireTo, type Ask } from './wire.ts'

/** No key of the store: nothing that is listed or served can have this name. */
const trial = '.tam/thu'
/** Where a bucket keeps versions each trial leaves one behind, so it is not written at every question. */
const trialTerm = Temporal.Duration.from({ minutes: 5 })

/**
 * Files in a bucket of an object store. One PUT each, which S3 makes whole or not at all: an object is at most 5 GB. What comes as a stream
 * waits in `folder` of this machine until its size and digest are known; the answer to the PUT says that the store has it safe.
 */
export function s3Files(store: Store, folder: string): Files {
  const ask = wireTo(store)
  let tried: Temporal.Instant | null = null
  void sweep(folder)
  return {
    put: (key, source) =>
      withBody(folder, source, async (body) => {
        if (!(await isSame(ask, demandKey(key), body.sha256))) (await ask({ method: 'PUT', key, body }))?.resume()
        return { key, bytes: body.bytes, sha256: body.sha256 }
      }),
    open: (key, range) => (isKey(key) ? openAt(ask, key, range) : Promise.resolve(null)),
    stat: (key) => (isKey(key) ? statAt(ask, key) : Promise.resolve(null)),
    async remove(key) {
      ;(await ask({ method: 'DELETE', key: demandKey(key) }))?.resume()
    },
    list: () => listed(ask),
    async check() {
      const isFresh = tried && Temporal.Instant.compare(tried.add(trialTerm), now()) > 0
      if (isFresh) return void (await ask({ method: 'HEAD' }))?.resume()
      await withBody(folder, Buffer.from('ok'), async (body) => (await ask({ method: 'PUT', key: trial, body }))?.resume())
      ;(await ask({ method: 'DELETE', key: trial }))?.resume()
      tried = now()
    },
    free: async () => null,
  }
}

async function isSame(ask: Ask, key: string, sha256: Buffer): Promise<boolean> {
  const found = await openAt(ask, key)
  if (!found) return false
  const hash = createHash('sha256')
  await pipeline(found.stream, hash)
  if (!hash.digest().equals(sha256)) throw new Error('a key of the file store is written once')
  return true
}

async function statAt(ask: Ask, key: string): Promise<Stored | null> {
  const answer = await ask({ method: 'HEAD', key })
  answer?.resume()
  return answer && { key, bytes: Number(answer.headers['content-length']) }
}

async function openAt(ask: Ask, key: string, range?: Range) {
  const answer = await ask({ method: 'GET', key, ...(range && { headers: { range: `bytes=${range.start}-${range.end}` } }) })
  if (!answer) return null
  if (answer.statusCode !== 416) return { stream: answer, bytes: sizeIn(answer) }
  // Beyond the end, where not every store tells the size.
  answer.resume()
  const found = await statAt(ask, key)
  return found && { stream: Readable.from([]), bytes: found.bytes }
}

/** Of the whole object, whatever part of it is in the answer. */
function sizeIn({ statusCode, headers }: IncomingMessage): number {
  return Number(statusCode === 206 ? headers['content-range']?.split('/')[1] : headers['content-length'])
}

async function* listed(ask: Ask): AsyncGenerator<Stored> {
  let next: string | undefined
  do {
    const answer = await ask({ method: 'GET', query: { 'list-type': '2', ...(next && { 'continuation-token': next }) } })
    const page = await pageIn(answer!)
    for (const { Key, Size } of page.Contents ?? []) if (isKey(Key)) yield { key: Key, bytes: Number(Size) }
    next = page.IsTruncated === 'true' ? page.NextContinuationToken : undefined
  } while (next)
}

type Page = { Contents?: { Key: string; Size: string }[]; IsTruncated?: string; NextContinuationToken?: string }

async function pageIn(answer: IncomingMessage): Promise<Page> {
  const { XMLParser } = await import('fast-xml-parser')
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' })
  return (parser.parse(await readText(answer)) as { ListBucketResult: Page }).ListBucketResult
}
