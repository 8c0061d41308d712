import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import { Picture, type PictureProps } from '../picture/picture.tsx'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'

export type Tile = { icon: IconName; title: string; note?: string; href: string; tone?: 'cham' | 'xanh' | 'ban' | 'do' | 'vang' }

/** The few things that people come for. */
export const TaskTiles = ({ title, tiles }: { title: string; tiles: readonly Tile[] }) => (
  <section class="viec sec" aria-label={title}>
    <div class="wrap">
      <h2 class="vh">{title}</h2>
      <ul class="n">
        {tiles.map((tile) => (
          <li>
            <a href={safeUrl(tile.href)}>
              <span class={`ic ${tileLetters[tile.tone ?? 'cham']}`}>
                <Icon name={tile.icon} />
              </span>
              <b>{tile.title}</b>
              {tile.note && <span>{tile.note}</span>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  </section>
)

export type RailItem = { href: string; title: string; note?: string; picture?: PictureProps }

/** Tall cards in a row that scrolls sideways: places. */
export const Rail = ({ label, items }: { label: string; items: readonly RailItem[] }) => (
  <div class="rail" tabindex={0} role="region" aria-label={label}>
    {items.map((item) => (
      <a class="noi" href={safeUrl(item.href)}>
        {item.picture && <Picture sizes="16rem" {...item.picture} alt="" />}
        <div>
          <b>{item.title}</b>
          {item.note && <small>{item.note}</small>}
        </div>
      </a>
    ))}
  </div>
)

export type MosaicItem = {
  href: string
  title: string
  picture?: PictureProps
  /** Pictures in a gallery, or the length of a video in words. */ count?: number
  length?: string
}

/** Galleries and videos: the first large, four more beside it. */
export function Mosaic({ items }: { items: readonly MosaicItem[] }) {
  const { lang } = useUi()
  return (
    <div class="mos">
      {items.map((item, index) => (
        <a href={safeUrl(item.href)}>
          {item.picture && (
            <Picture sizes={index === 0 ? '(min-width: 60rem) 37rem, 100vw' : '(min-width: 60rem) 18rem, 50vw'} {...item.picture} alt="" />
          )}
          {(item.count || item.length) && (
            <em class="num">
              <Icon name={item.length ? 'play' : 'image'} />
              {item.length ?? `${item.count} ${text[lang].picturesCount}`}
            </em>
          )}
          <span>{item.title}</span>
        </a>
      ))}
    </div>
  )
}

export type MemberSite = { name: string; href: string; title?: string; titleHref?: string; when?: string }

/** Member sites with the latest thing of each. */
export const MemberSites = ({ sites }: { sites: readonly MemberSite[] }) => (
  <ul class="tv n">
    {sites.map((site) => (
      <li>
        <b>
          <a href={safeUrl(site.href)}>{site.name}</a>
        </b>
        {site.title && (
          <p>
            <a href={safeUrl(site.titleHref ?? site.href)}>{site.title}</a>
          </p>
        )}
        {site.when && <p class="meta num">{site.when}</p>}
      </li>
    ))}
  </ul>
)

export type DocumentLine = { number: string; title: string; href: string; facts: readonly string[]; file?: { label: string; href: string } }

/** Documents by number and subject. */
export const DocumentList = ({ documents }: { documents: readonly DocumentLine[] }) => (
  <ul class="vb n">
    {documents.map((document) => (
      <li>
        <a class="so num" href={safeUrl(document.href)}>
          {document.number}
        </a>
        <a href={safeUrl(document.href)}>{document.title}</a>
        <p class="meta num">
          {document.facts.map((fact) => (
            <span>{fact}</span>
          ))}
          {document.file && (
            <a class="tep" href={safeUrl(document.file.href)}>
              <Icon name="file-text" />
              {document.file.label}
            </a>
          )}
        </p>
      </li>
    ))}
  </ul>
)

export type EventLine = { month: string; day: string; title: string; href: string; note?: string; state?: ComponentChildren }

/** Events behind a leaf of the calendar; the date is also in `note` or the page, the leaf is silent. */
export const EventList = ({ events }: { events: readonly EventLine[] }) => (
  <ul class="sk n">
    {events.map((event) => (
      <li>
        <div class="ngay num" aria-hidden="true">
          <span>{event.month}</span>
          <b>{event.day}</b>
        </div>
        <div>
          <h3>
            <a href={safeUrl(event.href)}>{event.title}</a>
          </h3>
          {event.note && <p class="meta">{event.note}</p>}
          {event.state}
        </div>
      </li>
    ))}
  </ul>
)
const tileLetters = { cham: '', xanh: 'x', ban: 'b', do: 'd', vang: 'v' }
