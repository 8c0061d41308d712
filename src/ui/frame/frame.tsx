import type { ComponentChildren } from 'preact'
import { UiContext, type AssetUrls } from '../context.ts'
import { lookAttributes, type Look } from '../look.ts'
import { text, type Lang } from '../text.ts'
import { Footer } from './footer.tsx'
import { Head } from './head.tsx'
import { Masthead, Nav } from './masthead.tsx'
import type { Language, SiteFace } from './site.ts'
import { Top } from './top.tsx'

export type SiteFrameProps = {
  lang: Lang
  site: SiteFace
  look: Look
  /** Of the page; the site's name is added. */
  title: string
  description?: string
  /** More for <head>: canonical address, feeds, structured data. */
  head?: ComponentChildren
  /** Where the reader is: the way back from the look panel. */
  path: string
  assets: AssetUrls
  languages?: readonly Language[]
  newsroomUrl?: string
  searchUrl?: string
  /** What was searched for, when this is the search page. */
  query?: string
  /** Above the page: an alert, a planned outage, "trang lưu lúc…". */
  notice?: ComponentChildren
  /** Names of more islands: 'rating.island.js'. */
  islands?: readonly string[]
  /** Names of more style sheets, for this page only: 'gallery.sheet.css'. */
  sheets?: readonly string[]
  children: ComponentChildren
}

/** A whole portal page: the document, the masthead, the menu and the footer around `children`. */
export function SiteFrame(props: SiteFrameProps) {
  const { lang, site, look, assets, path, notice, children } = props
  return (
    <UiContext.Provider value={{ lang, assets }}>
      <html lang={lang} {...lookAttributes(look)} data-hinh={assets.url('icons.svg')}>
        <Head
          title={props.title === site.name ? site.name : `${props.title} – ${site.name}`}
          description={props.description}
          sheets={['site.css', ...(props.sheets ?? [])]}
          themeUrl={site.themeUrl}
          islands={['frame.island.js', ...(props.islands ?? [])]}
        >
          {props.head}
        </Head>
        <body>
          <a class="skip" href="#noi-dung">
            {text[lang].skip}
          </a>
          <header>
            <Top look={look} path={path} languages={props.languages} newsroomUrl={props.newsroomUrl} />
            <Masthead site={site} />
          </header>
          <Nav site={site} searchUrl={props.searchUrl ?? '/tim-kiem'} query={props.query} />
          {notice && (
            <aside class="bao" aria-label={text[lang].notice.info}>
              <div class="wrap">{notice}</div>
            </aside>
          )}
          <main id="noi-dung" tabindex={-1}>
            {children}
          </main>
          <Footer site={site} />
        </body>
      </html>
    </UiContext.Provider>
  )
}
