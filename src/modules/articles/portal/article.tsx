import { countSyllables, slug, type Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Crumbs } from '../../../ui/crumbs/crumbs.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { lookHref, type Look } from '../../../ui/look.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { PrintHead } from '../../../ui/print/print.tsx'
import { Prose } from '../../../ui/prose/prose.tsx'
import { StoryList } from '../../../ui/story/story.tsx'
import type { Section, Site } from '../../sites/index.ts'
import { minutesFor } from '../body/body.ts'
import { text } from '../text.ts'
import type { ArticlePage as Page } from './queries.ts'
import { storyOf, type Media } from './story.ts'

type Props = {
  page: Page
  site: Site
  trail: readonly Section[]
  media: Media
  lang: Lang
  look: Look
  path: string
  address: string
  origin: { name: string; address: string } | null
}

/** An article as readers have it: crumbs, headline, who and when, lead, body, what was corrected, and more of the same. */
export function ArticleView(props: Props) {
  const { page, site, trail, media, lang, address } = props
  const t = text[lang]
  return (
    <div class="wrap">
      <PrintHead site={site.name} url={address} />
      <Crumbs crumbs={[{ label: t.home, href: '/' }, ...trail.map((section) => ({ label: section.name, href: `/${section.slug}` }))]} />
      <div class="art-g">
        <article class="art" lang={page.lang === lang ? undefined : page.lang}>
          <h1>{page.title}</h1>
          <Byline page={page} lang={lang} />
          <p class="sapo">{page.lead}</p>
          <Tools {...props} />
          {page.corrections.length > 0 && <Corrections page={page} lang={lang} />}
          <Prose html={page.html} />
          <Ending {...props} />
        </article>
        {page.related.length > 0 && (
          <aside class="lq" data-khong-in>
            <h2>{t.sameSection(trail.at(-1)?.name ?? '')}</h2>
            <StoryList
              small
              stories={page.related.map((item) => ({ ...storyOf(item, site.sections, media, lang), summary: undefined, label: undefined }))}
            />
          </aside>
        )}
      </div>
    </div>
  )
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ')
const minutes = (html: string) => minutesFor(countSyllables(textOf(html)))

function Byline({ page, lang }: { page: Page; lang: Lang }) {
  const t = text[lang]
  const written = page.byline.filter(({ role }) => role === 'text' || role === 'translate' || role === 'collect')
  const others = page.byline.filter(({ role }) => role === 'photo' || role === 'clip')
  const changed = page.changedAt.epochMilliseconds - page.liveAt.epochMilliseconds > 60_000
  return (
    <p class="by num">
      {written.map((one) => (
        <span>
          <a rel="author" href={`/tac-gia/${slug(one.name)}-${one.personId}`}>
            <b>{one.name}</b>
          </a>
          {one.role === 'text' ? '' : ` (${t.credits[one.role as 'translate']})`}
        </span>
      ))}
      {others.map((one) => (
        <span>
          {t.credits[one.role as 'photo']}: {one.name}
        </span>
      ))}
      <time dateTime={page.liveAt.toString()}>{formatDateTime(page.liveAt, lang)}</time>
      {changed && <span>{t.changed(formatDateTime(page.changedAt, lang))}</span>}
      <span>{t.minutes(minutes(page.html))}</span>
    </p>
  )
}

/** What needs script is drawn by the island; the size of the text is a link. */
function Tools({ look, path, lang }: Props) {
  const t = text[lang]
  const larger = look.text === 100 ? 112 : look.text === 112 ? 125 : look.text === 125 ? 150 : 100
  return (
    <div class="tool" data-khong-in>
      <a class="nut-tron" href={lookHref({ text: larger }, look, path)} rel="nofollow">
        {t.textSize}
      </a>
      <button type="button" hidden data-chia-se>
        <Icon name="share-2" />
        {t.share}
      </button>
      <button type="button" hidden data-in>
        <Icon name="printer" />
        {t.print}
      </button>
    </div>
  )
}

/** Corrections stay where the error stood: what was wrong, what is right. */
function Corrections({ page, lang }: { page: Page; lang: Lang }) {
  const t = text[lang]
  return (
    <Notice kind="warning" title={t.correction}>
      {page.corrections.map((one) => (
        <div class="dinh-chinh">
          <p>
            <b>{t.correctionReasons[one.reason]}.</b> {one.notice} <span class="meta num">{formatDateTime(one.at, lang)}</span>
          </p>
          {one.original && (
            <p>
              <del>{one.original}</del> → <ins>{one.corrected}</ins>
            </p>
          )}
        </div>
      ))}
    </Notice>
  )
}

function Ending({ page, origin, lang }: Props) {
  const t = text[lang]
  return (
    <footer class="cuoi-bai">
      {page.source && (
        <p class="meta">
          {t.source}: {page.source}
        </p>
      )}
      {origin && (
        <p class="meta">
          {t.origin} <a href={origin.address}>{origin.name}</a>
        </p>
      )}
      {page.tags.length > 0 && (
        <ul class="the-bai n">
          {page.tags.map((tag) => (
            <li>
              <a href={`/the/${encodeURIComponent(tag)}`}>{tag}</a>
            </li>
          ))}
        </ul>
      )}
    </footer>
  )
}

/** An item that was taken back keeps its place and says so; the text is no longer shown to readers. */
export function WithdrawnView({ page, lang, instead }: { page: Page; lang: Lang; instead: { title: string; address: string } | null }) {
  const t = text[lang]
  return (
    <div class="wrap doc sec da-go">
      <h1>{page.title}</h1>
      <Notice kind="warning" title={t.withdrawn}>
        <p>
          {page.withdrawalReason && <b>{t.withdrawalReasons[page.withdrawalReason]}.</b>} {page.withdrawalNotice}
        </p>
        {instead && (
          <p>
            {t.insteadRead}: <a href={instead.address}>{instead.title}</a>
          </p>
        )}
        {page.withdrawnAt && <p class="meta num">{t.withdrawnAt(formatDateTime(page.withdrawnAt, lang))}</p>}
      </Notice>
      <p class="nut">
        <a class="btn o" href="/">
          {t.goHome}
        </a>
      </p>
    </div>
  )
}
