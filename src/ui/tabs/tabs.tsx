import { safeUrl } from '../url.ts'

export type Tab = { label: string; href: string; current?: boolean; count?: number }

/** Tabs that are links: every tab has an address. */
export const Tabs = ({ tabs, label }: { tabs: readonly Tab[]; label: string }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a href={safeUrl(tab.href)} aria-current={tab.current ? 'page' : undefined}>
        {tab.label}
        {tab.count !== undefined && <span class="num"> {tab.count}</span>}
      </a>
    ))}
  </nav>
)
