import { formatNumber } from '../../kernel/text.ts'
import { useUi } from '../context.ts'
import { safeUrl } from '../url.ts'

export type Tab = { label: string; href: string; current?: boolean; count?: number }

/** Tabs that are links: every tab has an address. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const { lang } = useUi()
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a href={safeUrl(tab.href)} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class="num"> {formatNumber(tab.count, lang)}</span>}
        </a>
      ))}
    </nav>
  )
}
