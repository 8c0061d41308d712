import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { text } from '../../src/program/text.ts'
import { freePort, lives, until } from './child.ts'
import { ask } from './wire.ts'

/** Installs everything anew, so it takes minutes and the network: only with HOABAN_BARE=1, as root, from what has been committed. */
const skip = process.env.HOABAN_BARE !== '1' || process.getuid?.() !== 0
const root = resolve(import.meta.dirname, '../..')
const account = 'hoaban-thu'
/** Without the tools and the Node of this clone. */
const outside = process.env
  .PATH!.split(':')
  .filter((path) => !path.includes('node_modules'))
  .join(':')

const sh = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  assert.equal(status, 0, `${command}: ${stderr}`)
  return stdout.trim()
}

/** `npm start` in `clone`, until its first page. */
async function npmStart(clone: string, user: string) {
  const port = await freePort()
  const env = { PATH: outside, HOME: sh('getent', 'passwd', user).split(':')[5]!, PORT: String(port), LOG_LEVEL: 'warn' }
  const [uid, gid] = [Number(sh('id', '-u', user)), Number(sh('id', '-g', user))]
  const began = performance.now()
  const child = spawn('npm', ['start'], { cwd: clone, env, uid, gid, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  const ended = new Promise<number | null>((tell) => child.once('close', (code) => tell(code)))
  const page = () =>
    ask(port, '/').then(
      ({ status }) => status === 200,
      () => false,
    )
  assert.ok((await until(async () => child.exitCode !== null || (await page()), 600)) && child.exitCode === null, said.out)
  return { child, said, ended, port, seconds: ((performance.now() - began) / 1000).toFixed(1) }
}

/** Resident memory in MB of the program and, with shared pages counted once, of its database. */
function memoryOf(program: number) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parent = (pid: number) => Number(/\) \S (\d+)/.exec(safely(`/proc/${pid}/stat`))?.[1])
  const postmaster = processes.find((pid) => parent(pid) === program)
  const database = processes.filter((pid) => pid === postmaster || parent(pid) === postmaster)
  const kilobytes = (path: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(safely(path))?.[1] ?? 0)
  const share = database.reduce((sum, pid) => sum + kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss'), 0)
  return { program: Math.round(kilobytes(`/proc/${program}/status`, 'VmRSS') / 1024), database: Math.round(share / 1024) }
}

function safely(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

for (const user of ['root', account])
  test(
    `npm start on a bare clone, as ${user === 'root' ? 'root' : 'an ordinary user'}, in a home that is closed to others`,
    { skip },
    async (t) => {
      if (user === account) sh('useradd', '--create-home', account)
      const home = user === account ? `/home/${account}` : mkdtempSync('/tmp/hoaban-bare-')
      chmodSync(home, 0o700)
      const clone = join(home, 'hoaban')
      t.after(() => {
        const elsewhere = safely(join(clone, 'data/postgres.path')).trim()
        if (elsewhere) rmSync(elsewhere, { recursive: true, force: true })
        if (user === account) spawnSync('userdel', ['--remove', account])
        rmSync(home, { recursive: true, force: true })
      })
      mkdirSync(clone)
      sh('git', 'clone', '--quiet', '--no-hardlinks', root, clone)
      sh('chown', '-R', `${user}:`, home)

      const first = await npmStart(clone, user)
      assert.ok(await until(() => first.said.out.includes(text.signIns)))
      assert.match(first.said.out, /admin@hoaban\.local/)
      const program = Number(readFileSync(join(clone, 'data/pid'), 'utf8'))
      t.diagnostic(`${user}: first page after ${first.seconds} s, ${JSON.stringify(memoryOf(program))} MB`)
      // As a terminal's Ctrl-C: to the whole group.
      process.kill(-first.child.pid!, 'SIGINT')
      await first.ended
      assert.ok(!lives(program))

      const second = await npmStart(clone, user)
      assert.ok(!second.said.out.includes(text.making))
      const again = Number(readFileSync(join(clone, 'data/pid'), 'utf8'))
      t.diagnostic(`${user}: again after ${second.seconds} s, ${JSON.stringify(memoryOf(again))} MB`)
      process.kill(-second.child.pid!, 'SIGTERM')
      await second.ended
      assert.ok(!lives(again))
      assert.equal(spawnSync('pgrep', ['-f', clone]).status, 1, 'nothing of it runs on')
    },
  )
