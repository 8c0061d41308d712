import { isbot } from 'isbot'
import type { Deps } from '../../kernel/module.ts'
import { now, today } from '../../kernel/time.ts'
import { add, addNamed, emptyTally, merge, type Named, type Tally, type View } from './count.ts'
import { visitorsOfDay } from './crowd.ts'
import { namesOfDay } from './names.ts'
import { figuresOf, saltOf, writeTally, type Figures } from './store.ts'

/** Seconds between two flushes: what a crash can lose. */
const flushSeconds = 5
/** Seconds for which the figures of a site are told again without asking the database. */
const figuresSeconds = 10
/** Tallies that wait for a database that is away are kept this many views long. */
const mostWaiting = 1_000_000

/** Readers share a few hundred browsers: asking the long pattern once for each is enough. */
const judged = new Map<string, boolean>()
const mostJudged = 2_000

function isBot(agent: string): boolean {
  const known = judged.get(agent)
  if (known !== undefined) return known
  if (judged.size >= mostJudged) judged.clear()
  const bot = agent === '' || isbot(agent)
  judged.set(agent, bot)
  return bot
}

export type Counter = ReturnType<typeof createCounter>

/** Counts in memory and writes in batches; no query per view. */
export function createCounter(deps: Pick<Deps, 'db' | 'log'>) {
  let tally: Tally = emptyTally()
  let day = today()
  let salt: Buffer | null = null
  let flushing: Promise<void> | null = null
  let bounded = namesOfDay()
  let visitor = visitorsOfDay(Buffer.alloc(4))
  const told = new Map<number, { at: number; figures: Promise<Figures | null> }>()

  async function turn() {
    if (salt && day.equals(today())) return
    await write()
    day = today()
    bounded = namesOfDay()
    salt = await saltOf(deps.db, day)
    visitor = visitorsOfDay(salt)
  }

  async function write() {
    if (tally.pages.size === 0 && tally.named.size === 0) return
    const taken = tally
    tally = emptyTally()
    try {
      await writeTally(deps.db, day, taken)
    } catch (error) {
      merge(taken, tally)
      tally = [...taken.pages.values()].reduce((sum, { views, botViews }) => sum + views + botViews, 0) < mostWaiting ? taken : emptyTally()
      throw error
    }
  }

  const flush = () =>
    (flushing ??= turn()
      .then(write)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'visits wait for the database'))
      .finally(() => (flushing = null)))

  const timer = setInterval(flush, flushSeconds * 1_000)
  timer.unref()

  return {
    flush,
    /** Counts a view; before the first salt is known (the database was never reached) there is nothing to count with. */
    view(page: Omit<View, 'bot' | 'visitor'>, source: string, agent: string) {
      if (!salt) return
      add(tally, { ...page, bot: isBot(agent), visitor: visitor(source, agent) }, now())
    },
    /** Where a reader came from, or what they asked for in vain; what robots ask for in vain says nothing of the site's links. */
    named({ siteId, kind, name }: Omit<Named, 'hits'>, agent: string) {
      if (!isBot(agent)) addNamed(tally, { siteId, kind, name: bounded(siteId, kind, name) })
    },
    figures(siteId: number): Promise<Figures | null> {
      const known = told.get(siteId)
      const at = now().epochMilliseconds
      if (known && at - known.at < figuresSeconds * 1_000) return known.figures
      const figures = figuresOf(deps.db, siteId).catch(() => null)
      told.set(siteId, { at, figures })
      return figures
    },
    async stop() {
      clearInterval(timer)
      await flush()
    },
  }
}
