import type { Actor } from '../../../kernel/access.ts'
import { holds } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { setUses, visibleMedia } from '../../media/index.ts'
import { siteOfSection } from '../../sites/index.ts'
import { editors, isInvolved, mayChangeSite, writers, type Article, type Contribution, type Genre } from '../article.ts'
import { canWrite } from '../workflow.ts'
import { emptyBody, mediaIds, type Body } from '../body/body.ts'
import { bundleOf } from '../bundles/queries.ts'
import { articleById, lockArticle, revisionNumbered } from '../queries.ts'
import { keepFaces } from './faces.ts'
import { keepRevision } from './revision.ts'
import { demandMedia, keepOutline, usedMedia, writeWorking, type WorkingText } from './saving.ts'

export type Beginning = {
  siteId: number
  sectionId: number | null
  genre: Genre
  lang?: string
  title?: string
  lead?: string
  body?: Body
}

/** Begins an article; whoever begins it is its author of the whole text until the credits say otherwise. */
export function create(spine: Spine, actor: Actor, beginning: Beginning): Promise<Outcome<{ id: number }>> {
  return command(spine, actor, async (trx, tell) => {
    if (!holds(actor, writers, beginning.siteId, beginning.sectionId)) throw forbidden()
    if (!(await isSectionOf(trx, beginning.siteId, beginning.sectionId))) return issues({ section: 'unknownSection' })
    const id = await insert(trx, actor, beginning)
    tell({ kind: 'article.created', subject: 'article', subjectId: id, siteId: beginning.siteId, detail: {} })
    return done({ id })
  })
}

/** "Giữ cả hai": what I wrote becomes an article of its own beside the one a colleague saved. */
export function copyOf(spine: Spine, actor: Actor, id: number, text: WorkingText): Promise<Outcome<{ id: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const { siteId, sectionId, genre, lang, body } = await articleById(trx, actor, id)
    await demandMedia(trx, actor, mediaIds(text.body), mediaIds(body))
    const copy = await insert(trx, actor, { siteId, sectionId, genre, lang, ...text })
    await setUses(trx, 'article', copy, mediaIds(text.body))
    tell({ kind: 'article.copied', subject: 'article', subjectId: copy, siteId, detail: { from: id } })
    return done({ id: copy })
  })
}

export async function insert(
  trx: Db,
  actor: Pick<Actor, 'id'>,
  { siteId, sectionId, genre, lang = 'vi', title = '', lead = '', body = emptyBody() }: Beginning,
) {
  const at = now()
  const { id } = await trx
    .insertInto('articles')
    .values({
      site_id: siteId,
      section_id: sectionId,
      genre,
      lang,
      title,
      lead,
      body: json(body),
      created_by: actor.id,
      created_at: at,
      saved_by: actor.id,
      saved_at: at,
      status_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx.insertInto('contributions').values({ article_id: id, person_id: actor.id, role: 'text', share: 10_000 }).execute()
  await keepFaces(trx, [id])
  await keepOutline(trx, { id, version: 1, session: '', by: actor.id, at }, { title, lead, body })
  return id
}

/** Ctrl+S: the working copy as it stands becomes a revision with a name. */
export function nameRevision(spine: Spine, actor: Actor, id: number, name: string): Promise<Outcome<{ number: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await writable(trx, actor, id)
    const revision = await keepRevision(trx, article, actor.id, 'named', name)
    tell({ kind: 'article.named', subject: 'article', subjectId: id, siteId: article.siteId, detail: { revision: revision.id } })
    return done({ number: revision.number })
  })
}

/** Puts an older revision's text into the working copy; what stood there is kept as a revision first. */
export function restoreRevision(spine: Spine, actor: Actor, id: number, number: number): Promise<Outcome<{ number: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await writable(trx, actor, id)
    const old = await revisionNumbered(trx, id, number)
    await keepRevision(trx, article, actor.id, 'replaced')
    await writeWorking(trx, actor, article, old, now())
    const revision = await keepRevision(trx, { ...article, title: old.title, lead: old.lead, body: old.body }, actor.id, 'restored')
    tell({
      kind: 'article.revisionRestored',
      subject: 'article',
      subjectId: id,
      siteId: article.siteId,
      detail: { revision: revision.id, number },
    })
    return done({ number: revision.number })
  })
}

export type Description = { genre: Genre; sectionId: number | null; coverId: number | null; tags: string[]; source: string }

/**
 * Genre, section, cover, tags, source: what the item is, apart from its text; what is not given stays. A section says which site it is on, so
 * another site's takes the item there. `version`: only while it is still the one that the person saw.
 */
export function describe(spine: Spine, actor: Actor, id: number, given: Partial<Description>, version?: number) {
  return command(spine, actor, async (trx, tell): Promise<Outcome<{ version: number; savedAt: Temporal.Instant }>> => {
    const article = await writable(trx, actor, id)
    if (version !== undefined && version !== article.version) throw conflict()
    const described = { ...article, ...given, version: article.version + 1, savedAt: now() }
    const siteId = await siteFor(trx, actor, article, described.sectionId)
    if (siteId === null) return issues({ section: 'unknownSection' })
    // Its bundle's site would go on saying when it goes out, and the new site could not take it out of there.
    if (siteId !== article.siteId && (await bundleOf(trx, id))) return issues({ section: 'bundleOtherSite' })
    const { coverId } = described
    if (coverId !== null && coverId !== article.coverId && !(await visibleMedia(trx, actor, [coverId])).has(coverId))
      return issues({ cover: 'unknownPicture' })
    await writeDescription(trx, actor, id, { ...described, siteId })
    await setUses(trx, 'article', id, usedMedia(coverId, article.body))
    await keepFaces(trx, [id])
    tell({ kind: 'article.described', subject: 'article', subjectId: id, siteId, detail: {} })
    return done({ version: described.version, savedAt: described.savedAt })
  })
}

type Described = Description & { siteId: number; version: number; savedAt: Temporal.Instant }

const writeDescription = (trx: Db, actor: Actor, id: number, { genre, siteId, sectionId, coverId, tags, source, ...rest }: Described) =>
  trx
    .updateTable('articles')
    .set({
      genre,
      site_id: siteId,
      section_id: sectionId,
      cover_media_id: coverId,
      tags,
      source,
      version: rest.version,
      saved_by: actor.id,
      saved_at: rest.savedAt,
    })
    .where('id', '=', id)
    .execute()

/** The site that the section puts the item on: its own, or another one where the actor writes while the item is still the writer's alone. */
async function siteFor(trx: Db, actor: Actor, article: Article, sectionId: number | null): Promise<number | null> {
  const site = sectionId === null ? article.siteId : await siteOfSection(trx, sectionId)
  if (site === null || site === article.siteId) return site
  return mayChangeSite(article) && holds(actor, writers, site, sectionId) ? site : null
}

export const isSectionOf = async (trx: Db, siteId: number, sectionId: number | null) =>
  sectionId === null || (await siteOfSection(trx, sectionId)) === siteId

/** Sets who did what. The shares of a role that is given at all sum to the whole; somebody wrote the text. */
export function credit(
  spine: Spine,
  actor: Actor,
  id: number,
  contributions: readonly Omit<Contribution, 'name'>[],
): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await writable(trx, actor, id)
    const wrong = issuesOfCredits(contributions)
    if (wrong) return issues({ contributions: wrong })
    if (stepsOut(actor, article, contributions)) throw forbidden()
    await trx.deleteFrom('contributions').where('article_id', '=', id).execute()
    await trx
      .insertInto('contributions')
      .values(
        contributions.map(({ personId, penName, role, share }, position) => ({
          article_id: id,
          person_id: personId,
          pen_name: penName,
          role,
          share,
          position,
        })),
      )
      .execute()
    await trx
      .updateTable('articles')
      .set({ version: article.version + 1, saved_by: actor.id, saved_at: now() })
      .where('id', '=', id)
      .execute()
    await keepFaces(trx, [id])
    tell({
      kind: 'article.credited',
      subject: 'article',
      subjectId: id,
      siteId: article.siteId,
      detail: { people: contributions.map(({ personId }) => personId) },
    })
    return done(null)
  })
}

/** Who may decide about articles cannot leave the authors of this one by the own hand, to pass or approve it afterwards; a colleague can do it. */
const stepsOut = (actor: Actor, article: Article, contributions: readonly Omit<Contribution, 'name'>[]) =>
  holds(actor, editors, article.siteId, article.sectionId) &&
  isInvolved(actor, article) &&
  !isInvolved(actor, { ...article, contributions: [...contributions] })

function issuesOfCredits(contributions: readonly Omit<Contribution, 'name'>[]) {
  if (!contributions.some(({ role }) => role !== 'edit')) return 'nobodyWrote'
  const keys = new Set(contributions.map(({ personId, role }) => `${personId} ${role}`))
  if (keys.size !== contributions.length) return 'creditedTwice'
  const sums = new Map<string, number>()
  for (const { role, share } of contributions) sums.set(role, (sums.get(role) ?? 0) + share)
  return [...sums.values()].every((sum) => sum === 10_000) ? null : 'sharesDoNotSum'
}

export async function writable(trx: Db, actor: Actor, id: number) {
  await lockArticle(trx, id)
  const article = await articleById(trx, actor, id)
  if (!canWrite(actor, article)) throw forbidden()
  return article
}
