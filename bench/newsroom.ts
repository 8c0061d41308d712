import { median, type Figure } from './figure.ts'
import { ask, type Answer } from './client.ts'
import type { Opened } from './opened.ts'
import { baseHost, password } from './world.ts'

const visits = 11
type Screen = { name: string; path: string; as: 'contributor' | 'editor' | 'chief' }

/** What each screen of the newsroom costs the server, for whoever works with it, with 100,000 items behind it. */
export async function benchNewsroom(opened: Opened): Promise<Figure[]> {
  const cookies = {
    contributor: await signIn(opened, 'contributor'),
    editor: await signIn(opened, 'editor'),
    chief: await signIn(opened, 'chief'),
  }
  const figures: Figure[] = []
  for (const { name, path, as } of await screens(opened)) {
    const get = () => opened.get(path, baseHost, { cookie: cookies[as] })
    const { status } = await get()
    if (status !== 200) {
      figures.push({ name: `newsroom, ${name}`, value: NaN, unit: 'ms', note: `answers ${status}` })
      continue
    }
    for (let i = 0; i < 3; i++) await get()
    figures.push(await costOf(opened, name, get))
  }
  return figures
}

async function costOf(opened: Opened, name: string, get: () => Promise<Answer>): Promise<Figure> {
  const seen: { app: number; database: number; queries: number; wall: number; bytes: number }[] = []
  for (let i = 0; i < visits; i++) {
    const before = await opened.used()
    const { millis, body } = await get()
    const after = await opened.used()
    seen.push({
      app: (after.process - before.process) / 1_000,
      database: after.database - before.database,
      queries: after.queries - before.queries,
      wall: millis,
      bytes: body.length,
    })
  }
  const middle = (part: keyof (typeof seen)[number]) => median(seen.map((one) => one[part]))
  const note = `database ${middle('database').toFixed(1)} ms in ${middle('queries')} queries, wall ${middle('wall').toFixed(0)} ms, ${(middle('bytes') / 1_024).toFixed(0)} KB`
  return { name: `newsroom, ${name}: server CPU`, value: middle('app'), unit: 'ms', goal: { atMost: 15 }, note }
}

async function screens({ admin }: Opened): Promise<Screen[]> {
  const { rows } = await admin.query<{ edited: number; submitted: number; draft: number | null }>(`
    select (select max(id) from articles where status = 'edited' and created_by <> (select id from people where email = 'chief@hoaban.local')) as edited,
      (select max(id) from articles where status = 'submitted') as submitted,
      (select max(id) from articles where status = 'draft' and created_by = (select id from people where email = 'contributor@hoaban.local')) as draft`)
  const { edited, submitted, draft } = rows[0]!
  return [
    { name: 'mine', path: '/toa-soan/viec-cua-toi', as: 'contributor' },
    { name: 'mine, of a chief', path: '/toa-soan/viec-cua-toi', as: 'chief' },
    { name: 'list', path: '/toa-soan/bai-viet', as: 'editor' },
    { name: 'list, found by words', path: `/toa-soan/bai-viet?q=${encodeURIComponent('hội xòe')}`, as: 'editor' },
    { name: 'queue', path: '/toa-soan/duyet', as: 'chief' },
    { name: 'queue, what is late', path: '/toa-soan/duyet?buoc=bien-tap&loc=qua-han', as: 'editor' },
    { name: 'review', path: `/toa-soan/bai-viet/${submitted}`, as: 'editor' },
    { name: 'approval', path: `/toa-soan/bai-viet/${edited}`, as: 'chief' },
    { name: 'editor', path: `/toa-soan/bai-viet/${draft}/viet`, as: 'contributor' },
    { name: 'media library', path: '/toa-soan/tu-lieu', as: 'editor' },
  ]
}

async function signIn(opened: Opened, role: string): Promise<string> {
  const answer = await ask(opened.port, baseHost, '/dang-nhap', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${baseHost}`, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ email: `${role}@hoaban.local`, password }).toString(),
  })
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0])
  if (answer.status !== 303 || cookies.length === 0) throw new Error(`sign-in of ${role} answered ${answer.status}`)
  return cookies.join('; ')
}
