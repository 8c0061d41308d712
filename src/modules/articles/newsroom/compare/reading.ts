import { notFound } from '../../../../kernel/errors.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { renderMedia, type RenderMedia } from '../../../media/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { mediaIds } from '../../body/body.ts'
import { diffArticle, type ArticleDiff, type Written } from '../../body/diff.ts'
import { partsBefore, renderDiff, type RenderedDiff } from '../../body/diff-html.ts'
import { revisionNumbered } from '../../queries.ts'
import type { Read } from '../review/reading.ts'
import { aboutNow, aboutRevision, factDiffs, type About, type FactDiff } from './facts.ts'

export type Chosen = { from: number; to: number | 'now' }
export type Comparison = Chosen & {
  written: Written
  diff: RenderedDiff
  before: { title: string; lead: string }
  facts: readonly FactDiff[]
  media: ReadonlyMap<number, RenderMedia>
}

/** What is between two revisions, or one and the working text; a number that this article has not is not found. */
export async function comparison(deps: Deps, { article, actor }: Read, { from, to }: Chosen): Promise<Comparison> {
  const [a, b] = await Promise.all([side(deps, article.id, from), to === 'now' ? null : side(deps, article.id, to)])
  const after: Written & About = b ?? { ...article, ...aboutNow(article) }
  const ids = [a, after].flatMap(({ body, coverId }) => [...mediaIds(body), ...(coverId === null ? [] : [coverId])])
  const media = await renderMedia(deps.db, [...new Set(ids)])
  const options = { media, lang: actor.lang }
  const found: ArticleDiff = diffArticle(a, after)
  return {
    from,
    to,
    written: after,
    diff: renderDiff(found, options),
    before: { title: partsBefore(found.title, options), lead: partsBefore(found.lead, options) },
    facts: factDiffs(actor.lang, sitesOf(deps), a, after),
    media,
  }
}

async function side(deps: Deps, id: number, number: number): Promise<Written & About> {
  const revision = await revisionNumbered(deps.db, id, number)
  return { ...revision, ...aboutRevision(revision) }
}

/** `tu` and `den` of the address; without them the last two that were kept, the working text counting as the last. */
export function chosenIn({ tu, den }: Record<string, unknown>, { revisions }: Read): Chosen | null {
  const asked = {
    from: tu === undefined ? revisions[0]?.number : numberOf(tu),
    to: den === undefined || den === '' ? ('now' as const) : numberOf(den),
  }
  return asked.from === undefined ? null : { from: asked.from, to: asked.to }
}

function numberOf(word: unknown): number {
  const number = typeof word === 'string' && /^\d{1,9}$/.test(word) ? Number(word) : 0
  if (number === 0) throw notFound()
  return number
}
