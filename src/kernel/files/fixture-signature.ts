import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** How far the two clocks may stand apart, as at the great stores. */
const skew = 15 * 60_000

/**
 * Judges Signature Version 4 from the request as it came over the wire, written after the specification and sharing nothing with the library
 * that signs: null when it is good, else the store's error code.
 */
export function signatureFault(request: IncomingMessage, { key, secret, region }: { key: string; secret: string; region: string }) {
  const { authorization = '', ...headers } = request.headers
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
  const [, given, day, place, names, signature] = form.exec(authorization) ?? []
  if (!names) return 'AccessDenied'
  if (given !== key) return 'InvalidAccessKeyId'
  if (place !== region) return 'AuthorizationHeaderMalformed'
  const at = String(headers['x-amz-date'])
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? []
  const [year, month, date, hour, minute, second] = parts
  const told = Temporal.Instant.from(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`)
  if (!at.startsWith(day!) || Math.abs(told.since(Temporal.Now.instant()).total('milliseconds')) > skew) return 'RequestTimeTooSkewed'
  const signed = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return 'AccessDenied'
  const [path, query = ''] = request.url!.split('?') as [string, string?]
  const canonical = [
    request.method,
    path.split('/').map(encoded).join('/'),
    query && query.split('&').map(pair).toSorted().join('&'),
    ...signed.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const words = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const sealing = [day!, region, 's3', 'aws4_request'].reduce<Buffer | string>((by, part) => hmac(by, part), `AWS4${secret}`)
  return hmac(sealing, words).toString('hex') === signature ? null : 'SignatureDoesNotMatch'
}

const hmac = (by: Buffer | string, words: string) => createHmac('sha256', by).update(words).digest()
const encoded = (part: string) =>
  encodeURIComponent(decodeURIComponent(part)).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
const pair = (given: string) => {
  const [name, value = ''] = given.split('=') as [string, string?]
  return `${encoded(name)}=${encoded(value)}`
}
