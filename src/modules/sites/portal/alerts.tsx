import type { Lang } from '../../../kernel/text.ts'
import { formatDate, formatTime } from '../../../kernel/time.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { safeUrl } from '../../../ui/url.ts'
import type { Alert } from '../alert.ts'
import { text } from '../text.ts'

/** On top of every page, above what it is about. */
export function Alerts({ lang, alerts }: { lang: Lang; alerts: readonly Alert[] }) {
  const t = text[lang]
  const at = (instant: Temporal.Instant) => ({ day: formatDate(instant, lang), hour: formatTime(instant) })
  return (
    <>
      {alerts.map(({ kind, words, href, away }) => (
        <Notice kind={kind === 'alert' ? 'warning' : 'info'}>
          {away && <p>{t.away(at(away.from), at(away.until))}</p>}
          <p>
            {words} {href && <a href={safeUrl(href)}>{t.alertMore}</a>}
          </p>
        </Notice>
      ))}
    </>
  )
}
