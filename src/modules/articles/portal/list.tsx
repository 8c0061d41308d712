import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../kernel/text.ts'
import { Crumbs } from '../../../ui/crumbs/crumbs.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { LinkButton } from '../../../ui/button/button.tsx'
import { Mosaic } from '../../../ui/story/blocks.tsx'
import { LeadStory, StoryList, type Story } from '../../../ui/story/story.tsx'
import type { MosaicItem } from '../../../ui/story/blocks.tsx'
import { text } from '../text.ts'

type Props = {
  lang: Lang
  title: string
  lead?: string
  crumbs: { label: string; href: string }[]
  stories: readonly Story[]
  children?: ComponentChildren
  page: number
  more: boolean
  href: (page: number) => string
  feed?: string
  beside?: { title: string; links: { label: string; href: string }[] }
}

/** A list of articles: the newest large on the first page, then rows, real links to older ones. */
export function ListView(props: Props) {
  const { lang, title, lead, crumbs, stories, page, feed, beside } = props
  const t = text[lang]
  const [first, ...rest] = stories
  const led = page === 1 && first?.picture
  return (
    <div class="wrap danh-sach">
      <Crumbs crumbs={crumbs} />
      <header class="dau">
        <h1>{title}</h1>
        {lead && <p class="mo-ta">{lead}</p>}
        {feed && (
          <p class="meta">
            <a href={feed}>{t.feed}</a>
          </p>
        )}
      </header>
      {beside && beside.links.length > 0 && (
        <nav class="nhanh" aria-label={beside.title}>
          <ul class="n">
            {beside.links.map(({ label, href }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {stories.length === 0 && <Empty icon="newspaper" title={t.nothingYet} action={<LinkButton href="/">{t.goHome}</LinkButton>} />}
      {led && <LeadStory story={first!} />}
      <StoryList heading="h2" stories={led ? rest : stories} />
      <Older {...props} />
    </div>
  )
}

/** Galleries and videos as pictures. */
export function MosaicView({
  lang,
  title,
  crumbs,
  items,
  page,
  more,
  href,
}: Pick<Props, 'lang' | 'title' | 'crumbs' | 'page' | 'more' | 'href'> & { items: readonly MosaicItem[] }) {
  const t = text[lang]
  return (
    <div class="wrap danh-sach">
      <Crumbs crumbs={crumbs} />
      <header class="dau">
        <h1>{title}</h1>
      </header>
      {items.length === 0 ? (
        <Empty icon="image" title={t.nothingYet} action={<LinkButton href="/">{t.goHome}</LinkButton>} />
      ) : (
        <Mosaic items={items} />
      )}
      <Older lang={lang} page={page} more={more} href={href} />
    </div>
  )
}

export function Older({ lang, page, more, href }: Pick<Props, 'lang' | 'page' | 'more' | 'href'>) {
  const t = text[lang]
  if (page === 1 && !more) return null
  return (
    <nav class="trang" aria-label={t.pages}>
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          {t.newer}
        </a>
      ) : (
        <span />
      )}
      <span class="num">{t.pageNumber(page)}</span>
      {more ? (
        <a rel="next" href={href(page + 1)}>
          {t.older}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
