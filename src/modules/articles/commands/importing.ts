import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { done, forbidden, issues, type Outcome } from '../../../kernel/errors.ts'
import { indexEntry } from '../../../kernel/search/index.ts'
import { slug } from '../../../kernel/text.ts'
import { now } from '../../../kernel/time.ts'
import { setUses } from '../../media/index.ts'
import { canMoveIn, leadOn } from '../../sites/index.ts'
import { tagsOf } from '../activities.ts'
import type { Article, Genre } from '../article.ts'
import type { Block, Body } from '../body/body.ts'
import { renderBody } from '../body/render.ts'
import { articlePath } from '../portal/story.ts'
import { anyArticle, lockArticle } from '../queries.ts'
import { drawPublications, entryOf } from './drawing.ts'
import { keepFaces } from './faces.ts'
import { keepRevision, writeRevision } from './revision.ts'
import { keepOutline, usedMedia } from './saving.ts'
import { isSectionOf } from './writing.ts'

/** An item that was published elsewhere. `authors` in the order of the byline; `oldPath` leads to it from now on. */
export type Imported = {
  siteId: number
  section: { id: number; slug: string } | null
  genre: Genre
  title: string
  lead: string
  body: Body
  tags: string[]
  source: string
  authors: readonly { personId: number; penName: string }[]
  /** Null: it comes in as a draft. */
  liveAt: Temporal.Instant | null
  oldPath: string | null
}

/**
 * Writes an item that readers had elsewhere as it stood there: approved, and live since its own day. Nobody decides about it here, so it takes no
 * step; whoever moves the site in answers for it. `redirected`: its old address leads to it.
 */
export function importArticle(spine: Spine, actor: Actor, given: Imported): Promise<Outcome<{ id: number; redirected: boolean }>> {
  return command(spine, actor, async (trx, tell) => {
    const { siteId, section, liveAt, oldPath } = given
    if (!canMoveIn(actor, siteId)) throw forbidden()
    if (!(await isSectionOf(trx, siteId, section?.id ?? null))) return issues({ section: 'unknownSection' })
    if (liveAt && !section) return issues({ section: 'sectionMissing' })
    const { id, revision, byline } = await insert(trx, actor, given)
    if (liveAt && section) await putOut(trx, id, revision, { ...given, liveAt, section, byline })
    await keepFaces(trx, [id])
    const target = section && articlePath(section.slug, slug(given.title), id)
    const redirected = oldPath !== null && target !== null && liveAt !== null && (await leadOn(trx, siteId, oldPath, target))
    tell({
      kind: 'article.imported',
      subject: 'article',
      subjectId: id,
      siteId,
      detail: {},
      tags: liveAt && section ? tagsOf(id, [{ siteId, sectionId: section.id }]) : [],
    })
    return done({ id, redirected })
  })
}

async function insert(trx: Db, actor: Actor, { siteId, section, authors, liveAt, ...given }: Imported) {
  const at = now()
  const { title, lead, body, genre, tags, source } = given
  const { id } = await trx
    .insertInto('articles')
    .values({
      site_id: siteId,
      section_id: section?.id ?? null,
      genre,
      status: liveAt ? 'approved' : 'draft',
      title,
      lead,
      body: json(body),
      tags,
      source,
      created_by: actor.id,
      created_at: liveAt ?? at,
      saved_by: actor.id,
      saved_at: at,
      status_at: liveAt ?? at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const byline = await creditAuthors(trx, id, authors)
  const article = { ...given, id, sectionId: section?.id ?? null, coverId: null }
  const revision = await writeRevision(trx, article, byline, { number: 1, by: actor.id, reason: 'imported' })
  await trx
    .updateTable('articles')
    .set({ revision_id: revision.id, approved_revision_id: liveAt ? revision.id : null })
    .where('id', '=', id)
    .execute()
  await keepOutline(trx, { id, version: 1, session: '', by: actor.id, at }, { title, lead, body })
  return { id, revision: revision.id, byline }
}

async function creditAuthors(trx: Db, id: number, authors: Imported['authors']) {
  const shares = sharesOf(authors.length)
  const byline = authors.map(({ personId, penName }, place) => ({ personId, name: penName, role: 'text' as const, share: shares[place]! }))
  const rows = byline.map(({ personId, name, role, share }, position) => ({
    article_id: id,
    person_id: personId,
    pen_name: name,
    role,
    share,
    position,
  }))
  if (rows.length > 0) await trx.insertInto('contributions').values(rows).execute()
  return byline
}

/** Alike for all, the rest to the first. */
const sharesOf = (count: number) => {
  const each = Math.floor(10_000 / Math.max(1, count))
  return Array.from({ length: count }, (_, at) => (at === 0 ? 10_000 - each * (count - 1) : each))
}

type Out = Imported & { liveAt: Temporal.Instant; section: { id: number }; byline: readonly { name: string }[] }

/** Drawn and found at once; no picture is there yet. */
async function putOut(trx: Db, id: number, revision: number, { siteId, section, title, lead, body, genre, tags, liveAt, byline }: Out) {
  await trx
    .insertInto('publications')
    .values({
      article_id: id,
      site_id: siteId,
      section_id: section.id,
      canonical: true,
      slug: slug(title),
      genre,
      revision_id: revision,
      status: 'live',
      publish_at: liveAt,
      live_at: liveAt,
      html: renderBody(body, { media: new Map(), lang: 'vi' }),
    })
    .execute()
  await indexEntry(
    trx,
    entryOf({ id, lang: 'vi' }, { title, lead, body, genre, tags, byline }, { siteId, sectionId: section.id, at: liveAt }),
  )
}

/** Of pictures that came after their item: the place in the text, or the cover (''), and the medium. */
export type Pictures = ReadonlyMap<string, number>

/**
 * Puts pictures into the places that wait for them. Readers get them at once while nobody has touched the item since it came; when somebody
 * has, they stand in the working text and go out with its next approval.
 */
export function illustrate(spine: Spine, actor: Actor, id: number, pictures: Pictures): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await anyArticle(trx, id)
    if (!canMoveIn(actor, article.siteId)) throw forbidden()
    const body: Body = { type: 'doc', content: article.body.content.map((block) => filled(block, pictures)) }
    const coverId = article.coverId ?? pictures.get('') ?? null
    const untouched = article.status === 'approved' && article.approvedRevisionId === article.revisionId
    const after = { ...article, body, coverId, version: article.version + 1 }
    await write(trx, actor, after)
    const revision = await keepRevision(trx, after, actor.id, 'imported')
    if (untouched) await showAnew(trx, id, revision.id)
    await drawPublications(trx, await anyArticle(trx, id))
    tell({
      kind: 'article.illustrated',
      subject: 'article',
      subjectId: id,
      siteId: article.siteId,
      detail: { revision: revision.id },
      tags: tagsOf(id, article.publications),
    })
    return done(null)
  })
}

const filled = (block: Block, pictures: Pictures): Block =>
  block.type === 'figure' && block.attrs.mediaId === null
    ? { ...block, attrs: { ...block.attrs, mediaId: pictures.get(block.attrs.id) ?? null } }
    : block

async function write(trx: Db, actor: Actor, { id, title, lead, body, coverId, version }: Article) {
  const at = now()
  await trx
    .updateTable('articles')
    .set({ body: json(body), cover_media_id: coverId, version, saved_by: actor.id, saved_at: at })
    .where('id', '=', id)
    .execute()
  await keepOutline(trx, { id, version, session: '', by: actor.id, at }, { title, lead, body })
  await setUses(trx, 'article', id, usedMedia(coverId, body))
}

async function showAnew(trx: Db, id: number, revision: number) {
  await trx.updateTable('articles').set({ approved_revision_id: revision }).where('id', '=', id).execute()
  await trx.updateTable('publications').set({ revision_id: revision }).where('article_id', '=', id).execute()
}
