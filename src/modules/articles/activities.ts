import type { Stage } from './article.ts'

type OnArticle = { revision: number | null }
/** With the keys of the reasons that were ticked. */
type OnReturn = OnArticle & { reasons: readonly string[] }
/** A link that asks somebody without an account for a decision. */
type OnLink = { link: number; person: number }
/** The site is the one that gets it. */
type OnShare = { share: number; site: number }
/** A talk beside the text; `answer` or `said`: what in it. */
type OnRemark = { remark: number; answer?: number; said?: number }
type OnPublication = { publication: number; revision: number }

declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'article.created': Record<never, never>
    'article.copied': { from: number }
    'article.described': Record<never, never>
    'article.credited': { people: number[] }
    'article.named': OnArticle
    'article.revisionRestored': OnArticle & { number: number }
    'article.submitted': OnArticle
    'article.retracted': OnArticle
    'article.edited': OnArticle
    'article.proofread': OnArticle
    'article.endorsed': OnArticle
    'article.returned': OnReturn
    'article.sentBack': OnReturn & { to: Stage }
    'article.assigned': { stage: Stage; from: number | null; to: number | null }
    /** By the worker: halfway, and once more when its time at the stage is over. */
    'article.reminded': { stage: Stage; assignee: number | null; overdue: boolean }
    'article.asked': OnLink & OnArticle
    'article.askedOpened': OnLink
    'article.unasked': OnLink
    'article.approved': OnArticle & { sites: number[]; corrected: boolean }
    'article.reopened': OnArticle
    'article.abandoned': OnArticle
    'article.rescheduled': OnPublication
    'article.published': OnPublication
    'article.withdrawn': OnPublication & { why?: string | null; also?: number[]; replacedBy?: number }
    'article.restored': OnPublication
    'article.pinned': OnPublication
    'article.unpinned': OnPublication
    'article.limited': OnPublication
    'article.embargoed': { until: string | null }
    'article.offered': { sites: number[]; pushed: number[] }
    'article.askedFor': OnShare
    'article.shared': OnShare & { copy: number | null }
    'article.shareDeclined': OnShare
    'article.shareTakenBack': OnShare
    'article.renamedThere': OnShare
    'article.leftOff': OnShare
    'article.recalled': { places: number[] }
    'bundle.gathered': Record<never, never>
    'bundle.changed': Record<never, never>
    'bundle.included': { article: number }
    'bundle.excluded': { article: number }
    'bundle.dissolved': Record<never, never>
    'bundle.held': { failed: number[] }
    'bundle.released': { out: number[]; failed: number[] }
    'article.remarked': OnRemark
    'article.remarkAnswered': OnRemark
    'article.remarkResolved': OnRemark
    'article.remarkReopened': OnRemark
    'article.remarkHidden': OnRemark
    'article.remarkShown': OnRemark
    'article.suggestionAccepted': OnRemark
    'article.suggestionRejected': OnRemark
    'article.suggestionReopened': OnRemark
    'article.redrawn': Record<never, never>
    'article.imported': Record<never, never>
    'article.illustrated': OnArticle
    'article.takenFromWord': OnArticle
  }
}

/** Tags of the stored pages on which an article shows. */
export const articleTag = (id: number) => `article:${id}`
export const sectionTag = (id: number) => `section:${id}`
/** Whatever lists the newest of a site: home, feeds, sitemap, search, the portal's block of member sites. */
export const latestTag = (siteId: number) => `latest:${siteId}`

export const tagsOf = (id: number, publications: readonly { siteId: number; sectionId: number }[]) => [
  articleTag(id),
  ...new Set(publications.flatMap(({ siteId, sectionId }) => [latestTag(siteId), sectionTag(sectionId)])),
]
