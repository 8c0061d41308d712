import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Status } from '../../src/modules/articles/article.ts'
import { articleUrl, beginPath, stepUrl } from '../../src/modules/articles/newsroom/address.ts'
import { databaseOf, until, type Serving } from './child.ts'
import { desk, type Desk } from './desk.ts'
import { ask, type Answer } from './wire.ts'

/** What the server has acknowledged; only that must be there after a kill. A write without an answer may be there or not. */
export type Ledger = {
  /** Article → the last text it said was saved. */
  texts: Map<number, number>
  steps: Map<number, Status>
  pictures: Map<number, { url: string; sha256?: string }>
  answers: number
}
export type Cast = { contributor: Desk; editor: Desk; place: { site: number; section: number } }

/** Two people of the sample network, and where they write. */
export async function castOf(server: Serving): Promise<Cast> {
  const { db, close } = databaseOf(server)
  const { id, site_id } = await db
    .selectFrom('sections')
    .innerJoin('sites', 'sites.id', 'sections.site_id')
    .select(['sections.id', 'site_id'])
    .where('key', '=', 'cong')
    .where('slug', '=', 'tin-tuc')
    .executeTakeFirstOrThrow()
  await close()
  return { contributor: await desk(server, 'contributor'), editor: await desk(server, 'editor'), place: { site: site_id, section: id } }
}

export const emptyLedger = (): Ledger => ({ texts: new Map(), steps: new Map(), pictures: new Map(), answers: 0 })

/** Writers in parallel until `over`; `ended` waits for all of them. A server that is gone ends them, a database that is away only makes them try again. */
export function writers(cast: Cast, ledger: Ledger, server: Serving) {
  const state = { over: false }
  const drafts = [...ledger.texts.keys()].slice(0, 3)
  const all = [
    ...[0, 1, 2].map((i) => write(cast, ledger, state, drafts[i])),
    ...[0, 1].map(() => walk(cast, ledger, state)),
    hang(cast, ledger, state, server),
  ]
  return {
    stop: async () => {
      state.over = true
      await Promise.all(all)
    },
  }
}

type State = { over: boolean }

/** Autosaves of one draft, each with the next number as its text. */
async function write(cast: Cast, ledger: Ledger, state: State, known?: number) {
  const id = known ?? (await again(state, () => begin(cast)))
  if (id === undefined) return
  let number = ledger.texts.get(id) ?? 0
  let version = 1
  while (!state.over) {
    const answer = await attempt(() => save(cast.contributor, id, version, number + 1), state)
    if (!answer) continue
    version = (JSON.parse(answer.body) as { version: number }).version
    if (answer.status === 409) number = Math.max(number, numberIn(answer))
    else {
      ledger.texts.set(id, ++number)
      ledger.answers++
    }
  }
}

/** One article after the other from its beginning to the chief's desk. */
async function walk(cast: Cast, ledger: Ledger, state: State) {
  while (!state.over) {
    const id = await begin(cast).catch(() => undefined)
    if (id === undefined) {
      await sleep(20)
      continue
    }
    ledger.steps.set(id, 'draft')
    const saved = await attempt(() => save(cast.contributor, id, 1, 1), state)
    if (saved?.status !== 200) continue
    const sent = await attempt(() => cast.contributor.form(stepUrl(id, 'submit'), { version: '2' }), state)
    if (sent?.status !== 303) continue
    ledger.steps.set(id, 'submitted')
    ledger.answers++
    const passed = await attempt(() => cast.editor.form(stepUrl(id, 'pass'), { version: '3' }), state)
    if (passed?.status !== 303) continue
    ledger.steps.set(id, 'edited')
    ledger.answers++
  }
}

/** Small pictures, each unlike the others. */
async function hang({ contributor, place }: Cast, ledger: Ledger, state: State, { port }: Serving) {
  while (!state.over) {
    const bytes = await sharp(randomBytes(40 * 30 * 3), { raw: { width: 40, height: 30, channels: 3 } })
      .png()
      .toBuffer()
    const answer = await attempt(() => contributor.upload({ site: String(place.site), credit: 'Mai' }, 'anh.png', bytes), state)
    if (answer?.status !== 200) continue
    const { item } = JSON.parse(answer.body) as { item: { id: number; url: string } }
    ledger.pictures.set(item.id, { url: item.url })
    ledger.answers++
    const seen = await ask(port, item.url).catch(() => null)
    if (seen?.status === 200) ledger.pictures.set(item.id, { url: item.url, sha256: sha256(seen.bytes) })
  }
}

async function begin({ contributor, place }: Cast): Promise<number> {
  const answer = await contributor.form(beginPath, { site: String(place.site), section: String(place.section), genre: 'news' })
  const id = Number(/bai-viet\/(\d+)\//.exec(String(answer.headers.location))?.[1])
  if (answer.status !== 303 || !id) throw new Error(`not begun: ${answer.status}`)
  return id
}

const save = (writer: Desk, id: number, version: number, number: number) =>
  writer.json('PUT', articleUrl(id, '/luu'), {
    version,
    title: `Bài thử số ${number}`,
    lead: 'Một lời dẫn ngắn.',
    body: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' }, content: [{ type: 'text', text: `Dấu ${number}.` }] }] },
  })

const numberIn = (answer: Answer) => Number(/Bài thử số (\d+)/.exec((JSON.parse(answer.body) as { title: string }).title)?.[1] ?? 0)

/** Null when nobody answered or the database was away: both must be calm refusals, never a fault. */
async function attempt(work: () => Promise<Answer>, state: State): Promise<Answer | null> {
  try {
    const answer = await work()
    if (answer.status < 500) return answer
    assert.equal(answer.status, 503, answer.body)
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
  }
  if (!state.over) await sleep(20)
  return null
}

async function again<T>(state: State, work: () => Promise<T>): Promise<T | undefined> {
  while (!state.over) {
    const done = await work().catch(() => undefined)
    if (done !== undefined) return done
    await sleep(20)
  }
  return undefined
}

const ranks: readonly Status[] = ['draft', 'submitted', 'edited']

/** Everything acknowledged is there: the text or a later one, the step or a later one, the picture with its bytes. */
export async function assertKept({ contributor }: Cast, ledger: Ledger, server: Serving) {
  for (const [id, number] of ledger.texts) {
    // A version that is long gone: the answer is the text that stands.
    const answer = await contributor.json('PUT', articleUrl(id, '/luu'), {
      version: 1,
      title: '',
      lead: '',
      body: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' } }] },
    })
    if (number === 0) continue
    assert.equal(answer.status, 409, answer.body)
    const kept = numberIn(answer)
    assert.ok(kept >= number, `article ${id}: said ${number}, kept ${kept}`)
  }
  const { db, close } = databaseOf(server)
  const articles = await db.selectFrom('articles').select(['id', 'status']).execute()
  for (const [id, status] of ledger.steps) {
    const kept = articles.find((article) => article.id === id)?.status
    assert.ok(kept && ranks.indexOf(kept as Status) >= ranks.indexOf(status), `article ${id}: said ${status}, kept ${kept}`)
  }
  const files = [
    ...(await db.selectFrom('media').select(['id', 'key', 'sha256']).execute()),
    ...(await db.selectFrom('renditions').select(['media_id as id', 'key', 'sha256']).execute()),
  ]
  for (const [id, { url, sha256: seen }] of ledger.pictures) {
    const mine = files.filter((file) => file.id === id)
    assert.ok(mine.length >= 2, `picture ${id}`)
    for (const { key, sha256: told } of mine) assert.equal(await digest(join(server.dir, 'files', key)), told.toString('hex'), key)
    if (seen) assert.equal(sha256((await ask(server.port, url)).bytes), seen, url)
  }
  await close()
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function digest(path: string) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** As it stands now, for whoever must keep only this much. */
export const copyOf = ({ texts, steps, pictures, answers }: Ledger): Ledger => ({
  texts: new Map(texts),
  steps: new Map(steps),
  pictures: new Map(pictures),
  answers,
})

/** Some more answers than there were. */
export const moreAnswers = (ledger: Ledger, wanted: number, from = ledger.answers) => until(() => ledger.answers >= from + wanted)
