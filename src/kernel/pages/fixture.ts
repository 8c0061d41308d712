import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { defaultLook } from './look.ts'
import type { PageKey } from './key.ts'
import { createPages, type Pages } from './pages.ts'
import type { PagesOptions } from './store.ts'
import type { Rendered } from './stored.ts'

/** For the tests of this folder. */
export const start = Temporal.Instant.from('2026-11-23T02:20:00Z')
export const html = (words: string) => `<!doctype html><html lang="vi"><body class="a"><main id="chinh">${words}</main></body></html>`
export const rendered = (words: string, tags = ['site:1'], more: Partial<Rendered> = {}): Rendered => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: html(words),
  tags,
  ...more,
})
export const at = (path: string, more: Partial<PageKey> = {}): PageKey => ({ host: 'cong.test', path, look: defaultLook, ...more })

export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'hoaban-pages-'))
  after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export function testPages(more: Partial<PagesOptions> = {}) {
  const warnings: string[] = []
  const pages = createPages({
    dir: null,
    maxMemoryBytes: 10_000_000,
    maxDiskBytes: 10_000_000,
    release: 'r1',
    hosts: () =>
      new Map([
        ['cong.test', 'cong.test'],
        ['www.cong.test', 'cong.test'],
        ['thuvien.test', 'thuvien.test'],
        ['cong.test:3000', 'cong.test'],
      ]),
    headers: { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' },
    log: { warn: (_, message) => void warnings.push(message) },
    now: () => start,
    ...more,
  })
  return { pages, warnings }
}

/** A server with the store before a router that only says so. */
export async function serving(pages: Pages) {
  const server = createServer((incoming, outgoing) => {
    if (!pages.serve(incoming, outgoing)) outgoing.writeHead(404, ['Content-Length', '6']).end('router')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const { port } = server.address() as AddressInfo
  return (path: string, headers: Record<string, string | string[]> = {}, method = 'GET') =>
    ask({ port, path, method, headers: { host: 'cong.test', ...headers } })
}

export type Seen = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string; routed: boolean }

export const ask = (options: RequestOptions): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          bytes,
          text: bytes.toString(),
          routed: bytes.toString() === 'router',
        })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
