import { createHash } from 'node:crypto'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import type { Lang } from '../text.ts'
import type { Encoding } from './encoding.ts'
import { text } from './text.ts'

/** What a route hands to the store. `maxAge` (seconds) is for a page that no activity will drop; such a page never goes to disk. */
export type Rendered = { status: number; type: string; body: string | Uint8Array; tags: readonly string[]; maxAge?: number }

/**
 * Status and a flat list of headers as `writeHead` takes it. `built` is what Node made of it, good until the moment `until` (see
 * answer.ts).
 */
export type Head = { readonly status: number; readonly headers: string[]; built: string | null; until: number }
/** One representation, ready to send. */
export type Variant = { readonly etag: string; readonly body: Buffer; readonly head: Head; readonly notModified: Head }
type Variants = { identity: Variant; gzip: Variant | null; br: Variant | null }

export type Stored = Variants & {
  readonly status: number
  readonly type: string
  readonly tags: readonly string[]
  readonly storedAt: Temporal.Instant
  /** Epoch milliseconds after which it is no longer fresh; 0 = until dropped. */
  readonly expires: number
  /** Read from disk: written by this process or by the one before it. */
  readonly fromDisk: boolean
  /** The variants with the line for readers, made at the first request while the database is away. */
  old: Variants | null
  /** Asked for since the last look of the evicting hand. */
  used: boolean
}

/** What is the same for every page of this process. */
export type Stamp = { readonly headers: readonly string[]; readonly seed: string }

const vary = 'Accept-Encoding, Cookie'
/** Browsers and caches keep the bytes but ask each time: what was withdrawn is gone at the next request. */
const cacheControl = 'public, max-age=0, must-revalidate'
/** Handing so few bytes to another thread and taking them back costs more than packing them here; more would hold up other readers. */
const fewBytes = 65_536
const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)

/**
 * Checks the constant headers once, so that no request can fail on them. They and the release are part of every ETag: a browser that
 * gets 304 keeps the headers it has, and a new policy must reach it.
 */
export function stampOf(headers: Readonly<Record<string, string>>, release: string): Stamp {
  const flat = Object.entries(headers).flatMap(([name, value]) => {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return [name, value]
  })
  return { headers: flat, seed: `${release}\n${flat.join('\n')}` }
}

/** The page in every representation. */
export async function prepare(rendered: Rendered, at: Temporal.Instant, stamp: Stamp): Promise<Stored> {
  validateHeaderValue('content-type', rendered.type)
  const body = Buffer.from(rendered.body as string)
  const [zipped, br] = body.length <= fewBytes ? packed(body) : await packedBeside(body)
  const expires = rendered.maxAge === undefined ? 0 : at.epochMilliseconds + rendered.maxAge * 1_000
  return storedFrom({ ...rendered, storedAt: at, expires, fromDisk: false, identity: body, gzip: tight(zipped), br: tight(br) }, stamp)
}

const packed = (body: Buffer): [gzip: Buffer, br: Buffer] => [gzipSync(body, gzipOptions), brotliCompressSync(body, brotliOptions(body))]

const packedBeside = (body: Buffer): Promise<[gzip: Buffer, br: Buffer]> =>
  Promise.all([gzipAsync(body, gzipOptions), brotliAsync(body, brotliOptions(body))])

const gzipOptions = { level: 6 }

/** The window is as wide as a page is long: at its usual 4 MB brotli takes a third longer and packs no better. */
const brotliOptions = ({ length }: Buffer) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_LGWIN]: length <= fewBytes ? 16 : constants.BROTLI_DEFAULT_WINDOW,
    [constants.BROTLI_PARAM_SIZE_HINT]: length,
  },
})

type Bytes = Pick<Stored, 'status' | 'type' | 'tags' | 'storedAt' | 'expires' | 'fromDisk'> &
  Record<'identity' | 'gzip', Buffer> & { br: Buffer | null }

export function storedFrom(bytes: Bytes, stamp: Stamp): Stored {
  const { status, type, tags, storedAt, expires, fromDisk } = bytes
  const kind = { status, type }
  const hash = etagOf(bytes.identity, stamp)
  return {
    status,
    type,
    tags,
    storedAt,
    expires,
    fromDisk,
    old: null,
    used: false,
    identity: variant('identity', bytes.identity, hash, kind, stamp),
    gzip: variant('gzip', bytes.gzip, hash, kind, stamp),
    br: bytes.br && variant('br', bytes.br, hash, kind, stamp),
  }
}

/** The page with a visible line that says when it was kept, at the head of its main part. Made once per page, not per request. */
export function oldVariants(stored: Stored, stamp: Stamp): Variants {
  const body = stored.type.startsWith('text/html') ? withOldLine(stored) : stored.identity.body
  const hash = etagOf(body, stamp)
  return {
    identity: variant('identity', body, hash, stored, stamp),
    gzip: variant('gzip', tight(gzipSync(body, gzipOptions)), hash, stored, stamp),
    br: null,
  }
}

/** Bytes in memory, with an allowance for headers and bookkeeping. */
export const weight = (stored: Stored): number => 2_500 + variantBytes(stored) + (stored.old ? variantBytes(stored.old) : 0)

function variant(encoding: Encoding, body: Buffer, hash: string, { status, type }: Pick<Stored, 'status' | 'type'>, stamp: Stamp): Variant {
  const etag = `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const shared = ['ETag', etag, 'Cache-Control', cacheControl, 'Vary', vary]
  const coded = encoding === 'identity' ? [] : ['Content-Encoding', encoding]
  const headers = ['Content-Type', type, 'Content-Length', String(body.length), ...coded, ...shared, ...stamp.headers]
  return { etag, body, head: headOf(status, headers), notModified: headOf(304, shared) }
}

export const headOf = (status: number, headers: string[]): Head => ({ status, headers, built: null, until: 0 })

const etagOf = (body: Buffer, stamp: Stamp) => createHash('sha256').update(stamp.seed).update(body).digest('base64url').slice(0, 20)

function withOldLine({ identity, storedAt }: Stored): Buffer {
  const html = identity.body.toString('utf8')
  const lang: Lang = /^[^>]*>?\s*<html[^>]*\slang="en/i.test(html) ? 'en' : 'vi'
  const place = /<main\b[^>]*>/i.exec(html) ?? /<body\b[^>]*>/i.exec(html)
  if (!place) return identity.body
  const at = place.index + place[0].length
  return Buffer.from(`${html.slice(0, at)}<p class="trang-cu" role="status">${text[lang].old(storedAt)}</p>${html.slice(at)}`)
}

const variantBytes = ({ identity, gzip: zipped, br }: Variants) =>
  identity.body.length + (zipped?.body.length ?? 0) + (br?.body.length ?? 0)

/** zlib may answer with a small view of a large block, which would be kept whole and not counted. */
function tight(bytes: Buffer): Buffer {
  const { buffer, byteOffset, length } = bytes
  return buffer.byteLength > length + 1_024 ? Buffer.from(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer) : bytes
}
