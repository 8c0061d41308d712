import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tool, type Verdict } from './judge.ts'
import { ask, baseHost, freePort, type Served } from './served.ts'

/**
 * The configuration of docs/operating.md as an operator copies it, but for TLS and brotli, in front of the sample: pages from the disk with the
 * application's headers, all else from the application, and stored pages still there when the application is gone.
 */
export async function judgeNginx(served: Served): Promise<Verdict | null> {
  const nginx = tool('nginx', 'nginx-light')
  if (!nginx) return null
  const port = await freePort()
  const folder = join(served.dataDir, 'nginx')
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(served, folder, port))
  const child = spawn(nginx, ['-p', folder, '-c', file], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  try {
    while (!(await ask(port, '/').catch(() => null))) {
      if (child.exitCode !== null) throw new Error(`nginx ended: ${readFileSync(join(folder, 'logs/error.log'), 'utf8')}`)
      await sleep(100)
    }
    return { looked: 'pages, headers, feeds, sign-in, and the application away', wrong: await faults(served, port) }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

function configuration({ port, dataDir }: Served, folder: string, listen: number) {
  const guide = readFileSync(resolve(import.meta.dirname, '../docs/operating.md'), 'utf8')
  const block = /```nginx\n([^]*?)```/
    .exec(guide)![1]!
    .replace('127.0.0.1:3000', `127.0.0.1:${port}`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${listen};`)
    .replace(/^ *ssl_.*\n/gm, '')
    .replace(/^ *brotli.*\n/gm, '')
    .replace('/srv/hoaban/pages', `${dataDir}/pages`)
    .replace(/^server \{ listen 80;.*\n/m, '')
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `${user}\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/logs/error.log;\nevents {}\nhttp {\naccess_log off;\n${own}\n${block}\n}\n`
}

/** Headers that a reader gets either way. */
const alike = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'vary',
]

async function faults(served: Served, port: number): Promise<string[]> {
  const wrong: string[] = []
  const expect = (is: boolean, what: string) => void (is || wrong.push(what))
  await storedHome(served)
  const direct = await ask(served.port, '/')
  const stored = await ask(port, '/')
  expect(stored.status === 200 && stored.body === direct.body, 'the home page from the disk is another one than the application’s')
  expect(stored.headers.server?.includes('nginx') ?? false, 'the home page did not come from nginx')
  for (const name of alike)
    expect(
      stored.headers[name] === direct.headers[name],
      `${name}: ${String(stored.headers[name])} from the disk, ${String(direct.headers[name])} from the application`,
    )
  expect(
    (await ask(port, '/', { headers: { 'if-none-match': String(stored.headers.etag) } })).status === 304,
    'the ETag of the disk is not known again',
  )
  const packed = await ask(port, '/', { headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers['content-encoding'] === 'gzip', 'the prepared .gz was not sent')
  const dark = await ask(port, '/', { headers: { cookie: 'giao-dien=toi.100' } })
  expect(dark.body !== stored.body, 'a chosen look was answered with the usual page')
  expect((await ask(port, '/', { host: `thuvien.${baseHost}` })).body !== stored.body, 'a member site got the portal’s page')
  expect((await ask(port, '/rss.xml')).status === 200, 'no feed')
  expect((await ask(port, '/?x=1')).status < 500, 'an unknown parameter breaks')
  expect((await ask(port, '/khong-co')).status === 404, 'a page that is not there is there')
  expect((await ask(port, '/../data/keys')).status >= 400, 'a way out of the folder')
  expect((await ask(port, '/toa-soan')).status === 303, 'the newsroom does not lead to sign-in')
  await storedHome(served)
  await served.stop()
  expect((await ask(port, '/')).status === 200, 'with the application away the home page is gone')
  expect((await ask(port, '/toa-soan')).status === 502, 'with the application away the newsroom answers')
  return wrong
}

/** Pages of a new sample are dropped and drawn again while its pictures are being made: the home page must have lain there for a while. */
async function storedHome({ port, dataDir }: Served) {
  const file = join(dataDir, 'pages', baseHost, 'index.html')
  let kept = 0
  for (let tries = 0; tries < 300 && kept < 20; tries++) {
    await ask(port, '/')
    await sleep(500)
    kept = existsSync(file) ? kept + 1 : 0
  }
}
