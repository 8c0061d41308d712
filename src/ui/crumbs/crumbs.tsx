import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'

export type Crumb = { label: string; href: string }

/** The way down to this page; the page itself is its own headline and not repeated. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { lang } = useUi()
  return (
    <nav class="bc" aria-label={text[lang].crumbs}>
      {crumbs.map((crumb, index) => (
        <>
          {index > 0 && <Icon name="chevron-right" />}
          <a href={safeUrl(crumb.href)}>{crumb.label}</a>
        </>
      ))}
    </nav>
  )
}
