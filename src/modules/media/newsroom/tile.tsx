import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDate, today } from '../../../kernel/time.ts'
import { Chip } from '../../../ui/chip/chip.tsx'
import { Icon, type IconName } from '../../../ui/icon/icon.tsx'
import { licenceState, narrow, type Kind, type Listed } from '../medium.ts'
import { text } from '../text.ts'
import { lengthOf, thumbOf } from './item.ts'

/** `pick`: whether it may be chosen for work on several. */
export type TileProps = { lang: Lang; item: Listed; notice: number; pick: boolean }

export const icons: Record<Kind, IconName> = { image: 'image', video: 'film', audio: 'volume-2', file: 'file-text' }

/** A medium in the grid: what it looks like, whose it is, and what is still to be done. */
export function Tile(props: TileProps) {
  const { lang, item } = props
  const t = text[lang]
  return (
    <li class={item.hidden ? 'tl-o an' : 'tl-o'}>
      <a href={`/toa-soan/tu-lieu/${item.id}`}>
        <Face lang={lang} item={item} />
        <b>{item.caption || item.name}</b>
      </a>
      <p class="tl-phu">
        {item.credit || formatBytes(item.bytes, lang)}
        {item.uses > 0 && ` · ${t.uses(formatNumber(item.uses, lang), item.uses)}`}
      </p>
      <Marks {...props} />
      {props.pick && <Pick {...props} />}
    </li>
  )
}

export function Pick({ lang, item }: Pick<TileProps, 'lang' | 'item'>) {
  return (
    <label class="tl-tick">
      <input type="checkbox" name="chon" value={item.id} />
      <span class="vh">{text[lang].pick(item.caption || item.name)}</span>
    </label>
  )
}

export function Face({ lang, item }: Pick<TileProps, 'lang' | 'item'>) {
  const thumb = thumbOf(item)
  return (
    <span class="tl-anh">
      {thumb ? <img src={thumb} alt="" loading="lazy" decoding="async" width={480} height={320} /> : <Icon name={icons[item.kind]} />}
      {item.kind !== 'image' && (
        <span class="tl-loai">
          <Icon name={icons[item.kind]} />
          {text[lang].kinds[item.kind]}
          {item.seconds !== undefined && ` ${lengthOf(item.seconds)}`}
        </span>
      )}
    </span>
  )
}

/** What is still to be done on it, each in a word and an icon. */
export function Marks({ lang, item, notice }: Omit<TileProps, 'pick'>) {
  const t = text[lang]
  const licence = licenceState(item.licenceUntil ?? null, today(), notice)
  const marks = [
    item.hidden && <Chip icon="eye-off">{t.hidden}</Chip>,
    licence && (
      <Chip tone={licence === 'ended' ? 'wrong' : 'waiting'} icon="calendar-clock">
        {t.licenceOn[licence](formatDate(item.licenceUntil!, lang))}
      </Chip>
    ),
    !item.credit && (item.kind === 'image' || item.kind === 'video') && (
      <Chip tone="waiting" icon="triangle-alert">
        {t.missing.credit}
      </Chip>
    ),
    !item.alt && !item.decorative && item.kind === 'image' && (
      <Chip tone="waiting" icon="triangle-alert">
        {t.missing.alt}
      </Chip>
    ),
    item.kind === 'image' && item.width < narrow && <Chip icon="image">{t.small}</Chip>,
  ].filter(Boolean)
  return marks.length === 0 ? null : <p class="tl-viec">{marks}</p>
}
