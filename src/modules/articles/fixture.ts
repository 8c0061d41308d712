import assert from 'node:assert/strict'
import { castOf } from '../../../test/cast.ts'
import { testApp } from '../../../test/app.ts'
import type { Actor } from '../../kernel/access.ts'
import type { Outcome } from '../../kernel/errors.ts'
import type { Module } from '../../kernel/module.ts'
import { fold } from '../../kernel/text.ts'
import { formatDate, formatTime, now, setClock, toLocal } from '../../kernel/time.ts'
import type { Contribution, PublicationStep } from './article.ts'
import type { Body } from './body/body.ts'
import { parseBody } from './body/parse.ts'
import { approve, publishDue, stepOf, type Plan } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { saveWorking } from './commands/saving.ts'
import { create, credit } from './commands/writing.ts'
import { sweep } from './jobs.ts'
import { anyArticle } from './queries.ts'

export const ok = <T>(outcome: Outcome<T>): T => {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}
export const status = (wanted: number) => (error: { status?: number }) => error.status === wanted

export const base = '/toa-soan/bai-viet'

export const later = (hours: number) => now().add({ hours })
/** An hour as a person types it. */
export const typedHour = (at: Temporal.Instant) => ({ date: formatDate(toLocal(at)), time: formatTime(toLocal(at)) })

/** The words of a page. */
export const shown = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

/** Like assert.match, without printing a whole page when it fails. */
export const says = (body: string, wanted: RegExp) => assert.ok(wanted.test(body), `${wanted} is not in: ${shown(body).slice(0, 300)}`)

export function bodyOf(...paragraphs: string[]): Body {
  return ok(
    parseBody({
      type: 'doc',
      content: paragraphs.map((text, index) => ({ type: 'paragraph', attrs: { id: `doan${index}` }, content: [{ type: 'text', text }] })),
    }),
  )
}

export const text = (title = 'Đêm Xòe ở bản Na Vai', ...paragraphs: string[]) => ({
  title,
  lead: 'Tối thứ bảy, cả bản ra sân nhà văn hóa.',
  body: bodyOf(...(paragraphs.length > 0 ? paragraphs : ['Bà Ban cất giọng mở đầu.', 'Vòng tròn rộng dần.'])),
})

/** Two sites with sections, a cast with every role on the whole network, and the way an article goes. */
export async function articleWorld(...more: readonly Module[]) {
  const house = await testApp(...more)
  const { db, deps } = house
  const rows = [
    ['cong', 'Cổng Sở'],
    ['thuvien', 'Thư viện'],
  ].map(([key, name]) => ({ key: key!, name: name!, created_at: now() }))
  const [cong, thuvien] = (await db.insertInto('sites').values(rows).returning('id').execute()).map(({ id }) => id) as [number, number]
  const section = async (site: number, slug: string, name: string) =>
    (await db.insertInto('sections').values({ site_id: site, slug, name, position: 1 }).returning('id').executeTakeFirstOrThrow()).id
  const sections = {
    vanHoa: await section(cong, 'van-hoa', 'Văn hóa'),
    duLich: await section(cong, 'du-lich', 'Du lịch'),
    sach: await section(thuvien, 'sach', 'Sách'),
  }
  await house.network()
  const cast = await castOf(db)
  for (const { id, name } of Object.values(cast))
    await db
      .updateTable('people')
      .set({ name_key: fold(name) })
      .where('id', '=', id)
      .execute()
  const seen = async (id: number) => ({ version: (await anyArticle(db, id)).version })

  const begin = async (
    author: Actor = cast.contributor,
    more: { site?: number; section?: number | null; text?: ReturnType<typeof text> } = {},
  ) => {
    const { site = cong, section: sectionId = sections.vanHoa, text: written = text() } = more
    const { id } = ok(await create(deps, author, { siteId: site, sectionId, genre: 'feature' }))
    await saveWorking(deps, author, id, 1, written)
    return id
  }
  const share = async (id: number, author: Actor, ...contributions: Omit<Contribution, 'name'>[]) =>
    ok(await credit(deps, author, id, contributions))
  const sent = async (...given: Parameters<typeof begin>) => {
    const id = await begin(...given)
    ok(await take(deps, given[0] ?? cast.contributor, id, 'submit', await seen(id)))
    return id
  }
  const edited = async (...given: Parameters<typeof begin>) => {
    const id = await sent(...given)
    ok(await take(deps, cast.editor, id, 'pass', await seen(id)))
    return id
  }
  const approved = async (plan: Partial<Plan> = {}, ...given: Parameters<typeof begin>) => {
    const id = await edited(...given)
    ok(await approve(deps, cast.chief, id, await seen(id), { at: null, sites: [], ...plan }))
    return id
  }
  const live = async (plan: Partial<Plan> = {}, ...given: Parameters<typeof begin>) => {
    const id = await approved(plan, ...given)
    await publishDue(deps, id)
    return id
  }
  const place = async (
    id: number,
    step: PublicationStep,
    given: { reason?: string; at?: Temporal.Instant } = {},
    actor: Actor = cast.chief,
  ) => {
    for (const publication of (await anyArticle(db, id)).publications) ok(await stepOf(deps, actor, id, publication.id, step, given))
    return id
  }
  /** The worker's minute, at this hour. */
  const roundAt = async (at: Temporal.Instant) => {
    setClock(() => at)
    await sweep(deps)
    setClock(null)
  }
  return {
    ...house,
    cong,
    thuvien,
    sections,
    cast,
    seen,
    begin,
    share,
    sent,
    edited,
    approved,
    live,
    place,
    roundAt,
    article: (id: number) => anyArticle(db, id),
  }
}

export type World = Awaited<ReturnType<typeof articleWorld>>
