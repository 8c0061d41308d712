/** An object store as `STORAGE_URL` names it. `origin` is where it is spoken to, without key and secret. */
export type Store = { origin: string; bucket: string; region: string; key: string; secret: string }

const bucketPath = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/
/** What MinIO and Ceph answer to unless they are told otherwise. */
const usualRegion = 'us-east-1'

/**
 * Reads `s3://key:secret@host:port/bucket?region=…&tls=0`; null when it is anything else. Key and secret are percent-encoded, since secrets are
 * full of `/` and `+`. Buckets are always addressed by path: stores of one's own have no host name for each.
 */
export function storeAt(address: string): Store | null {
  if (!URL.canParse(address)) return null
  const { protocol, username, password, host, pathname, searchParams } = new URL(address)
  const { region = usualRegion, tls = '1', ...unknown } = Object.fromEntries(searchParams)
  const origin = `${tls === '0' ? 'http' : 'https'}://${host}`
  const [key, secret] = [decoded(username), decoded(password)]
  const [, bucket] = bucketPath.exec(pathname) ?? []
  if (protocol !== 's3:' || !key || !secret || !bucket || !host || !URL.canParse(origin)) return null
  if (!/^[\w-]{1,40}$/.test(region) || !/^[01]$/.test(tls) || Object.keys(unknown).length > 0) return null
  return { origin: new URL(origin).origin, bucket, region, key, secret }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
