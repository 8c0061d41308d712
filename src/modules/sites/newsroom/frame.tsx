import type { FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import { holds } from '../../../kernel/access.ts'
import type { Issues } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { ErrorSummary } from '../../../ui/form/form.tsx'
import { Tabs } from '../../../ui/tabs/tabs.tsx'
import { desk, told } from '../../people/index.ts'
import { addressOn } from '../network.ts'
import { abilities } from '../policy.ts'
import type { SiteRow } from './lines.ts'
import { issueText } from './issues.ts'
import { text } from './text.ts'

export const current = '/toa-soan/trang'
const paths = {
  info: '',
  sections: '/chuyen-muc',
  menu: '/menu',
  look: '/giao-dien',
  home: '/trang-chu',
  alerts: '/bao-tin',
  hosts: '/ten-mien',
} as const
export type Tab = keyof typeof paths

export const tabHref = (siteId: number, tab: Tab) => `${current}/${siteId}${paths[tab]}`

type Options = { tab: Tab; issues?: Issues; /** A page below the tab, with its own title and the way back to the tab. */ below?: string }

/** A screen of one site: its name, its tabs, what is wrong with what was sent, and the screen itself. */
export function siteDesk(
  deps: Deps,
  request: FastifyRequest,
  site: SiteRow,
  { tab, issues, below }: Options,
  children: ComponentChildren,
): Promise<VNode> {
  const { lang } = request.actor!
  const t = text[lang]
  const back = below ? { href: tabHref(site.id, tab), label: t.tabs[tab] } : { href: current, label: t.back }
  return desk(
    deps,
    request,
    { title: `${below ?? t.tabs[tab]} – ${site.name}`, current, back, flash: told(request, t.told) },
    <>
      <Problems lang={lang} issues={issues} />
      {below ? (
        <PageHead title={below} lead={site.name} />
      ) : (
        <>
          <PageHead
            title={site.name}
            lead={site.host}
            actions={
              <LinkButton icon="external-link" href={addressOn(site, '/')} newTab>
                {t.open}
              </LinkButton>
            }
          />
          <Tabs
            label={t.tabsLabel}
            tabs={tabsFor(request).map((one) => ({ label: t.tabs[one], href: tabHref(site.id, one), current: one === tab }))}
          />
        </>
      )}
      {children}
    </>,
  )
}

export const Problems = ({ lang, issues = {} }: { lang: Lang; issues?: Issues }) => (
  <ErrorSummary
    errors={Object.entries(issues).map(([field, key]) => ({ field: field === 'form' ? undefined : field, message: issueText(lang, key)! }))}
  />
)

/** Host names reach beyond one site, so a keeper does not see that tab. */
const tabsFor = ({ actor }: FastifyRequest) =>
  (Object.keys(paths) as Tab[]).filter((tab) => tab !== 'hosts' || holds(actor!, abilities.network))
