/** More different names than this on a day come from somebody who plays with the counter: they are counted together, as `*`. */
const mostNames = 1_000

/** Keeps what a day may bring in names of one site and kind within bounds; a new one for every day. */
export function namesOfDay() {
  const known = new Map<string, Set<string>>()
  return (siteId: number, kind: string, name: string): string => {
    const key = `${siteId} ${kind}`
    const names = known.get(key) ?? new Set()
    known.set(key, names)
    if (names.has(name)) return name
    if (names.size >= mostNames) return '*'
    names.add(name)
    return name
  }
}

const www = /^www\./

/** Without the port, and without the `www.` that leads to the same place. */
export const bareName = (host: string) => host.replace(/:\d+$/, '').replace(www, '')

const hostName = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/

/** A host as a browser names it, or null for what is none. */
export const referrerName = (typed: unknown): string | null => {
  if (typeof typed !== 'string' || typed.length > 100) return null
  const host = typed.toLowerCase().replace(www, '')
  return hostName.test(host) ? host : null
}

/** An address that was asked for in vain, without its parameters: they may say who asked. */
export const missingName = (path: string): string => path.slice(0, 200)
