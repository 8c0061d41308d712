import { Avatar } from '../avatar/avatar.tsx'
import { useUi } from '../context.ts'
import { LookChoices } from '../frame/panel.tsx'
import { Icon } from '../icon/icon.tsx'
import { iconNames, type IconName } from '../icon/names.ts'
import type { Look } from '../look.ts'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'
import { BellLink } from './bell.tsx'
import type { DeskEntry, DeskPerson, DeskProps } from './desk.tsx'

type SideProps = Pick<DeskProps, 'site' | 'menu' | 'bell' | 'person' | 'path' | 'look'>

export function Side({ site, menu, bell, person, look, path }: SideProps) {
  const { lang, assets } = useUi()
  const t = text[lang]
  return (
    <nav class="side" aria-label={t.newsroom}>
      <a class="site" href={safeUrl(site.href)}>
        <img src={assets.url('ban.svg')} width={34} height={34} alt="" />
        <span>
          <b>{t.newsroom}</b>
          <small>
            <span>{site.name}</span> <Icon name="external-link" />
          </small>
        </span>
      </a>
      {bell && <BellLink bell={bell} />}
      <Entries menu={menu} />
      <Me person={person} look={look} path={path} />
    </nav>
  )
}

/** The same entries inside the phone's menu. */
export function SideMenu({ site, menu, person, look, path }: SideProps) {
  const { lang } = useUi()
  return (
    <nav class="side-m" aria-label={text[lang].newsroom}>
      <a class="site" href={safeUrl(site.href)}>
        <span>
          <small>
            <span>{site.name}</span> <Icon name="external-link" />
          </small>
        </span>
      </a>
      <Entries menu={menu} />
      <Me person={person} look={look} path={path} />
    </nav>
  )
}

function Entries({ menu }: { menu: readonly DeskEntry[] }) {
  const { lang } = useUi()
  const groups = groupNames
    .map((name) => ({ title: text[lang].groups[name], entries: menu.filter((entry) => (entry.group ?? 'work') === name) }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <>
      {groups.map(({ title, entries }) => (
        <>
          {title && <h2>{title}</h2>}
          <ul class="n">
            {entries.map((entry) => (
              <li>
                <EntryLink entry={entry} />
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}

const groupNames = ['work', 'content', 'manage'] as const

function EntryLink({ entry }: { entry: DeskEntry }) {
  const { lang } = useUi()
  return (
    <a href={safeUrl(entry.href)} aria-current={entry.current ? 'page' : undefined} data-phim={entry.key}>
      <Icon name={known.has(entry.icon) ? (entry.icon as IconName) : 'file-text'} />
      {entry.label}
      {entry.count ? (
        <span class="dem num">
          {entry.count}
          <span class="vh"> {text[lang].waiting}</span>
        </span>
      ) : null}
    </a>
  )
}

/** Modules name their icons in plain strings. */
const known = new Set<string>(iconNames)

function Me({ person, look, path }: { person: DeskPerson; look: Look; path: string }) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <details class="me">
      <summary>
        <Avatar name={person.name} />
        <span>
          {person.name}
          <small>{person.role}</small>
        </span>
        <Icon name="chevron-up" />
      </summary>
      <div class="me-o">
        {person.href && (
          <a href={safeUrl(person.href)}>
            <Icon name="user" />
            {t.account}
          </a>
        )}
        <LookChoices look={look} path={path} />
        <form method="post" action="/dang-xuat">
          <button class="btn g">
            <Icon name="log-out" />
            {t.signOut}
          </button>
        </form>
      </div>
    </details>
  )
}
