import type { ComponentChildren } from 'preact'
import { LinkButton } from '../button/button.tsx'
import { UiContext, type AssetUrls } from '../context.ts'
import { Head } from '../frame/head.tsx'
import { Icon } from '../icon/icon.tsx'
import { lookAttributes, type Look } from '../look.ts'
import { text, type Lang } from '../text.ts'
import { FlashNotice, type Flash } from './flash.tsx'
import { BellButton } from './bell.tsx'
import { Side, SideMenu } from './side.tsx'

export type { Flash } from './flash.tsx'

export type DeskEntry = {
  label: string
  href: string
  /** A name of icon/names.ts; modules give it as a plain string. */
  icon: string
  count?: number
  current?: boolean
  group?: 'work' | 'content' | 'manage'
  /** The letter that leads here after `g`. */
  key?: string
}

/** What is new for this person, beside the menu on every screen. */
export type DeskBell = { label: string; href: string; key: string; count?: number; current?: boolean }

export type DeskPerson = { name: string; role: string; href?: string }

export type DeskProps = {
  lang: Lang
  title: string
  assets: AssetUrls
  path: string
  look: Look
  /** The site whose newsroom this is; `href` leads to the choice of another one or to its home. */
  site: { name: string; href: string }
  person: DeskPerson
  menu: readonly DeskEntry[]
  bell?: DeskBell
  /** Single letters work as commands; a person may turn them off. */
  keys?: boolean
  /** Where "Viết" leads; left out for people who do not write. */
  writeUrl?: string
  searchUrl?: string
  flash?: Flash
  head?: ComponentChildren
  /** A bar of the screen's own (editor, review) instead of the phone's menu bar; then `children` bring their own <main>. */
  bar?: ComponentChildren
  /** narrow: forms · wide (default): lists · full: grids that need all the room. */
  width?: 'narrow' | 'wide' | 'full'
  /** Names of more islands: 'editor.island.js'. */
  islands?: readonly string[]
  /** Names of more style sheets, for this screen only: 'editor.sheet.css'. */
  sheets?: readonly string[]
  children: ComponentChildren
}

/** A whole newsroom page: the document, the sidebar (a full-screen menu on a phone) and the screen. */
export function Desk(props: DeskProps) {
  const { lang, assets, look, bar, children, flash } = props
  const t = text[lang]
  return (
    <UiContext.Provider value={{ lang, assets }}>
      <html lang={lang} {...lookAttributes(look)} data-hinh={assets.url('icons.svg')} class="toa-soan">
        <Head
          title={`${props.title} – ${t.newsroom}`}
          sheets={['newsroom.css', ...(props.sheets ?? [])]}
          islands={['desk.island.js', ...(props.islands ?? [])]}
        >
          <meta name="robots" content="noindex" />
          {props.head}
        </Head>
        <body data-viet={props.writeUrl} data-tim={props.searchUrl} data-phim={props.keys === false ? 'tat' : undefined}>
          <a class="skip" href="#noi-dung">
            {t.skip}
          </a>
          <div class="app">
            <Side {...props} />
            <div class="main">
              {bar ? <header class="tb">{bar}</header> : <PhoneBar {...props} />}
              {bar ? (
                <>
                  {flash && <FlashNotice flash={flash} />}
                  {children}
                </>
              ) : (
                <main id="noi-dung" class={`pg ${widths[props.width ?? 'wide']}`} tabindex={-1}>
                  {flash && <FlashNotice flash={flash} />}
                  {children}
                </main>
              )}
            </div>
          </div>
          <div class="toasts" id="thong-bao" role="status" />
        </body>
      </html>
    </UiContext.Provider>
  )
}

const widths = { narrow: 'hep', wide: 'vua-pg', full: 'het' } as const

/** On a phone: menu, name, "Viết". The menu opens without script. */
function PhoneBar(props: DeskProps) {
  const t = text[props.lang]
  return (
    <header class="tb only-m">
      <details class="muc">
        <summary class="btn g vuong" aria-label={t.menu}>
          <Icon name="menu" class="mo" />
          <Icon name="x" class="dong" />
        </summary>
        <div class="muc-o">
          <SideMenu {...props} />
        </div>
      </details>
      <b class="ten-tb">{t.newsroom}</b>
      <span class="sp" />
      {props.bell && <BellButton bell={props.bell} />}
      {props.writeUrl && (
        <LinkButton kind="primary" icon="plus" href={props.writeUrl}>
          {t.write}
        </LinkButton>
      )}
    </header>
  )
}
