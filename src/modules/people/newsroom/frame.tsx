import type { FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import type { Deps } from '../../../kernel/module.ts'
import { splitTarget } from '../../../kernel/pages/address.ts'
import { lookOf } from '../../../kernel/pages/look.ts'
import { Desk, type DeskEntry, type Flash } from '../../../ui/desk/desk.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { safeUrl } from '../../../ui/url.ts'
import { bellOf, can, countsOf, entriesFor, newsFor } from '../menu.ts'
import { mainRole } from '../person.ts'
import { siteName } from '../places.ts'
import { text } from '../text.ts'

export type DeskOptions = {
  title: string
  /** The address of the menu entry that this screen belongs to: '/toa-soan/bai-viet'. */
  current?: string
  /** The way back, above the screen. */
  back?: { href: string; label: string }
  /** All the width there is: grids and the editor. */
  wide?: boolean
  /** Forms read better in a narrow column. */
  narrow?: boolean
  flash?: Flash
  /** A bar of the screen's own; then `children` bring their own <main id="noi-dung">. */
  bar?: ComponentChildren
  head?: ComponentChildren
  islands?: readonly string[]
  /** Names of more style sheets, for this screen only. */
  sheets?: readonly string[]
}

/** A newsroom page around `children`: menu with counts, person, look, sign-out. The guard has let somebody in, so there is an actor. */
export async function desk(deps: Deps, request: FastifyRequest, options: DeskOptions, children: ComponentChildren): Promise<VNode> {
  const actor = request.actor!
  const [counts, news] = await Promise.all([countsOf(deps, actor, entriesFor(deps, actor)), newsFor(deps, actor)])
  return drawn(deps, request, options, children, counts, news)
}

/** The same without the counts: nothing is asked of the database, so that it can be drawn while that is away. */
export const stillDesk = (deps: Deps, request: FastifyRequest, options: DeskOptions, children: ComponentChildren): VNode =>
  drawn(deps, request, options, children, [])

function drawn(
  deps: Deps,
  request: FastifyRequest,
  options: DeskOptions,
  children: ComponentChildren,
  counts: readonly (number | undefined)[],
  news?: number,
): VNode {
  const actor = request.actor!
  const { lang } = actor
  const site = siteName(deps, request.site!.siteId)
  const role = mainRole(actor.grants)
  const bell = bellOf(deps)
  const menu: DeskEntry[] = entriesFor(deps, actor).map((entry, index) => ({
    label: entry.label[lang],
    href: entry.href,
    icon: entry.icon,
    count: counts[index],
    current: entry.href === options.current,
    group: entry.group,
    key: entry.key,
  }))
  return (
    <Desk
      {...options}
      lang={lang}
      assets={deps.assets}
      path={splitTarget(request.url).path}
      look={lookOf(request.headers.cookie)}
      site={{ name: site ?? request.site!.key, href: '/' }}
      person={{ name: actor.name, role: role ? text[lang].roles[role] : text[lang].noRole, href: '/tai-khoan' }}
      menu={menu}
      bell={bell && { label: bell.label[lang], href: bell.href, key: bell.key, count: news, current: bell.href === options.current }}
      keys={!actor.noKeys}
      writeUrl={can(deps, actor, 'articles.write') ? '/toa-soan/bai-viet/moi' : undefined}
      searchUrl={can(deps, actor, 'articles.read') ? '/toa-soan/bai-viet' : undefined}
      width={options.wide ? 'full' : options.narrow ? 'narrow' : 'wide'}
    >
      {options.back && (
        <a class="ve-lui" href={safeUrl(options.back.href)}>
          <Icon name="arrow-left" />
          {options.back.label}
        </a>
      )}
      {children}
    </Desk>
  )
}
