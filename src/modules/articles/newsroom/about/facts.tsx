import { formatNumber, type Lang } from '../../../../kernel/text.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Facts } from '../../../../ui/card/card.tsx'
import { Picture } from '../../../../ui/picture/picture.tsx'
import type { RenderMedia } from '../../../media/index.ts'
import type { Site } from '../../../sites/index.ts'
import type { Article } from '../../article.ts'
import { pictureOf } from '../../portal/story.ts'
import { text as module } from '../../text.ts'
import { articleUrl } from '../address.ts'
import { sectionName, siteName } from '../names.ts'
import { text } from '../text.ts'

export type AboutProps = { lang: Lang; article: Article; sites: readonly Site[]; cover?: RenderMedia; mayChange: boolean }

/** Genre, section, who wrote it and for how much of it, tags, source, cover: beside the text. */
export function About({ lang, article, sites, cover, mayChange }: AboutProps) {
  const t = text[lang]
  const { credits, genres } = module[lang]
  const picture = pictureOf(cover)
  const facts = [
    { label: t.filter.site, value: siteName(sites, article.siteId) },
    { label: t.genre, value: genres[article.genre] },
    { label: t.section, value: sectionName(sites, article.sectionId) || t.noSection },
    ...article.contributions.map(({ name, penName, role, share }) => ({
      label: credits[role],
      value: (
        <>
          {penName || name} <small class="ht num">{formatNumber(share / 100, lang)}%</small>
        </>
      ),
    })),
    ...(article.tags.length > 0 ? [{ label: t.tags, value: article.tags.join(', ') }] : []),
    ...(article.source ? [{ label: t.source, value: article.source }] : []),
  ]
  return (
    <>
      {picture && (
        <div class="tt-anh">
          <Picture {...picture} sizes="20rem" />
        </div>
      )}
      <Facts facts={facts} />
      {mayChange && (
        <div class="nut tt-nut">
          <LinkButton small href={articleUrl(article.id, '/thong-tin')} icon="pencil">
            {t.changeInfo}
          </LinkButton>
        </div>
      )}
    </>
  )
}
