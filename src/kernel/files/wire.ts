import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { text as readText } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { now } from '../time.ts'
import type { Store } from './address.ts'
import { StorageAway, StorageFull } from './failure.ts'
import type { Body } from './spool.ts'
import { text } from './text.ts'

export type Question = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  key?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Body
}
/** Answers of 2xx and 416 with their body unread; null when there is no such object. */
export type Ask = (question: Question) => Promise<IncomingMessage | null>

/** Of a socket on which nothing moves. */
const patience = 20_000
const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * Speaks S3 to one bucket. Every request is signed (Signature Version 4) with the digest of its body, so a store takes only the very bytes.
 * Throws `StorageAway` and `StorageFull`, never with key or secret in them.
 */
export function wireTo(store: Store): Ask {
  const client = store.origin.startsWith('https:') ? https : http
  const agent = new client.Agent({ keepAlive: true, timeout: patience })
  return async (question) => {
    const asked = () => send(store, client, agent, question)
    // A kept connection that the store had closed in that moment: nothing was done, so it is asked again, once.
    const answer = await asked()
      .catch((error: Unheard) => (error.stale ? asked() : Promise.reject(error)))
      .catch((error: Unheard) => {
        throw new StorageAway(text.away(whereOf(store), error.code ?? error.message), { cause: error })
      })
    return judged(store, question, answer)
  }
}

type Unheard = NodeJS.ErrnoException & { stale?: boolean }

async function send(store: Store, client: typeof http | typeof https, agent: http.Agent, { body, ...question }: Question) {
  const { url, headers } = await signed(store, question, body?.sha256.toString('hex') ?? emptyDigest)
  return new Promise<IncomingMessage>((resolve, reject) => {
    let answer: IncomingMessage | undefined
    const request = client.request(url, { method: question.method, headers, agent, timeout: patience }, (came) => {
      answer = came
      resolve(came)
    })
    request.on('error', (error: Unheard) => reject(Object.assign(error, { stale: request.reusedSocket && error.code === 'ECONNRESET' })))
    // Bytes that wait for a slow reader are not the store's silence.
    request.on('timeout', () => {
      if (!answer?.readableLength) request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
    })
    if (!body) return request.end()
    request.setHeader('content-length', body.bytes)
    // What goes wrong on either side destroys the request, and is heard there.
    void pipeline(body.read(), request).catch(() => {})
  })
}

async function signed({ origin, bucket, region, key: accessKeyId, secret }: Store, question: Question, sha256: string) {
  const { method, key, query = {}, headers } = question
  const url = new URL(`${origin}/${bucket}${key === undefined ? '' : `/${key}`}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  // The parameters as they are signed: a space is %20, never +.
  url.search = url.search.replaceAll('+', '%20')
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': sha256 },
    accessKeyId,
    secretAccessKey: secret,
    region,
    service: 's3',
    datetime: now().round('second').toString().replaceAll(/[:-]/g, ''),
  })
  const made = await signer.sign()
  return { url, headers: Object.fromEntries(made.headers) }
}

async function judged(store: Store, { method, key }: Question, answer: IncomingMessage): Promise<IncomingMessage | null> {
  const status = answer.statusCode!
  if (status < 300 || status === 416) return answer
  const code = /<Code>(\w{1,60})<\/Code>/.exec(method === 'HEAD' ? (answer.resume(), '') : await readText(answer).catch(() => ''))?.[1]
  if (code === 'NoSuchBucket' || (status === 404 && key === undefined))
    throw new StorageAway(text.noBucket(whereOf(store), store.bucket), { lasting: true })
  if (status === 404) return null
  if (status === 507 || /QuotaExceeded|StorageFull|InsufficientStorage/.test(code ?? '')) throw new StorageFull('storageFull')
  const why = code ?? `HTTP ${status}`
  if (status >= 500 || status === 429) throw new StorageAway(text.away(whereOf(store), why))
  throw new StorageAway(text.refused(whereOf(store), why), { lasting: true })
}

const whereOf = ({ origin }: Store) => new URL(origin).host
