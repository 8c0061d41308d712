import type { FastifyRequest } from 'fastify'

/**
 * The way back after signing in: an address on this very host, in the form a Location header can carry; null for anything else
 * (`//evil.vn`, `/\evil.vn`, `javascript:`, another host, the sign-in pages themselves).
 */
export function localPath(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.length > 1_000 || !/^\/(?![/\\])/.test(typed) || /[\\\u0000-\u0020\u007f]/.test(typed)) return null
  const base = 'http://here.invalid'
  const found = URL.canParse(typed, base) ? new URL(typed, base) : null
  if (!found || found.origin !== base || found.pathname.startsWith('//') || /^\/(dang-nhap|dang-xuat)(\/|$)/.test(found.pathname))
    return null
  return found.pathname + found.search + found.hash
}

/** The page a request came from, when it was one of this host. */
export function refererPath({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const { referer = '', host } = headers
  const from = URL.canParse(referer) ? new URL(referer) : null
  return from && from.host === host ? localPath(from.pathname + from.search) : null
}

/** `/dang-nhap` that leads back to `path`. */
export const signInHref = (path: string | null, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...(path ? { ve: path } : {}), ...more }).toString()
  return query ? `/dang-nhap?${query}` : '/dang-nhap'
}
