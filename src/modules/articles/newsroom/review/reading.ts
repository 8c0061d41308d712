import type { Actor } from '../../../../kernel/access.ts'
import { notFound } from '../../../../kernel/errors.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { renderMedia, type RenderMedia } from '../../../media/index.ts'
import type { Article, ContributionRole } from '../../article.ts'
import { mediaIds } from '../../body/body.ts'
import { diffArticle, type Written } from '../../body/diff.ts'
import { renderDiff, type RenderedDiff } from '../../body/diff-html.ts'
import { renderBody } from '../../body/render.ts'
import { bundleOf } from '../../bundles/queries.ts'
import { canReadWorking } from '../../policy.ts'
import {
  articleById,
  revisionById,
  revisionNumbered,
  revisionsOf,
  transitionsOf,
  type RevisionHead,
  type Transition,
} from '../../queries.ts'

/** An article as this person may read it. */
export type Read = {
  actor: Actor
  /** For who may not read the working text: what readers have seen, in the working text's place. */
  article: Article
  working: boolean
  revisions: readonly RevisionHead[]
  transitions: readonly Transition[]
  /** With which it goes out; only for who may read the working text. */
  bundle: Awaited<ReturnType<typeof bundleOf>>
}

export async function readArticle(deps: Deps, actor: Actor, id: number): Promise<Read> {
  const article = await articleById(deps.db, actor, id)
  if (!canReadWorking(actor, article))
    return { actor, article: await published(deps, article), working: false, revisions: [], transitions: [], bundle: null }
  const [revisions, transitions, bundle] = await Promise.all([revisionsOf(deps.db, id), transitionsOf(deps.db, id), bundleOf(deps.db, id)])
  return { actor, article, working: true, revisions, transitions, bundle }
}

/** The same, for pages that are about the working text and its past. */
export async function readWorking(deps: Deps, actor: Actor, id: number): Promise<Read> {
  const read = await readArticle(deps, actor, id)
  if (!read.working) throw notFound()
  return read
}

async function published(deps: Deps, article: Article): Promise<Article> {
  if (article.approvedRevisionId === null) throw notFound()
  const { title, lead, body, genre, sectionId, coverId, tags, source, byline } = await revisionById(deps.db, article.approvedRevisionId)
  return {
    ...article,
    title,
    lead,
    body,
    genre,
    sectionId,
    coverId,
    tags,
    source,
    status: 'approved',
    contributions: byline.map(({ personId, name, role, share }) => ({
      personId,
      name,
      penName: '',
      role: role as ContributionRole,
      share,
    })),
    publications: article.publications.filter(({ status }) => status !== 'scheduled'),
  }
}

export type Compared = { from: number; to: 'now'; diff: RenderedDiff }
/** The text to show, block by block, and what changed in it since the last decision. */
export type Shown = {
  written: Written
  blocks: readonly { id: string; html: string }[]
  media: ReadonlyMap<number, RenderMedia>
  compared: Compared | null
}

/** The working text, and what changed in it since the last decision; `plain`: the text alone. */
export async function shownText(deps: Deps, { article, working, transitions, actor }: Read, plain: boolean): Promise<Shown> {
  const from = working && !plain ? defaultFrom(article, transitions) : 0
  const before = from > 0 ? await revisionNumbered(deps.db, article.id, from) : null
  const ids = [...mediaIds(article.body), ...(before ? mediaIds(before.body) : []), ...(article.coverId === null ? [] : [article.coverId])]
  const media = await renderMedia(deps.db, ids)
  const diff = before && renderDiff(diffArticle(before, article), { media, lang: actor.lang })
  const options = { media, lang: actor.lang, preview: true }
  const blocks = article.body.content.map((block) => ({ id: block.attrs.id, html: renderBody({ type: 'doc', content: [block] }, options) }))
  // Nothing changed: the text as it reads.
  const compared = diff && diff.count > 0 ? { from, to: 'now' as const, diff } : null
  return { written: article, blocks, media, compared }
}

const landmarks = ['return', 'submit']

/**
 * What changed since the last decision: the last return or sending before the one that brought it here; for a correction always what readers
 * have, since that is what it replaces. 0: nothing to compare.
 */
export function defaultFrom({ status }: Pick<Article, 'status'>, transitions: readonly Transition[]): number {
  if (status === 'approved') return 0
  const approved = transitions.find(({ step }) => step === 'approve')
  if (approved) return approved.revision
  const [newest] = transitions
  const past = newest?.step === 'submit' && newest.to === status ? transitions.slice(1) : transitions
  return (past.find(({ step }) => landmarks.includes(step)) ?? newest)?.revision ?? 0
}
