import type { ComponentChildren } from 'preact'
import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Icon, type IconName } from '../../../ui/icon/icon.tsx'
import { Pager } from '../../../ui/pager/pager.tsx'
import { Tabs } from '../../../ui/tabs/tabs.tsx'
import { kinds, type Filter, type Kind, type Listed } from '../medium.ts'
import { text } from '../text.ts'
import { lengthOf, thumbOf } from './item.ts'
import { isFiltered, libraryHref } from './query.ts'

export type LibraryProps = {
  lang: Lang
  filter: Filter
  items: readonly Listed[]
  count: number
  perPage: number
  upload: ComponentChildren
}

/** The grid of all media with what is still to be done on each: the shortest way to a library in order. */
export function LibraryPage({ lang, filter, items, count, perPage, upload }: LibraryProps) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.library} lead={t.lead} />
      {upload}
      <Tabs
        label={t.filters}
        tabs={[undefined, ...kinds].map((kind) => ({
          label: kind ? t.kinds[kind] : t.allKinds,
          href: libraryHref({ ...filter, kind, page: 1 }),
          current: filter.kind === kind,
        }))}
      />
      <div class="tl-loc">
        <Form action="/toa-soan/tu-lieu" method="get" role="search" class="tl-tim">
          {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
          <Field name="q" type="search" label={t.search} quiet value={filter.q} placeholder={t.search} />
          <Button kind="outline" icon="search">
            {t.find}
          </Button>
        </Form>
        <ul class="tl-chip" aria-label={t.filters}>
          {toggles(filter).map(([name, on, href]) => (
            <li>
              <a class={on ? 'chip c' : 'chip'} href={href} aria-current={on ? 'true' : undefined}>
                {on && <Icon name="check" />}
                {t.filter[name]}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <p class="tl-dem num" role="status">
        {t.count(formatNumber(count, lang), count)}
        {(filter.page ?? 1) > 1 && `, ${t.page(formatNumber(filter.page!, lang))}`}
      </p>
      {items.length === 0 ? (
        <NoItems lang={lang} filter={filter} />
      ) : (
        <ul class="tl-luoi">
          {items.map((item) => (
            <Tile lang={lang} item={item} />
          ))}
        </ul>
      )}
      <Pager page={filter.page ?? 1} pages={Math.ceil(count / perPage)} href={(page) => libraryHref({ ...filter, page })} />
    </>
  )
}

type Toggle = 'credit' | 'alt' | 'unused' | 'mine' | 'hidden'

/** Each filter as a link that turns it on or off. */
function toggles(filter: Filter): [Toggle, boolean, string][] {
  const missing = (name: 'credit' | 'alt'): [Toggle, boolean, string] => [
    name,
    filter.missing === name,
    libraryHref({ ...filter, page: 1, missing: filter.missing === name ? undefined : name }),
  ]
  const flag = (name: 'unused' | 'mine' | 'hidden'): [Toggle, boolean, string] => [
    name,
    filter[name] === true,
    libraryHref({ ...filter, page: 1, [name]: !filter[name] }),
  ]
  return [missing('credit'), missing('alt'), flag('unused'), flag('mine'), flag('hidden')]
}

function NoItems({ lang, filter }: { lang: Lang; filter: Filter }) {
  const t = text[lang]
  return isFiltered(filter) ? (
    <Empty icon="search" title={t.emptyFilter} action={<LinkButton href="/toa-soan/tu-lieu">{t.clear}</LinkButton>}>
      {t.emptyFilterHint}
    </Empty>
  ) : (
    <Empty icon="images" title={t.empty}>
      {t.emptyHint}
    </Empty>
  )
}

const icons: Record<Kind, IconName> = { image: 'image', video: 'film', audio: 'volume-2', file: 'file-text' }

function Tile({ lang, item }: { lang: Lang; item: Listed }) {
  const t = text[lang]
  const thumb = thumbOf(item)
  return (
    <li class={item.hidden ? 'tl-o an' : 'tl-o'}>
      <a href={`/toa-soan/tu-lieu/${item.id}`}>
        <span class="tl-anh">
          {thumb ? <img src={thumb} alt="" loading="lazy" decoding="async" width={480} height={320} /> : <Icon name={icons[item.kind]} />}
          {item.kind !== 'image' && (
            <span class="tl-loai">
              <Icon name={icons[item.kind]} />
              {t.kinds[item.kind]}
              {item.seconds !== undefined && ` ${lengthOf(item.seconds)}`}
            </span>
          )}
        </span>
        <b>{item.caption || item.name}</b>
      </a>
      <p class="tl-phu">
        {item.credit || formatBytes(item.bytes, lang)}
        {item.uses > 0 && ` · ${t.uses(formatNumber(item.uses, lang), item.uses)}`}
      </p>
      <p class="tl-viec">
        {item.hidden && <Chip icon="eye-off">{t.hidden}</Chip>}
        {!item.credit && (item.kind === 'image' || item.kind === 'video') && (
          <Chip tone="waiting" icon="triangle-alert">
            {t.missing.credit}
          </Chip>
        )}
        {!item.alt && !item.decorative && item.kind === 'image' && (
          <Chip tone="waiting" icon="triangle-alert">
            {t.missing.alt}
          </Chip>
        )}
      </p>
    </li>
  )
}
