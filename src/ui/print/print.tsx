import { useUi } from '../context.ts'
import { text } from '../text.ts'

/** Seen on paper only: where the page comes from and of which day it is. */
export function PrintHead({ site, url, when }: { site: string; url: string; when?: string }) {
  const { lang } = useUi()
  return (
    <p class="in-dau">
      {text[lang].printed} {site} · {url}
      {when && ` · ${when}`}
    </p>
  )
}
