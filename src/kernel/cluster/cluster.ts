import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Halt } from '../halt.ts'
import { makeCluster } from './birth.ts'
import { lockFolder } from './lock.ts'
import { clusterHome, serverAccount, serverBinaries } from './place.ts'
import { clearLeftovers, hasRoom, postmasterOf, runServer, socketFolder, type Say } from './server.ts'
import { text } from './text.ts'

export type Cluster = {
  connection: pg.PoolConfig & { host: string; user: string; database: string }
  /** The same as an address, for libraries that take one. */
  connectionString: string
  /** Ends the server cleanly (a second call waits for the first) and lets go of the folder. */
  stop(): Promise<void>
}

/**
 * The embedded PostgreSQL of `dataDir`: made on first use, started, and ready when this resolves. What a killed process left
 * behind is stopped first, so there is never a second server on the same data. `say` hears what the operator should know.
 * The caller holds the lock of `dataDir`.
 * @throws Halt with one sentence when it cannot be had.
 */
export async function startCluster(dataDir: string, say: Say = console.log): Promise<Cluster> {
  const account = serverAccount()
  const bin = serverBinaries(account, say)
  const home = clusterHome(dataDir, account, say)
  const release = home === dataDir ? () => {} : lockFolder(home)
  try {
    const owner = makeCluster(home, bin, account)
    await clearLeftovers(home, bin, owner, say)
    const socket = socketFolder(home, owner)
    const server = await runServer({ home, bin, account: owner, socket, say })
    const stop = async () => {
      await server.stop()
      rmSync(socket, { recursive: true, force: true })
      release()
    }
    return { ...addressOf(socket), stop: once(stop) }
  } catch (error) {
    release()
    throw error
  }
}

/** The cluster of `dataDir` that another process of ours runs: what a backup beside a serving house connects to. */
export async function joinCluster(dataDir: string): Promise<Cluster> {
  const home = clusterHome(dataDir, serverAccount())
  const running = existsSync(join(home, 'postgres')) ? postmasterOf(join(home, 'postgres')) : undefined
  const notRunning = () => (hasRoom(home) ? text.notRunning(dataDir) : text.full(home))
  if (!running) throw new Halt(notRunning())
  const address = addressOf(running.socket)
  const client = new pg.Client(address.connection)
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    throw new Halt(notRunning(), { cause: error })
  }
  return { ...address, stop: async () => {} }
}

/** Every setting is named, so that a PGPORT or PGUSER in the environment does not lead elsewhere. */
function addressOf(host: string) {
  const connection = { host, port: 5432, user: 'hoaban', database: 'hoaban', ssl: false }
  return { connection, connectionString: `postgres://hoaban@/hoaban?host=${encodeURIComponent(host)}&port=5432` }
}

function once(work: () => Promise<void>) {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}
