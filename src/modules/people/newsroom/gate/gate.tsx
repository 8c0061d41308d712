import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../../kernel/text.ts'
import type { Look } from '../../../../ui/look.ts'
import { UiContext, type AssetUrls } from '../../../../ui/context.ts'
import { Head } from '../../../../ui/frame/head.tsx'
import { lookAttributes } from '../../../../ui/look.ts'
import { text as uiText } from '../../../../ui/text.ts'
import { text } from './text.ts'

/** What every page before the newsroom shows besides itself. */
export type GateFace = {
  lang: Lang
  assets: AssetUrls
  look: Look
  site: string
  /** Where the other language of this page is. */ otherHref?: string
}

export type GateProps = GateFace & {
  title: string
  /** Beside "to the portal": a way out of a half-finished sign-in. */ signOut?: boolean
  children: ComponentChildren
}

/** One quiet card under the emblem: sign-in, code, enrolment, new password. Of one family with the newsroom, which stands behind it. */
export function Gate({ lang, assets, look, site, title, otherHref, signOut, children }: GateProps) {
  const t = text[lang]
  return (
    <UiContext.Provider value={{ lang, assets }}>
      <html lang={lang} {...lookAttributes(look)} class="toa-soan cong-vao">
        <Head title={`${title} – ${t.newsroom}`} sheets={['newsroom.css']} islands={[]}>
          <meta name="robots" content="noindex" />
        </Head>
        <body>
          <a class="skip" href="#noi-dung">
            {uiText[lang].skip}
          </a>
          <header class="cv-dau">
            <img src={assets.url('ban.svg')} width={72} height={72} alt="" />
            <p>
              <b>{t.newsroom}</b>
              <span>{site}</span>
            </p>
          </header>
          <main id="noi-dung" class="cv-the" tabindex={-1}>
            <div class="bar" aria-hidden="true" />
            <div class="cv-than">
              <h1>{title}</h1>
              {children}
            </div>
          </main>
          <footer class="cv-chan">
            <a href="/">{t.toPortal}</a>
            {otherHref && (
              <a href={otherHref} lang={t.other.lang} hreflang={t.other.lang}>
                {t.other.label}
              </a>
            )}
            {signOut && (
              <form method="post" action="/dang-xuat">
                <button class="cv-lien">{t.signOut}</button>
              </form>
            )}
          </footer>
        </body>
      </html>
    </UiContext.Provider>
  )
}
