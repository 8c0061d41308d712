import { now } from '../../../../kernel/time.ts'
import { Tabs } from '../../../../ui/tabs/tabs.tsx'
import type { Article } from '../../article.ts'
import type { ArticlePage } from '../../portal/queries.ts'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'
import type { Read } from './reading.ts'

/** The working text in a frame that runs nothing and belongs to nobody: what a colleague wrote is not trusted here. */
export function PreviewPage({ read: { actor, article }, phone }: { read: Read; phone: boolean }) {
  const t = text[actor.lang]
  const here = articleUrl(article.id, '/xem-truoc')
  return (
    <>
      <h1 class="vh">
        {t.preview}: {article.title || t.untitled}
      </h1>
      <p class="mo-ta">{t.previewNote}</p>
      <Tabs
        label={t.previewSizes}
        tabs={[
          { label: t.desktop, href: here, current: !phone },
          { label: t.phone, href: `${here}?co=dien-thoai`, current: phone },
        ]}
      />
      <iframe class={phone ? 'xt-khung dt' : 'xt-khung'} sandbox="" src={`${here}/khung`} title={t.previewFrame} />
    </>
  )
}

/** What the reader's page would be given if the text went live this minute. */
export const pageOfWorking = (article: Article, html: string): ArticlePage => ({
  id: article.id,
  status: 'live',
  slug: '',
  sectionId: article.sectionId ?? 0,
  title: article.title,
  lead: article.lead,
  html,
  genre: article.genre,
  lang: article.lang,
  byline: article.contributions.map(({ personId, penName, name, role, share }) => ({ personId, name: penName || name, role, share })),
  tags: article.tags,
  source: article.source,
  coverId: article.coverId,
  liveAt: now(),
  changedAt: now(),
  withdrawnAt: null,
  withdrawalNotice: '',
  withdrawalReason: null,
  instead: null,
  canonical: null,
  corrections: [],
  related: [],
})
