import { visitorOf } from './count.ts'

/** So many different browsers behind one address in a day are a school or an office; more come from somebody who changes names. */
const mostAgents = 200
/** Addresses that are told apart in a day; beyond that newcomers are one crowd each. */
const mostSources = 100_000

/**
 * Who one address may be in a day: its browsers by name, up to a bound, and after that one more visitor in all. Kept in memory alone, as
 * numbers that lead back to nobody, and thrown away with the day.
 */
export function crowdOfDay(salt: Buffer) {
  const known = new Map<number, Set<number>>()
  return (source: string, agent: string): string => {
    const key = numberOf(salt, source)
    const agents = known.get(key) ?? new Set<number>()
    if (agents.size === 0 && known.size < mostSources) known.set(key, agents)
    const name = numberOf(salt, agent)
    if (agents.has(name)) return agent
    if (agents.size >= mostAgents || !known.has(key)) return ''
    agents.add(name)
    return agent
  }
}

/** FNV-1a, begun with the day's salt: quick, and enough to tell apart. */
function numberOf(salt: Buffer, text: string): number {
  let hash = salt.readUInt32LE(0)
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Readers who come back within minutes are known without being worked out again. */
const mostKnown = 20_000

/** Who somebody is today, by address and browser. What is remembered lies in memory alone, and goes with the day or sooner. */
export function visitorsOfDay(salt: Buffer) {
  const named = crowdOfDay(salt)
  const known = new Map<string, Map<string, Buffer>>()
  let size = 0
  return (source: string, agent: string): Buffer => {
    const here = known.get(agent)
    const found = here?.get(source)
    if (found) return found
    const visitor = visitorOf(salt, source, named(source, agent))
    if (++size > mostKnown) {
      known.clear()
      size = 1
    }
    known.set(agent, (known.get(agent) ?? new Map<string, Buffer>()).set(source, visitor))
    return visitor
  }
}
