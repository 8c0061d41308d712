import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Halt } from '../halt.ts'
import type { Account } from './place.ts'
import { text } from './text.ts'

/** The release of PostgreSQL whose files we read and write. */
const major = '18'
/** Our own environment holds passwords that the server and its account have no business with. */
export const bareEnvironment = { LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes `home/postgres` when it is not there, and the two small files that say who may connect. Returns the account that owns
 * the data and must run the server.
 */
export function makeCluster(home: string, bin: string, account: Account): Account {
  const data = join(home, 'postgres')
  if (!existsSync(data)) initialise(data, bin, account)
  const owner = ownerOf(data, account)
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== major) throw new Halt(text.otherMajor(version, major))
  letIn(home)
  return owner
}

/** Built aside and renamed when whole: a start that was killed half-way is simply done again. */
function initialise(data: string, bin: string, account: Account) {
  const part = `${data}.new`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700 })
  if (account.uid !== undefined) chownSync(part, account.uid, account.gid!)
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi-VN']
  const made = spawnSync(join(bin, 'initdb'), ['-D', part, '-U', 'postgres', '-A', 'peer', ...locale], {
    ...account,
    cwd: '/',
    env: bareEnvironment,
    encoding: 'utf8',
  })
  if (made.status !== 0) {
    rmSync(part, { recursive: true, force: true })
    throw new Halt(/user does not exist/.test(made.stderr) ? text.nameless(process.getuid!()) : text.notMade(reason(made)))
  }
  renameSync(part, data)
}

const reason = ({ error, stderr }: { error?: Error; stderr: string }) =>
  error?.message ?? /error: (.*)/.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1) ?? ''

function ownerOf(data: string, account: Account): Account {
  const { uid, gid } = statSync(data)
  const me = process.getuid!()
  if (me !== 0 && uid !== me) throw new Halt(text.foreign(data))
  if (me !== 0) return {}
  if (uid !== 0) return { uid, gid }
  // Somebody copied the folder as root; PostgreSQL would refuse it.
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, data])
  return account
}

/**
 * Only the system account that runs us may connect, and the kernel vouches for it (peer): other programs that run as nobody
 * stay out, and there is no password to keep. Kept in our folder: root never writes into one that another account owns.
 */
function letIn(home: string) {
  const { username } = userInfo()
  const accounts = new Set([username, 'root'])
  const map = [...accounts].flatMap((account) => ['hoaban', 'postgres'].map((role) => `hoaban "${account}" ${role}\n`))
  writeFileSync(join(home, 'pg_hba.conf'), 'local all all peer map=hoaban\n', { mode: 0o644 })
  writeFileSync(join(home, 'pg_ident.conf'), map.join(''), { mode: 0o644 })
}
