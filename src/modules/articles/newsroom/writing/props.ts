import type { Actor } from '../../../../kernel/access.ts'
import type { Lang } from '../../../../kernel/text.ts'
import type { RenderMedia } from '../../../media/index.ts'
import type { Site } from '../../../sites/index.ts'
import { genres, statusWord, type Article } from '../../article.ts'
import { articleWorkflow, type ArticleStep } from '../../workflow.ts'
import type { RevisionHead, Transition } from '../../queries.ts'
import { text as module } from '../../text.ts'
import type { LeftWording } from '../../commands/wordings.ts'
import { placeOptions, placesFor } from '../about/places.ts'
import { articleUrl, listPath, stepUrl } from '../address.ts'
import type { EditorMedia, EditorProps, SideTab, StepAction } from '../editor/props.ts'
import { shortTime, siteName } from '../names.ts'
import type { Reviewers } from '../reviewers.ts'
import { stagesOf, stepLabel } from '../stages.ts'
import { text } from '../text.ts'

export type Editing = {
  actor: Actor
  article: Article
  media: readonly RenderMedia[]
  revisions: readonly RevisionHead[]
  transitions: readonly Transition[]
  sites: readonly Site[]
  reviewers: Reviewers
  side: SideTab[]
  left: readonly LeftWording[]
}

/** All that the editor's page shows and needs. */
export function editorProps({ actor, article, media, revisions, transitions, sites, reviewers, side, left }: Editing): EditorProps {
  const { lang } = actor
  const save = articleUrl(article.id, '/luu')
  return {
    lang,
    personId: actor.id,
    article: {
      id: article.id,
      title: article.title,
      lead: article.lead,
      body: article.body,
      version: article.version,
      revision: revisions[0]?.number ?? 1,
      status: statusWord(article.status, article.publications),
      savedAt: article.savedAt.toString(),
    },
    media: media.map(editorMedia),
    backUrl: article.status === 'draft' || article.status === 'returned' ? listPath : articleUrl(article.id),
    saveUrl: save,
    mediaUrl: '/toa-soan/tu-lieu.json',
    uploadUrl: uploadUrl(article.siteId),
    sortUrl: `${save}/phan-loai`,
    presenceUrl: articleUrl(article.id, '/co-mat'),
    previewUrl: articleUrl(article.id, '/xem-truoc'),
    steps: stagesOf(article, transitions, lang, reviewers).map((step) => ({
      ...step,
      state: step.state === 'later' ? 'next' : step.state,
    })),
    returned: returnedOf(article, transitions, lang),
    actions: actionsOf(actor, article),
    people: [],
    left,
    genre: article.genre,
    genreOptions: genres.map((genre) => ({ value: genre, label: module[lang].genres[genre] })),
    section: String(article.sectionId ?? ''),
    wordUrl: articleUrl(article.id, '/ban-word'),
    sectionOptions: placeOptions(placesFor(sites, actor, article)),
    sites: sitesIn(sites, article),
    side,
  }
}

/** A file goes into the library of the site that the article is for. */
export const uploadUrl = (siteId: number) => `/toa-soan/tu-lieu?site=${siteId}`

/** Its own site, then the others it stands on. */
export function sitesIn(sites: readonly Site[], { siteId, publications }: Pick<Article, 'siteId' | 'publications'>): string {
  const others = publications.map((publication) => publication.siteId).filter((id) => id !== siteId)
  return [siteId, ...others]
    .map((id) => siteName(sites, id))
    .filter(Boolean)
    .join(' + ')
}

function returnedOf({ status }: Article, [last]: readonly Transition[], lang: Lang): EditorProps['returned'] {
  const t = text[lang]
  if (status !== 'returned' || !last?.reason) return undefined
  return { title: t.returnedBecause(last.by ?? t.system, shortTime(last.at, lang)), reason: last.reason }
}

const primary: readonly ArticleStep[] = ['submit', 'pass', 'proof', 'endorse', 'approve']
const icons: Partial<Record<ArticleStep, StepAction['icon']>> = {
  return: 'undo-2',
  retract: 'undo-2',
  abandon: 'trash-2',
  approve: 'check',
  pass: 'send',
  proof: 'send',
  endorse: 'check',
}

/** Buttons of the open steps; those that ask something first lead to their page with the version just saved. */
const actionsOf = (actor: Actor, article: Article): StepAction[] =>
  articleWorkflow.open(actor, article).flatMap((step) =>
    step === 'back'
      ? []
      : [
          {
            step,
            label: stepLabel(actor.lang, step, article),
            short: text[actor.lang].shortSteps[step],
            url: stepUrl(article.id, step),
            primary: primary.includes(step),
            ...(icons[step] && { icon: icons[step] }),
          },
        ],
  )

/** A medium as the editor knows it: a middle-sized twin to write around, a small one for tiles. */
function editorMedia(media: RenderMedia): EditorMedia {
  const { id, kind, name, alt, credit, caption, width, height } = media
  const webp = media.variants.filter(({ type }) => type === 'image/webp').toSorted((a, b) => a.width - b.width)
  const fitting = (wanted: number) => (webp.find((one) => one.width >= wanted) ?? webp.at(-1))?.url ?? media.url
  const face = kind === 'image' ? { url: fitting(960), thumbUrl: fitting(480) } : { url: media.url, thumbUrl: media.posterUrl ?? null }
  return { id, kind, name, alt, credit, caption, width, height, ...face }
}
