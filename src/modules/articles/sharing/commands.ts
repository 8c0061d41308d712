import type { Actor } from '../../../kernel/access.ts'
import { holds } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { settingOf } from '../../../kernel/settings.ts'
import { now } from '../../../kernel/time.ts'
import { tagsOf } from '../activities.ts'
import { writers, type Article } from '../article.ts'
import { longest } from '../body/body.ts'
import { keepFaces } from '../commands/faces.ts'
import { apply, withdrawCopies } from '../commands/publication.ts'
import { isSectionOf } from '../commands/writing.ts'
import { anyArticle, articleById, lockArticle } from '../queries.ts'
import { text } from '../text.ts'
import { doorFor, doors } from './doors.ts'
import { makeCopy, nameLink, placeLink, tagsOfCopies } from './placing.ts'
import { shareById } from './queries.ts'
import { answers, hindrance, speaksFor, tookUp, type Placing, type Share } from './share.ts'

/** Offers what is live at home to other sites. Where a site takes what this one sends, it stands there at once. */
export function offer(spine: Spine, actor: Actor, id: number, sites: readonly number[], words: string): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    if (!speaksFor(actor, article.siteId)) throw forbidden()
    if (sites.length === 0) return issues({ sites: 'noSiteChosen' })
    const open = await settingOf(trx, doors)
    const pushed: number[] = []
    for (const site of new Set(sites)) {
      const hindered = hindrance(article, site) ?? (await pending(trx, id, site))
      if (hindered) return issues({ sites: hindered })
      const section = doorFor(open, article, site)
      const share = await keep(trx, actor, { articleId: id, to: site, kind: 'offer', words })
      if (section === null || !(await isSectionOf(trx, site, section))) continue
      await placeLink(trx, article, site, { sectionId: section, headline: '' })
      await close(trx, actor, share, 'taken', { mode: 'link', section_id: section })
      pushed.push(site)
    }
    const { publications } = await anyArticle(trx, id)
    tell({ ...about(article), kind: 'article.offered', detail: { sites: [...sites], pushed }, tags: tagsOf(id, publications) })
    return done(null)
  })
}

/** Asks an item's own site for it, saying where it would stand. */
export function askFor(spine: Spine, actor: Actor, id: number, to: number, placing: Placing, words: string): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    if (!speaksFor(actor, to)) throw forbidden()
    await lockArticle(trx, id)
    const article = await anyArticle(trx, id)
    const hindered = hindrance(article, to) ?? (await pending(trx, id, to))
    // Of what is not before readers, nobody outside learns that it exists.
    if (hindered === 'shareNotLive') throw notFound()
    const wrong = { ...(hindered && { site: hindered }), ...(await issuesOf(trx, actor, to, placing)) }
    if (Object.keys(wrong).length > 0) return issues(wrong)
    const { mode, sectionId, headline } = placing
    const share = await keep(trx, actor, { articleId: id, to, kind: 'ask', words, mode, section_id: sectionId, headline })
    tell({ ...about(article), kind: 'article.askedFor', detail: { share, site: to } })
    return done(null)
  })
}

/** The receiving site takes what it was offered. */
export function takeOffer(spine: Spine, actor: Actor, shareId: number, placing: Placing): Promise<Outcome<{ copyId: number | null }>> {
  return answer(spine, actor, shareId, async (trx, share, article) => {
    if (share.kind !== 'offer') throw conflict()
    const wrong = await issuesOf(trx, actor, share.to, placing)
    if (Object.keys(wrong).length > 0) return issues(wrong)
    return place(trx, actor, share, article, placing, { actor, words: '' })
  })
}

/** The home site gives what it was asked for. */
export function grant(spine: Spine, actor: Actor, shareId: number, words: string): Promise<Outcome<{ copyId: number | null }>> {
  return answer(spine, actor, shareId, async (trx, share, article) => {
    if (share.kind !== 'ask') throw conflict()
    const { sectionId, mode, headline } = share
    if (!(await isSectionOf(trx, share.to, sectionId))) return issues({ form: 'shareSectionGone' })
    const asker = await trx.selectFrom('shares').select('made_by').where('id', '=', share.id).executeTakeFirstOrThrow()
    return place(trx, { id: asker.made_by }, share, article, { mode: mode!, sectionId: sectionId!, headline }, { actor, words })
  })
}

type Answered = Outcome<{ copyId: number | null }>

function answer(spine: Spine, actor: Actor, shareId: number, act: (trx: Db, share: Share, article: Article) => Promise<Answered>) {
  return command(spine, actor, async (trx, tell): Promise<Answered> => {
    const share = await openShare(trx, actor, shareId)
    const article = await anyArticle(trx, share.articleId)
    if (!answers(actor, share)) throw forbidden()
    const hindered = hindrance(article, share.to)
    if (hindered) return issues({ form: hindered })
    const outcome = await act(trx, share, article)
    if (!outcome.ok) return outcome
    const { publications } = await anyArticle(trx, article.id)
    const detail = { share: shareId, site: share.to, copy: outcome.value.copyId }
    tell({ ...about(article), kind: 'article.shared', detail, tags: tagsOf(article.id, publications) })
    return outcome
  })
}

type Answering = { actor: Actor; words: string }

/** `receiver`: whose draft a copy becomes. The answer is given by whoever answers. */
async function place(
  trx: Db,
  receiver: Pick<Actor, 'id'>,
  share: Share,
  article: Article,
  placing: Placing,
  by: Answering,
): Promise<Answered> {
  const { mode, sectionId, headline } = placing
  const copyId = mode === 'copy' ? await makeCopy(trx, receiver, article, share.to, placing) : null
  if (mode === 'link') await placeLink(trx, article, share.to, placing)
  await close(trx, by.actor, share.id, 'taken', { mode, section_id: sectionId, headline, copy_id: copyId, answer: by.words })
  return done({ copyId })
}

/** Says no, with or without words. */
export function decline(spine: Spine, actor: Actor, shareId: number, words: string): Promise<Outcome<null>> {
  return ending(spine, actor, shareId, 'declined', answers, words)
}

/** Whoever offered or asked takes it back while nobody has answered. */
export const takeBack = (spine: Spine, actor: Actor, shareId: number): Promise<Outcome<null>> =>
  ending(spine, actor, shareId, 'recalled', tookUp, '')

function ending(spine: Spine, actor: Actor, id: number, state: 'declined' | 'recalled', may: typeof answers, words: string) {
  return command(spine, actor, async (trx, tell): Promise<Outcome<null>> => {
    const share = await openShare(trx, actor, id)
    if (!may(actor, share)) throw forbidden()
    await close(trx, actor, id, state, { answer: words })
    const article = await anyArticle(trx, share.articleId)
    tell({
      ...about(article),
      kind: `article.share${state === 'declined' ? 'Declined' : 'TakenBack'}`,
      detail: { share: id, site: share.to },
    })
    return done(null)
  })
}

/** The receiving site shows it no longer; its readers are led to where it is at home. */
export function leaveOff(spine: Spine, actor: Actor, shareId: number): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const { share, article, standing } = await standingShare(trx, actor, shareId)
    const { lang } = article
    const given = { why: 'unshared', reason: text[lang === 'en' ? 'en' : 'vi'].withdrawalNotices.unshared, replacedBy: article.id } as const
    await apply(trx, article, standing, 'withdraw', given)
    await keepFaces(trx, [article.id])
    tell({
      ...about(article),
      kind: 'article.leftOff',
      detail: { share: shareId, site: share.to },
      tags: tagsOf(article.id, article.publications),
    })
    return done(null)
  })
}

/** The home site takes the item back from every other site at once, copies included; at home it stays. */
export function recall(spine: Spine, actor: Actor, id: number, reason: string): Promise<Outcome<{ sites: number }>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    const there = article.publications.filter(({ canonical, status }) => !canonical && status === 'live')
    if (!speaksFor(actor, article.siteId)) throw forbidden()
    const words = reason.trim()
    if (!words) return issues({ reason: 'recallWordsMissing' })
    for (const place of there) await apply(trx, article, place, 'withdraw', { why: 'unshared', reason: words, replacedBy: id })
    const copies = await withdrawCopies(trx, id, { why: 'unshared', reason: words, replacedBy: id })
    if (there.length + copies.length === 0) return issues({ reason: 'nowhereElse' })
    await trx
      .updateTable('shares')
      .set({ state: 'recalled' })
      .where('article_id', '=', id)
      .where('state', 'in', ['open', 'taken'])
      .execute()
    await keepFaces(trx, [id])
    const tags = [...tagsOf(id, article.publications), ...(await tagsOfCopies(trx, id))]
    tell({ ...about(article), kind: 'article.recalled', detail: { places: [...there, ...copies].map((place) => place.id) }, tags })
    return done({ sites: there.length + copies.length })
  })
}

/** What the receiving site calls it; empty is its own headline again. */
export function rename(spine: Spine, actor: Actor, shareId: number, headline: string): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const { share, article, standing } = await standingShare(trx, actor, shareId)
    if (headline.length > longest.title) return issues({ headline: 'titleTooLong' })
    await nameLink(trx, article, standing, headline)
    await trx.updateTable('shares').set({ headline }).where('id', '=', shareId).execute()
    tell({
      ...about(article),
      kind: 'article.renamedThere',
      detail: { share: shareId, site: share.to },
      tags: tagsOf(article.id, article.publications),
    })
    return done(null)
  })
}

/** A live link that the actor's site has taken: another site's is not found, one that does not stand any more is a conflict. */
async function standingShare(trx: Db, actor: Actor, shareId: number) {
  const share = await shareById(trx, shareId)
  if (!speaksFor(actor, share.to)) throw speaksFor(actor, share.from) ? forbidden() : notFound()
  await lockArticle(trx, share.articleId)
  const article = await anyArticle(trx, share.articleId)
  const standing = article.publications.find(({ siteId, status }) => siteId === share.to && status === 'live')
  if (share.state !== 'taken' || share.mode !== 'link' || !standing) throw conflict()
  return { share, article, standing }
}

/** Strangers to both sites do not find it, open or not. */
async function openShare(trx: Db, actor: Actor, id: number): Promise<Share> {
  const { articleId, from, to } = await shareById(trx, id)
  if (!speaksFor(actor, from) && !speaksFor(actor, to)) throw notFound()
  await lockArticle(trx, articleId)
  const share = await shareById(trx, id)
  if (share.state !== 'open') throw conflict()
  return share
}

async function issuesOf(trx: Db, actor: Actor, to: number, { mode, sectionId, headline }: Placing): Promise<Issues> {
  return {
    ...(!(await isSectionOf(trx, to, sectionId)) && { section: 'unknownSection' }),
    ...(headline.length > longest.title && { headline: 'titleTooLong' }),
    ...(mode === 'copy' && !holds(actor, writers, to, sectionId) && { mode: 'copyNeedsWriter' }),
  }
}

async function pending(trx: Db, articleId: number, to: number) {
  const found = await trx
    .selectFrom('shares')
    .select('state')
    .where('article_id', '=', articleId)
    .where('site_id', '=', to)
    .where('state', 'in', ['open', 'taken'])
    .executeTakeFirst()
  return found ? (found.state === 'open' ? 'shareAsked' : 'shareThere') : null
}

type Kept = { articleId: number; to: number; kind: 'offer' | 'ask'; words: string; mode?: string; section_id?: number; headline?: string }

async function keep(trx: Db, actor: Actor, { articleId, to, ...row }: Kept) {
  const { id } = await trx
    .insertInto('shares')
    .values({ article_id: articleId, site_id: to, state: 'open', made_by: actor.id, made_at: now(), ...row })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Closing = { mode?: string; section_id?: number; headline?: string; copy_id?: number | null; answer?: string }

const close = (trx: Db, actor: Actor, id: number, state: Share['state'], more: Closing) =>
  trx
    .updateTable('shares')
    .set({ state, answered_by: actor.id, answered_at: now(), ...more })
    .where('id', '=', id)
    .execute()

const about = ({ id, siteId }: Article) => ({ subject: 'article', subjectId: id, siteId }) as const
