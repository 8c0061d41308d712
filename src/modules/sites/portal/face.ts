import { createHash } from 'node:crypto'
import type { SiteFace } from '../../../ui/frame/site.ts'
import { addressOn } from '../network.ts'
import type { Site } from '../site.ts'
import { text } from '../text.ts'

/** What the frame shows of a site. A member site's footer leads back to the portal. */
export function faceOf(site: Site, path: string, main: Site | undefined): SiteFace {
  return {
    key: site.key,
    name: site.name,
    owner: site.superior || site.owner,
    home: '/',
    ...(site.theme.emblem ? { emblemUrl: site.theme.emblem } : {}),
    ...(themeCss(site) ? { themeUrl: themePath(site) } : {}),
    menu: site.menu.map((link) => ({ ...link, current: isCurrent(link.href, path) })),
    footer: {
      title: site.name,
      responsible: site.responsible,
      address: site.address,
      phone: site.phone,
      email: site.email,
      note: text.vi.licence,
    },
    footerColumns: [
      ...site.footer,
      ...(main && main.id !== site.id ? [{ title: text.vi.parent, links: [{ label: main.name, href: addressOn(main, '/') }] }] : []),
    ],
  }
}

const isCurrent = (href: string, path: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))

/** The site's own tokens as a style sheet; empty when it keeps the network's look. In the dark the accent is lightened, in high contrast it gives way. */
export function themeCss({ theme }: Pick<Site, 'theme'>): string {
  const accent = theme.accent && /^#[0-9a-f]{6}$/i.test(theme.accent) ? theme.accent : null
  const dark = `{--nhan:color-mix(in oklab,${accent} 45%,#fff)}`
  return [
    accent
      ? `:root{--nhan:${accent}}@media(prefers-color-scheme:dark){:root:not([data-theme])${dark}}:root[data-theme=dark]${dark}:root[data-theme=contrast]{--nhan:initial}`
      : '',
    theme.band === 'none' ? ':root{--bang:none}' : '',
    theme.art === 'none' ? ':root{--canh:none}' : '',
  ].join('')
}

/** Its address changes with its content, so it may be kept for a year. */
export const themePath = (site: Pick<Site, 'key' | 'theme'>) =>
  `/_chu-de/${site.key}-${createHash('sha256').update(themeCss(site)).digest('hex').slice(0, 10)}.css`
