import type { Actor } from '../../kernel/access.ts'
import { together } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { actorById } from '../people/index.ts'
import { ended, setState } from './commands.ts'
import type { Item } from './item.ts'
import { opened, type Ended, type Opened, type Slice } from './opened.ts'
import { placesOf } from './places.ts'
import { SourceError } from './reading/letters.ts'
import { anyRun, isWanted } from './queries.ts'
import type { Run } from './run.ts'
import { forgetSource, isThere } from './store.ts'
import { writeItems } from './writing.ts'

const batch = 20

/** Moves items in until the turn is over, a batch in one transaction with how far it is: what stops between two begins again behind the last. */
export async function move(deps: Deps, id: number, slice: Slice): Promise<Ended> {
  const run = await anyRun(deps.db, id)
  if (!run || (run.state !== 'running' && run.state !== 'stopping')) return 'stopped'
  const actor = await actorById(deps.db, run.startedBy)
  if (!actor || !isThere(deps, run.digest)) return broken(deps, run, actor ? 'sourceGone' : 'personGone')
  const source = await sourceAt(deps, run)
  try {
    for (;;) {
      const items = await some(source)
      if (items.length === 0) return await finish(deps, run, actor, source)
      if (!(await settle(deps, run, actor, source.position, items))) {
        source.close()
        return 'stopped'
      }
      if (slice.isOver(source.position)) return 'more'
    }
  } catch (error) {
    source.close()
    if (error instanceof SourceError) return broken(deps, run, `${error.trouble} ${error.where}`.trim())
    throw error
  }
}

/** Open since the last turn, or opened and read up to where the database says. */
async function sourceAt(deps: Deps, run: Run): Promise<Opened> {
  const known = opened(deps, run)
  if (known.position === run.position) return known
  known.close()
  const source = opened(deps, run)
  await source.skipTo(run.position)
  return source
}

async function some(source: Opened): Promise<Item[]> {
  const items: Item[] = []
  try {
    for (let next = await source.next(); next !== null; next = await source.next()) if (items.push(next) === batch) break
  } catch (error) {
    // The whole items before the break first; the break is met again behind them.
    if (items.length === 0 || !(error instanceof SourceError)) throw error
    source.next = () => Promise.reject(error)
  }
  return items
}

/** False: somebody asked to stop, or another process has gone on meanwhile. */
async function settle(deps: Deps, run: Run, actor: Actor, position: number, items: readonly Item[]): Promise<boolean> {
  const places = await placesOf(deps, run, actor, items)
  return together(deps, async (spine) => {
    const state = await lockedState(spine.db, run.id, position - items.length)
    if (state === null) return false
    await writeItems({ ...deps, ...spine }, { run, actor, items, places, from: position - items.length })
    await setState(spine.db, run.id, state === 'stopping' ? 'stopped' : 'running', { position })
    return state !== 'stopping'
  })
}

async function lockedState(trx: Db, id: number, position: number): Promise<string | null> {
  const row = await trx.selectFrom('import_runs').select(['state', 'position']).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && row.position === position && (row.state === 'running' || row.state === 'stopping') ? row.state : null
}

async function finish(deps: Deps, run: Run, actor: Actor, source: Opened): Promise<Ended> {
  source.close()
  await ended(deps, actor, run, source.position)
  // The same file may wait for another site.
  if (!(await isWanted(deps.db, run.digest))) await forgetSource(deps, run.digest)
  return 'done'
}

async function broken(deps: Deps, { id }: Run, trouble: string): Promise<Ended> {
  deps.log.warn({ run: id, trouble, at: now().toString() }, 'an import cannot go on')
  await setState(deps.db, id, 'broken', { trouble })
  return 'broken'
}
