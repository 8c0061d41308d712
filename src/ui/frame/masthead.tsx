import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'
import type { MenuItem, SiteFace } from './site.ts'

/** Emblem, owner and name, the ban branch where there is room, then the brocade. */
export function Masthead({ site }: { site: SiteFace }) {
  const { lang } = useUi()
  return (
    <>
      <div class="mast">
        <div class="canh" aria-hidden="true" />
        <div class="wrap">
          {site.emblemUrl ? (
            <img class="huy" src={safeUrl(site.emblemUrl)} width={72} height={72} alt={text[lang].emblem} />
          ) : (
            <span class="huy trong" aria-hidden="true" />
          )}
          <div class="ten">
            <a href={safeUrl(site.home)}>
              <small>{site.owner}</small>
              <b>{site.name}</b>
            </a>
          </div>
        </div>
      </div>
      <div class="bar" aria-hidden="true" />
    </>
  )
}

type NavProps = { site: SiteFace; searchUrl: string; query?: string }

/** The menu stands twice: a bar for wide screens and a fold-out that needs no script for phones; style shows one of them. */
export function Nav({ site, searchUrl, query }: NavProps) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <nav class="nav" aria-label={t.mainMenu}>
      <div class="wrap">
        <details class="muc">
          <summary class="menu-btn">
            <Icon name="menu" class="mo" />
            <Icon name="x" class="dong" />
            {t.menu}
          </summary>
          <MenuList menu={site.menu} />
        </details>
        <MenuList menu={site.menu} wide />
        <form class="tim" role="search" action={safeUrl(searchUrl)}>
          <Icon name="search" />
          <input
            type="search"
            name="q"
            value={query}
            aria-label={t.searchSite}
            placeholder={t.searchHint}
            autocomplete="off"
            enterkeyhint="search"
          />
          <button>{t.search}</button>
        </form>
      </div>
    </nav>
  )
}

const MenuList = ({ menu, wide }: { menu: readonly MenuItem[]; wide?: boolean }) => (
  <ul class={wide ? 'n ngang' : 'n'}>
    {menu.map((item) => (
      <li>
        <a href={safeUrl(item.href)} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </a>
      </li>
    ))}
  </ul>
)
