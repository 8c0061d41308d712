// `npm run bench [-- name …] [--write]`: measures what docs/performance.md promises and prints one table. Nothing fails on a slow day.
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { connect } from '../src/kernel/db/db.ts'
import { prepareDatabase } from '../src/program/serve.ts'
import { benchBeacon } from './beacon.ts'
import { benchCoach } from './coach.ts'
import type { Figure } from './figure.ts'
import { benchImport } from './import.ts'
import { benchMisses } from './misses.ts'
import { benchNewsroom } from './newsroom.ts'
import { benchPages } from './pages.ts'
import { benchSearch } from './search.ts'
import { benchSpelling } from './spelling.ts'
import { openStage, type Stage } from './stage.ts'
import { benchStart } from './start.ts'
import { markdown, plain, writeInto } from './table.ts'
import { benchVisible } from './visible.ts'
import { benchWeights } from './weights.ts'
import { connectionOf } from './world.ts'

type Bench = (stage: Stage) => Promise<Figure[]>

const benches: Record<string, Bench> = {
  pages: benchPages,
  misses: async (stage) => benchMisses(await stage.few(), await stage.many()),
  beacon: async (stage) => benchBeacon(await stage.few(), await stage.fewPlace()),
  visible: async (stage) => benchVisible(await stage.many(), await stage.other()),
  newsroom: async (stage) => benchNewsroom(await stage.many()),
  weights: async (stage) => benchWeights(await stage.few()),
  search: (stage) => searched(stage, [1_000, 100_000]),
  spelling: benchSpelling,
  coach: async () => benchCoach(),
  start: benchStart,
  import: (stage) => benchImport(stage),
  'search-million': (stage) => searched(stage, [1_000_000]),
}
/** These take many minutes and run only when named. */
const long = ['search-million']

const args = process.argv.slice(2)
const write = args.includes('--write')
const names = args.filter((arg) => !arg.startsWith('--'))
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0 || args.some((arg) => arg.startsWith('--') && arg !== '--write')) {
  console.error(`npm run bench [-- name …] [--write]\nnames: ${Object.keys(benches).join(' ')}`)
  process.exit(2)
}
// So that the server of the bench ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
await main(names.length > 0 ? names : Object.keys(benches).filter((name) => !long.includes(name)))
process.exit(0)

async function main(chosen: readonly string[]) {
  const stage = openStage()
  const figures: Figure[] = []
  try {
    for (const name of chosen) {
      const began = performance.now()
      figures.push(...(await benches[name]!(stage)))
      console.error(`${name}: ${((performance.now() - began) / 1_000).toFixed(0)} s`)
    }
  } finally {
    await stage.close()
  }
  const command = `npm run bench${names.length > 0 ? ` -- ${names.join(' ')}` : ''}`
  const where = `\`${command}\` at commit ${commit()} on ${machine()}, ${new Date().toISOString().slice(0, 10)}`
  console.log(`${where}\n\n${plain(figures)}`)
  if (write) await writeInto(resolve(import.meta.dirname, '../docs/performance.md'), `${where}.\n\n${markdown(figures)}`)
}

async function searched(stage: Stage, sizes: readonly number[]): Promise<Figure[]> {
  const place = await (await stage.world()).empty(`search_${sizes.at(-1)}`)
  await prepareDatabase(connectionOf(place))
  const { db, close } = connect(connectionOf(place))
  try {
    const goals: Record<number, number> = { 100_000: 40, 1_000_000: 120 }
    const figures: Figure[] = await benchSearch(db, sizes)
    return figures.map((figure, i) => {
      const goal = goals[sizes[Math.floor(i / 2)]!]
      return goal && figure.name.endsWith('p95') ? { ...figure, goal: { atMost: goal }, note: 'with highlights, accents or not' } : figure
    })
  } finally {
    await close()
  }
}

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).stdout?.trim() ?? ''
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${git('status', '--porcelain', '--', '../src', '../db', '../bench') ? ' with changes' : ''}`
}

function machine(): string {
  const [first] = cpus()
  const model = first?.model
    .replace(/\(R\)|\(TM\)|CPU|@.*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return `${cpus().length} cores${model && model !== 'unknown' ? ` (${model})` : ''}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`
}
