import { join } from 'node:path'
import type pg from 'pg'
import type { Spine } from './activity.ts'
import { buildAssets } from './assets.ts'
import type { Config } from './config.ts'
import { connect, type Connection, type Db } from './db/db.ts'
import { filesFor } from './files/files.ts'
import { publicHeaders } from './http/headers.ts'
import type { Log } from './log.ts'
import { postFor } from './mail/mail.ts'
import type { Deps, Module } from './module.ts'
import { createPages } from './pages/pages.ts'
import { changesSince } from './pages/invalidation.ts'
import { listen, type Listener } from './pages/listening.ts'
import { now } from './time.ts'

export type House = { deps: Deps; hears: Listener; close: () => Promise<void> }

const root = join(import.meta.dirname, '../..')
const megabyte = 1024 * 1024

/**
 * Everything a process of this installation shares: database, files, assets, stored pages, and the ear for what other nodes change.
 * Only the server keeps pages on disk (`serves`): the folder belongs to one process.
 */
export async function openHouse(
  config: Config,
  connection: Connection,
  modules: readonly Module[],
  log: Log,
  { serves = false } = {},
): Promise<House> {
  const { db, pool, close } = connect(connection)
  const assets = await buildAssets({ root, outDir: join(config.dataDir, 'build') })
  const hosts: Deps['hosts'] = { current: new Map() }
  const ear: { hears: Listener | null } = { hears: null }
  const pages = createPages({
    dir: serves ? join(config.dataDir, 'pages') : null,
    maxMemoryBytes: 48 * megabyte,
    maxDiskBytes: 1024 * megabyte,
    release: assets.url('site.css') + assets.url('frame.island.js'),
    hosts: () => hosts.current,
    headers: publicHeaders,
    databaseAway: () => ear.hears?.away() ?? null,
    log,
    now,
  })
  const deps: Deps = {
    ...spineOf(db, modules, (tags) => dropped(tags).catch((error: unknown) => log.warn({ err: error }, 'memory not refreshed'))),
    config,
    pool,
    files: filesFor(config),
    post: postFor(config),
    pages,
    assets,
    hosts,
    log,
    modules,
  }
  const dropped = async (tags: readonly string[]) => {
    await Promise.all([pages.drop(tags), ...modules.map((module) => module.dropped?.(deps, tags))])
  }
  const hears = listen(typeof connection === 'string' ? connection : (connection as pg.ClientConfig), {
    onTags: dropped,
    onPosition: (position) => pages.caughtUp(position),
    onLost: () => pages.dropAll(),
    lastPosition: pages.position(),
    catchUp: (since) => changesSince(db, since),
    now,
    log,
  })
  ear.hears = hears
  return {
    deps,
    hears,
    close: async () => {
      await hears.close()
      await pages.idle()
      await close()
    },
  }
}

/** The part of a house that commands need, with the jobs that react to each kind of activity. */
export function spineOf(db: Db, modules: readonly Module[], dropped: Spine['dropped']): Spine {
  const reactions = new Map<string, string[]>()
  for (const { name, on = {} } of modules)
    for (const kind of Object.keys(on)) reactions.set(kind, [...(reactions.get(kind) ?? []), reactionTask(name, kind)])
  return { db, reactions, dropped }
}

export const reactionTask = (module: string, kind: string) => `${module}.on.${kind}`
