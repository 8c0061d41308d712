import { Agent, request } from 'node:http'

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer; millis: number }

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** A request to a server of the bench, on a line that stays open, as a reader's browser would send it. */
export function ask(
  port: number,
  host: string,
  path: string,
  given: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { host, 'accept-encoding': 'gzip', ...given.headers }
    const sent = request({ agent, host: '127.0.0.1', port, path, method: given.method ?? 'GET', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks), millis: performance.now() - began }),
      )
    })
    sent.setTimeout(20_000, () => sent.destroy(new Error(`no answer: ${host}${path}`)))
    sent.on('error', reject)
    sent.end(given.body)
  })
}
