import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import type { Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { writeSetting, settingOf, type Setting } from '../../kernel/settings.ts'
import { now, setClock } from '../../kernel/time.ts'
import { sampleMediaIds } from '../media/index.ts'
import { peopleNamed, sampleNumbers } from '../people/index.ts'
import { sitesOf } from '../sites/index.ts'
import type { CorrectionReason, WithdrawalReason, ContributionRole, Genre } from './article.ts'
import type { Body } from './body/body.ts'
import { parseBody } from './body/parse.ts'
import { approve, publishDue, stepOf } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { create, credit, describe } from './commands/writing.ts'
import { assign } from './procedure/assigning.ts'
import { stagesSetting } from './procedure/settings.ts'
import { anyArticle } from './queries.ts'
import { sampleRemarks, type SampleRemark } from './remarks/sample.ts'

type SampleArticle = {
  key: string
  site: string
  section: string
  genre: Genre
  status: 'live' | 'draft' | 'submitted' | 'proofing' | 'returned' | 'edited' | 'scheduled' | 'withdrawn'
  featured?: number
  publishedAt: string | null
  writtenAt?: string
  enteredBy: string
  title: string
  lead: string
  cover: string | null
  tags: string[]
  source?: string
  contributions: { person: string; role: ContributionRole; share: number }[]
  shared: { site: string; section: string }[]
  body: unknown
  /** Who has it at the stage where it waits. */
  taken?: string
  returned?: { at: string; by: string; reason: string }
  remarks?: SampleRemark[]
  withdrawal?: { at: string; why?: WithdrawalReason; notice: string }
  correction?: { at: string; reason?: CorrectionReason; original: string; corrected: string; notice: string }
}
type Numbers = Readonly<Record<string, number>>
type Places = { sites: Map<string, number>; sections: Map<string, number>; people: Numbers; media: Numbers }

/** Keys of the sample articles that are there already, for a run that was cut off. */
export const madeBefore: Setting<readonly string[]> = { key: 'sample.articles', schema: z.array(z.string()), initial: [] }

/** The sample articles, each taken through the real commands at its own hour, so that its history is a true one. Those there already are passed over. */
export async function sampleArticles(deps: Deps, folder: string) {
  const places = await placesOf(deps, folder)
  const made = new Set(await settingOf(deps.db, madeBefore))
  const files = (await readdir(join(folder, 'articles'))).filter((name) => name.endsWith('.json')).sort()
  const all = (
    await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, 'articles', name), 'utf8')) as SampleArticle[]))
  ).flat()
  if (made.size === 0) await writeSetting(deps.db, stagesSetting, { [places.sites.get('dulich')!]: 3 })
  try {
    for (const article of all.toSorted((a, b) => (begunAt(a) < begunAt(b) ? -1 : 1))) {
      if (made.has(article.key)) continue
      await write(deps, places, article)
      made.add(article.key)
      setClock(null)
      await writeSetting(deps.db, madeBefore, [...made])
    }
  } finally {
    setClock(null)
  }
}

const begunAt = ({ publishedAt, writtenAt }: SampleArticle) => Temporal.Instant.from(writtenAt ?? publishedAt!).toString()

/** The dates of the sample are told from its own day, 23/11/2026; an earlier clock must not put articles into the future. */
async function write(deps: Deps, places: Places, sample: SampleArticle) {
  const shift = Temporal.Instant.from('2026-11-23T12:00:00+07:00').until(now())
  const hour = (iso: string) => (shift.sign < 0 ? Temporal.Instant.from(iso).add(shift) : Temporal.Instant.from(iso))
  const planned = sample.publishedAt ? hour(sample.publishedAt) : null
  const goesLive = planned && sample.status === 'scheduled' ? stillAhead(planned, now()) : planned
  const begun = sample.writtenAt ? hour(sample.writtenAt) : earlier(goesLive!, now()).subtract({ hours: 20 })
  setClock(() => begun)
  const author = await actor(deps, places, sample.enteredBy, 'editor')
  const id = await begin(deps, places, sample, author)
  await walk(deps, places, sample, id, author, { begun, goesLive, hour })
}

/** Whatever the day on which the sample is made, what waits for its hour still waits: the next day at that hour, half a day away or more. */
export function stillAhead(planned: Temporal.Instant, from: Temporal.Instant): Temporal.Instant {
  const soonest = from.add({ hours: 12 })
  const late = Math.max(0, soonest.since(planned).total('hours'))
  return planned.add({ hours: Math.ceil(late / 24) * 24 })
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

async function begin(deps: Deps, places: Places, sample: SampleArticle, author: Actor) {
  const siteId = places.sites.get(sample.site)!
  const sectionId = places.sections.get(`${sample.site}/${sample.section}`) ?? null
  const { id } = sure(
    await create(deps, author, {
      siteId,
      sectionId,
      genre: sample.genre,
      title: sample.title,
      lead: sample.lead,
      body: bodyOf(sample, places),
    }),
  )
  const coverId = sample.cover ? (places.media[sample.cover] ?? null) : null
  sure(await describe(deps, author, id, { genre: sample.genre, sectionId, coverId, tags: sample.tags, source: sample.source ?? '' }))
  const contributions = sample.contributions.map(({ person, role, share }) => ({
    personId: places.people[person]!,
    penName: '',
    role,
    share: share * 100,
  }))
  sure(await credit(deps, author, id, contributions))
  // Written down once more, so that the pictures of the text are counted among its uses.
  const { version, title, lead, body } = await anyArticle(deps.db, id)
  await saveWorking(deps, author, id, version, { title, lead, body })
  return id
}

type Hours = { begun: Temporal.Instant; goesLive: Temporal.Instant | null; hour: (iso: string) => Temporal.Instant }

async function walk(deps: Deps, places: Places, sample: SampleArticle, id: number, author: Actor, { begun, goesLive, hour }: Hours) {
  if (sample.status === 'draft') return
  const seen = async () => ({ version: (await anyArticle(deps.db, id)).version })
  const talk = () =>
    sampleRemarks(deps, {
      id,
      remarks: sample.remarks ?? [],
      hour,
      actor: (key) => actor(deps, places, key, key === 'son' ? 'chief' : 'editor'),
    })
  const waits = async () => {
    await taken(deps, places, sample, id)
    await talk()
  }
  setClock(() => begun.add({ minutes: 40 }))
  sure(await take(deps, author, id, 'submit', await seen()))
  if (sample.status === 'submitted') return waits()
  const editor = await actor(deps, places, sample.enteredBy === 'hoa' ? 'in' : 'hoa', 'editor')
  setClock(() => (sample.returned ? hour(sample.returned.at) : begun.add({ hours: 2 })))
  if (sample.returned) return void sure(await take(deps, editor, id, 'return', { ...(await seen()), reason: sample.returned.reason }))
  sure(await take(deps, editor, id, 'pass', await seen()))
  if (sample.status === 'proofing') return waits()
  await proof(deps, places, id, begun.add({ hours: 2, minutes: 30 }))
  if (sample.status === 'edited') return waits()
  const chief = await actor(
    deps,
    places,
    sample.contributions.some(({ person, role }) => person === 'son' && role !== 'edit') ? 'in' : 'son',
    'chief',
  )
  setClock(() => begun.add({ hours: 3 }))
  const sites = sample.shared.map(({ site, section }) => ({
    siteId: places.sites.get(site)!,
    sectionId: places.sections.get(`${site}/${section}`)!,
  }))
  sure(await approve(deps, chief, id, await seen(), { at: goesLive, sites }))
  if (sample.featured)
    await deps.db
      .updateTable('publications')
      .set({ featured: sample.featured })
      .where('article_id', '=', id)
      .where('canonical', '=', true)
      .execute()
  if (sample.status === 'scheduled') return
  setClock(() => goesLive!)
  await publishDue(deps, id)
  if (sample.correction) await correct(deps, { sample, id, chief, editor, author, at: hour(sample.correction.at) })
  if (sample.withdrawal) await withdraw(deps, { sample, id, chief, at: hour(sample.withdrawal.at) })
}

/** Where the site has a stage for the secretary. */
async function proof(deps: Deps, places: Places, id: number, at: Temporal.Instant) {
  const { status, version } = await anyArticle(deps.db, id)
  if (status !== 'proofing') return
  setClock(() => at)
  sure(await take(deps, await actor(deps, places, 'in', 'secretary'), id, 'proof', { version }))
}

async function taken(deps: Deps, places: Places, { taken: key }: SampleArticle, id: number) {
  if (!key) return
  const to = places.people[key]!
  sure(await assign(deps, await actor(deps, places, 'in', 'secretary'), id, { from: null, to }))
}

type Correcting = { sample: SampleArticle; id: number; author: Actor; editor: Actor; chief: Actor; at: Temporal.Instant }

/** A correction goes through the same stages while readers still have the old text. */
async function correct(deps: Deps, { sample, id, author, editor, chief, at }: Correcting) {
  setClock(() => at)
  const seen = async () => ({ version: (await anyArticle(deps.db, id)).version })
  sure(await take(deps, author, id, 'revise', await seen()))
  sure(await take(deps, author, id, 'submit', await seen()))
  sure(await take(deps, editor, id, 'pass', await seen()))
  const { reason = 'error', original, corrected, notice } = sample.correction!
  sure(await approve(deps, chief, id, await seen(), { at: null, sites: [], correction: { reason, original, corrected, notice } }))
}

async function withdraw(deps: Deps, { sample, id, chief, at }: Omit<Correcting, 'author' | 'editor'>) {
  setClock(() => at)
  for (const publication of (await anyArticle(deps.db, id)).publications)
    sure(
      await stepOf(deps, chief, id, publication.id, 'withdraw', {
        reason: sample.withdrawal!.notice,
        why: sample.withdrawal!.why ?? 'outdated',
      }),
    )
}

/** The sample names pictures by their file; the store knows them by number. */
function bodyOf(sample: SampleArticle, places: Places): Body {
  const numbered = JSON.parse(JSON.stringify(sample.body), (name, value: unknown) =>
    name === 'attrs' || name === 'items' ? withIds(value, places) : value,
  ) as unknown
  return sure(parseBody(numbered))
}

function withIds(value: unknown, places: Places): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, places))
  const { media, ...rest } = value as { media?: string }
  return media === undefined ? rest : { ...rest, mediaId: places.media[media] ?? null }
}

async function placesOf(deps: Deps, folder: string): Promise<Places> {
  const sites = sitesOf(deps)
  return {
    sites: new Map(sites.map(({ id, key }) => [key, id])),
    sections: new Map(sites.flatMap(({ key, sections }) => sections.map(({ id, slug }) => [`${key}/${slug}`, id] as const))),
    people: await sampleNumbers(deps, folder),
    media: await settingOf(deps.db, sampleMediaIds),
  }
}

/** The sample's people act with the role their step asks for. */
async function actor(deps: Deps, places: Places, key: string, role: 'editor' | 'secretary' | 'chief'): Promise<Actor> {
  const id = places.people[key]!
  const { name } = (await peopleNamed(deps.db, [id])).get(id)!
  return { id, name, lang: 'vi', grants: [{ role, site: null, sections: null }], standsFor: [] }
}

function sure<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`sample: ${JSON.stringify(outcome.issues)}`)
  return outcome.value
}
