import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const baseHost = 'svhttdl.example.gov.vn'
export const hosts = [baseHost, ...['thuvien', 'vanhoa', 'dulich'].map((key) => `${key}.${baseHost}`)]
const password = 'mat-khau-mau-2026'

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }
export type Served = { port: number; dataDir: string; stop: () => Promise<void>; close: () => Promise<void> }

/** The sample network as `serve` gives it, under the names of the operator's guide, in a folder that goes afterwards. */
export async function serveSample(): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoaban-judges-'))
  chmodSync(dataDir, 0o711)
  const port = await freePort()
  const env = {
    ...process.env,
    HOABAN_DATA: dataDir,
    PORT: String(port),
    HOABAN_BASE_HOST: baseHost,
    HOABAN_DEMO_PASSWORD: password,
    LOG_LEVEL: 'fatal',
  }
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../tools/hoaban.mjs'), 'serve'], { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  while ((await ask(port, '/readyz').catch(() => null))?.status !== 200) {
    if (child.exitCode !== null) throw new Error('the server ended')
    await sleep(100)
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return {
    port,
    dataDir,
    stop,
    close: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Sent = { host?: string; method?: string; headers?: Record<string, string>; body?: string }

export function ask(port: number, path: string, { host = baseHost, method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((answer, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false, headers: { host, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        answer({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    sent.setTimeout(30_000, () => sent.destroy(new Error(`no answer: ${host}${path}`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The session of a sample person, as the cookie to send. */
export async function signIn(port: number, role: string): Promise<string> {
  const body = new URLSearchParams({ email: `${role}@hoaban.local`, password }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${baseHost}` }
  const { headers: said } = await ask(port, '/dang-nhap', { method: 'POST', headers, body })
  const cookie = [said['set-cookie'] ?? []].flat().find((one) => one.startsWith('phien='))
  if (!cookie) throw new Error(`${role} was not let in`)
  return cookie.split(';')[0]!
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
