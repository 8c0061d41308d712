import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modules } from '../src/app.ts'
import { loadConfig } from '../src/kernel/config.ts'
import { openHouse } from '../src/kernel/house.ts'
import { createLog } from '../src/kernel/log.ts'
import { startWork } from '../src/kernel/work.ts'
import { makeSample } from '../src/program/sample.ts'
import { listening } from '../src/program/serve.ts'
import { emptyDb } from './database.ts'
import { prepareDatabase } from '../src/program/serve.ts'

export const samplePassword = 'mat-khau-mau-2026'

let house: Promise<Awaited<ReturnType<typeof open>>> | undefined

/** The whole product with the sample network, listening on a port of its own; made once per test run and shared by the tests that only read or bring their own articles. */
export const sampleHouse = () => (house ??= open())

async function open() {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoaban-house-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const { connection } = await emptyDb()
  await prepareDatabase(connection)
  const config = loadConfig({
    HOABAN_DATA: dataDir,
    PORT: String(port),
    HOABAN_DEMO_PASSWORD: samplePassword,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
  })
  const log = createLog(config.logLevel)
  const opened = await openHouse(config, connection, modules, log, { serves: true })
  for (const module of modules) await module.start?.(opened.deps)
  await makeSample(opened.deps, () => {})
  const work = await startWork(opened.deps)
  const stopListening = await listening(config, opened, log)
  let closed = false
  const close = async () => {
    // Every file that used the house closes it; the first one does.
    if (closed) return
    closed = true
    await work.stop()
    await stopListening()
    await opened.close()
    await rm(dataDir, { recursive: true, force: true })
    house = undefined
  }
  return {
    deps: opened.deps,
    port,
    dataDir,
    close,
    base: `http://localhost:${port}`,
    hostOf: (key: string) => (key === 'cong' ? `localhost:${port}` : `${key}.localhost:${port}`),
  }
}

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** A request with a Host header of our choice: `*.localhost` is resolved by browsers, not by Node. */
export function ask(
  port: number,
  host: string,
  path: string,
  given: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method: given.method ?? 'GET', headers: { host, ...given.headers } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(given.body)
  })
}
