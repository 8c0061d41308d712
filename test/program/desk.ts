import { password } from './child.ts'
import { ask, type Answer, type Sent } from './wire.ts'

export type Desk = {
  get: (path: string) => Promise<Answer>
  form: (path: string, fields: Record<string, string>) => Promise<Answer>
  json: (method: string, path: string, body: unknown) => Promise<Answer>
  upload: (fields: Record<string, string>, name: string, bytes: Buffer) => Promise<Answer>
}

/** A sample person at the newsroom, signed in through the form; the session goes on over restarts. */
export async function desk({ port }: { port: number }, role: string, secret = password): Promise<Desk> {
  const host = `localhost:${port}`
  let cookie = ''
  const send = async (path: string, { headers, ...rest }: Sent) => {
    const answer = await ask(port, path, { ...rest, headers: { origin: `http://${host}`, ...(cookie && { cookie }), ...headers } })
    const given = [answer.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('phien='))
    if (given) cookie = given.split(';')[0]!
    return answer
  }
  const form = (path: string, fields: Record<string, string>) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  const entered = await form('/dang-nhap', { email: `${role}@hoaban.local`, password: secret })
  if (entered.status !== 303 || !cookie) throw new Error(`${role} is not let in: ${entered.status}`)
  return {
    form,
    get: (path) => send(path, {}),
    json: (method, path, body) =>
      send(path, { method, headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) }),
    upload: (fields, name, bytes) => send('/toa-soan/tu-lieu', { method: 'POST', ...multipart(fields, name, bytes) }),
  }
}

function multipart(fields: Record<string, string>, name: string, bytes: Buffer) {
  const edge = 'ranh-gioi-cua-bieu-mau'
  const parts = Object.entries(fields).map(
    ([key, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`
  const body = Buffer.concat([Buffer.from(parts.join('') + file), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  return {
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, accept: 'application/json', 'content-length': String(body.length) },
  }
}
