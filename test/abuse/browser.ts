import { ask, sampleHouse, samplePassword, type Answer } from '../house.ts'

/** The whole product listening on a port, and what a browser, or somebody who plays one, sends to it. */
export const house = await sampleHouse()
const { port } = house
export const main = house.hostOf('cong')
export const form = 'application/x-www-form-urlencoded'
let sources = 0
/** Each caller comes from a source of its own, as behind a proxy on the same machine, so that one test's guesses slow no other. */
export const fromElsewhere = () => ({ 'x-forwarded-for': `198.51.100.${(sources++ % 250) + 1}` })

export const get = (path: string, headers: Record<string, string> = {}, host = main) => ask(port, host, path, { headers })
export const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}, host = main) =>
  ask(port, host, path, {
    method: 'POST',
    headers: { origin: `http://${host}`, 'content-type': form, ...headers },
    body: new URLSearchParams(fields).toString(),
  })
export const cookiesOf = (answer: Answer) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0]!)
    .join('; ')
export const signIn = async (role: string, password = samplePassword, more: Record<string, string> = {}) => {
  const answer = await post('/dang-nhap', { email: `${role}@hoaban.local`, password }, { ...fromElsewhere(), ...more })
  return { answer, cookie: cookiesOf(answer) }
}
export const isIn = async (cookie: string) => (await get('/tai-khoan', { cookie })).status === 200
