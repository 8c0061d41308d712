import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import type { Look } from '../look.ts'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'
import { LookPanel } from './panel.tsx'
import type { Language } from './site.ts'

type TopProps = { look: Look; path: string; languages?: readonly Language[]; newsroomUrl?: string }

/** The narrow bar on top; today's date comes by the small request, since a stored page does not know the day. */
export function Top({ look, path, languages = [], newsroomUrl }: TopProps) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <div class="top">
      <div class="wrap">
        <span class="d num" data-mau="ngay" hidden />
        <LookPanel look={look} path={path} />
        {languages.map((language) => (
          <a
            href={safeUrl(language.href)}
            lang={language.lang}
            hreflang={language.lang}
            aria-current={language.current ? 'true' : undefined}
          >
            {language.lang.toUpperCase()}
          </a>
        ))}
        {newsroomUrl && (
          <a class="toa" href={safeUrl(newsroomUrl)} rel="nofollow">
            <Icon name="log-in" />
            {t.newsroom}
          </a>
        )}
      </div>
    </div>
  )
}
