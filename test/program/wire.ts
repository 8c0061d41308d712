import { request } from 'node:http'

export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer }
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string; bytes: Buffer }

/** One request to a host name of our choice (`*.localhost` is resolved by browsers, not by Node), on a connection of its own. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, agent: false, timeout: 60_000, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: answer.statusCode!, headers: answer.headers, body: bytes.toString('utf8'), bytes })
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${path}`)))
    sent.on('error', reject)
    sent.end(body)
  })
}
