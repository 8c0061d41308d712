import { rimes, rimesAfterQu } from '../rimes.ts'
import { spell, syllable, type Syllable, type Tone } from '../syllable.ts'
import { readBits, writeBits } from './bits.ts'

/**
 * How a syllable stands in a sentence: said by grammar (của, đã), able to stand alone (nhà, chạy), or known only from words of two
 * (triển, khai).
 */
export const roles = ['grammar', 'free', 'bound'] as const
export type Role = (typeof roles)[number]
/** Words of two syllables by their first, and the role of every syllable that occurs in one or stands alone. */
export type Words = { pairs: ReadonlyMap<string, readonly string[]>; roles: ReadonlyMap<string, Role> }

const onsets = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')
const space = ['', ...onsets].flatMap((onset) => [...(onset === 'qu' ? rimesAfterQu : rimes)].map((rime) => ({ onset, rime })))
const places = new Map(space.map(({ onset, rime }, i) => [`${onset} ${rime}`, i]))

/** One string: the syllables as steps through all that could be written, then for each the partners as steps through the syllables. */
export function pack({ pairs, roles: roleOf }: Words): string {
  const bits = writeBits()
  const used = [...roleOf.keys()].sort((a, b) => placeOf(a) - placeOf(b))
  const followers = count([...pairs.values()].flat())
  bits.number(used.length, 12)
  let last = -1
  for (const written of used) {
    bits.number(placeOf(written) - last - 1, 2)
    bits.number(roles.indexOf(roleOf.get(written)!), 0)
    bits.number(popularity(followers.get(written) ?? 0), 1)
    last = placeOf(written)
  }
  const index = new Map(byPopularity(used, followers).map((written, i) => [written, i]))
  for (const written of used) {
    const steps = stepsOf((pairs.get(written) ?? []).map((second) => index.get(second)!))
    bits.number(steps.length, 1)
    const k = best(steps)
    if (steps.length > 0) bits.number(k, 3)
    for (const step of steps) bits.number(step, k)
  }
  return bits.text()
}

export function unpack(text: string): Words {
  const read = readBits(text)
  const used: string[] = []
  const roleOf = new Map<string, Role>()
  const followers = new Map<string, number>()
  let place = -1
  for (let left = read(12); left > 0; left--) {
    place += read(2) + 1
    const written = writtenAt(place)
    used.push(written)
    roleOf.set(written, roles[read(0)]!)
    followers.set(written, 2 ** read(1) - 1)
  }
  const order = byPopularity(used, followers)
  const pairs = new Map<string, string[]>()
  for (const first of used) {
    const size = read(1)
    if (size > 0) pairs.set(first, partners(read, size, order))
  }
  return { pairs, roles: roleOf }
}

function partners(read: (k: number) => number, size: number, order: readonly string[]): string[] {
  const k = read(3)
  const found: string[] = []
  let at = -1
  for (let left = size; left > 0; left--) {
    at += read(k) + 1
    found.push(order[at]!)
  }
  return found
}

function placeOf(written: string): number {
  const { onset, rime, tone } = syllable(written) as Syllable
  return places.get(`${onset} ${rime}`)! * 6 + tone
}

function writtenAt(place: number): string {
  return spell({ ...space[Math.floor(place / 6)]!, tone: (place % 6) as Tone }, 'old')
}

/** Those that follow often come first, so that the steps to them are short. */
function byPopularity(used: readonly string[], followers: ReadonlyMap<string, number>): string[] {
  const rank = new Map(used.map((written) => [written, popularity(followers.get(written) ?? 0)]))
  return used.toSorted((a, b) => rank.get(b)! - rank.get(a)!)
}

const popularity = (times: number) => 32 - Math.clz32(times)

function stepsOf(indexes: readonly number[]): number[] {
  const sorted = indexes.toSorted((a, b) => a - b)
  return sorted.map((index, i) => index - (sorted[i - 1] ?? -1) - 1)
}

function best(steps: readonly number[]): number {
  const cost = (k: number) => steps.reduce((sum, step) => sum + 2 * (32 - Math.clz32((step >> k) + 1)) - 1 + k, 0)
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].reduce((least, k) => (cost(k) < cost(least) ? k : least), 0)
}

function count(list: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const entry of list) times.set(entry, (times.get(entry) ?? 0) + 1)
  return times
}
