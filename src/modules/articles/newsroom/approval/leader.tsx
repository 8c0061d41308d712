import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDateTime, toLocal } from '../../../../kernel/time.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { UiContext, type AssetUrls } from '../../../../ui/context.ts'
import { Head } from '../../../../ui/frame/head.tsx'
import { lookAttributes, type Look } from '../../../../ui/look.ts'
import { Notice, type NoticeKind } from '../../../../ui/notice/notice.tsx'
import { Prose } from '../../../../ui/prose/prose.tsx'
import { Tabs } from '../../../../ui/tabs/tabs.tsx'
import type { Decision, Link } from '../../approval/link.ts'
import type { Article } from '../../article.ts'
import type { Shown } from '../review/reading.ts'
import { text as newsroom } from '../text.ts'
import { Question } from './question.tsx'
import { text } from './text.ts'

type FrameProps = { lang: Lang; assets: AssetUrls; look: Look; site: string; title: string; children: ComponentChildren }

/** A page for somebody who has never seen the newsroom: no menu, nothing to learn. */
export function LeaderFrame({ lang, assets, look, site, title, children }: FrameProps) {
  return (
    <UiContext.Provider value={{ lang, assets }}>
      <html lang={lang} {...lookAttributes(look)} data-hinh={assets.url('icons.svg')} class="toa-soan ld">
        <Head title={`${title} – ${site}`} sheets={['newsroom.css', 'editor.sheet.css']} islands={[]}>
          <meta name="robots" content="noindex" />
        </Head>
        <body>
          <header class="ld-dau">
            <img src={assets.url('ban.svg')} width={40} height={40} alt="" />
            <p>
              <b>{title}</b>
              <span>{site}</span>
            </p>
          </header>
          {children}
        </body>
      </html>
    </UiContext.Provider>
  )
}

/** Nothing is left to decide: what was decided, or why not. */
export const Closing = ({ kind, title, words }: { kind: NoticeKind; title: string; words: string }) => (
  <main class="ld-bai" id="noi-dung" tabindex={-1}>
    <h1 class="td">{title}</h1>
    <Notice kind={kind} live>
      {words}
    </Notice>
  </main>
)

export type LeaderPage = {
  lang: Lang
  link: Link
  article: Article
  shown: Shown
  /** The link's own address. */
  here: string
  /** There is something before to compare with. */
  comparable: boolean
  changes: boolean
  asking: Decision | null
  issues?: Issues
  typed?: Typed
}

export function Leader(page: LeaderPage) {
  const { lang, here, asking } = page
  const t = text[lang]
  return (
    <>
      <main class="ld-bai" id="noi-dung" tabindex={-1}>
        {asking && <Question {...page} asking={asking} />}
        <Asks {...page} />
        {page.comparable && (
          <Tabs
            label={t.views}
            tabs={[
              { label: t.wholeText, href: here, current: !page.changes },
              { label: t.whatChanged, href: `${here}?xem=thay-doi`, current: page.changes },
            ]}
          />
        )}
        <Text {...page} />
      </main>
      {!asking && (
        <nav class="ld-nut" aria-label={t.decide}>
          <LinkButton icon="undo-2" href={`${here}?viec=tra-lai`}>
            {t.return}
          </LinkButton>
          <LinkButton kind="approve" icon="check" href={`${here}?viec=duyet`}>
            {t.approve}
          </LinkButton>
        </nav>
      )}
    </>
  )
}

/** Who asks, until when, and what a yes does. */
function Asks({ lang, link, article }: LeaderPage) {
  const t = text[lang]
  const time = (at: Temporal.Instant) => formatDateTime(toLocal(at), lang)
  const { at, correction } = link.plan
  const live = article.publications.some(({ status }) => status === 'live')
  const goes = live ? t.replaces : at ? t.goesAt(time(at)) : t.goesNow
  return (
    <Notice title={t.dear(link.person)}>
      <p>
        {t.asks(link.sender, time(link.sentAt))} {goes} {t.until(time(link.expiresAt))}
      </p>
      {correction && (
        <p>
          {t.told}: {correction.notice}
        </p>
      )}
    </Notice>
  )
}

function Text({ lang, article, changes, shown: { written, blocks, compared } }: LeaderPage) {
  const own = article.lang === lang ? undefined : article.lang
  if (changes && compared && compared.diff.count > 0)
    return (
      <>
        <h1 class="vh">{written.title}</h1>
        <div class="xb-sua" lang={own} dangerouslySetInnerHTML={{ __html: compared.diff.html }} />
      </>
    )
  return (
    <>
      {changes && <Notice>{text[lang].nothingChanged}</Notice>}
      <article lang={own}>
        <h1 class="td">{written.title || newsroom[lang].untitled}</h1>
        {written.lead && <p class="sp-o">{written.lead}</p>}
        <Prose html={blocks.map(({ html }) => html).join('\n')} />
      </article>
    </>
  )
}
