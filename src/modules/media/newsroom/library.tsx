import type { ComponentChildren } from 'preact'
import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Table, type Column } from '../../../ui/table/table.tsx'
import type { Counts, Filter, Listed } from '../medium.ts'
import { text } from '../text.ts'
import { Filters } from './filters.tsx'
import { isFiltered, libraryHref, type View } from './query.ts'
import { Face, Marks, Pick, Tile } from './tile.tsx'

export type LibraryProps = {
  lang: Lang
  filter: Filter
  view: View
  items: readonly Listed[]
  counts: Counts
  more: boolean
  newer: boolean
  /** Days before a licence ends that the desk wants to know of it. */
  notice: number
  mayPick: (item: Listed) => boolean
  upload: ComponentChildren
}

export const captionsPath = '/toa-soan/tu-lieu/chu-thich'

/** All media with what is still to be done on each: the shortest way to a library in order. */
export function LibraryPage(props: LibraryProps) {
  const { lang, filter, items, counts, upload } = props
  const t = text[lang]
  return (
    <>
      <PageHead title={t.library} lead={t.lead} />
      {upload}
      <Filters {...props} />
      <Form action={captionsPath} method="get" class="tl-muc">
        <div class="tl-dau">
          <p class="tl-dem num" role="status">
            {t.count(formatNumber(counts.shown, lang), counts.shown)}
          </p>
          {items.some(props.mayPick) && (
            <Button kind="plain" small icon="pencil">
              {t.captionThese}
            </Button>
          )}
          <Views {...props} />
        </div>
        {items.length === 0 ? <NoItems lang={lang} filter={filter} /> : <Items {...props} />}
      </Form>
      <Pages {...props} />
    </>
  )
}

function Views({ lang, filter, view }: LibraryProps) {
  const t = text[lang]
  const first = { ...filter, before: undefined, after: undefined }
  return (
    <nav class="tl-kieu" aria-label={t.view}>
      <a href={libraryHref(first)} aria-current={view ? undefined : 'true'}>
        <Icon name="layout-dashboard" />
        {t.grid}
      </a>
      <a href={libraryHref(first, 'list')} aria-current={view ? 'true' : undefined}>
        <Icon name="list" />
        {t.list}
      </a>
    </nav>
  )
}

function Items(props: LibraryProps) {
  const { lang, items, view, notice, mayPick } = props
  if (view) return <Table caption={text[lang].library} columns={columns(props)} rows={items} rowKey={({ id }) => id} class="tl-bang" />
  return (
    <ul class="tl-luoi">
      {items.map((item) => (
        <Tile lang={lang} item={item} notice={notice} pick={mayPick(item)} />
      ))}
    </ul>
  )
}

function columns({ lang, notice, mayPick }: LibraryProps): Column<Listed>[] {
  const t = text[lang]
  return [
    {
      key: 'medium',
      label: t.columns.medium,
      main: true,
      cell: (item) => (
        <span class="tl-dong">
          {mayPick(item) && <Pick lang={lang} item={item} />}
          <a href={`/toa-soan/tu-lieu/${item.id}`}>
            <Face lang={lang} item={item} />
            <span>{item.caption || item.name}</span>
          </a>
        </span>
      ),
    },
    { key: 'credit', label: t.columns.credit, cell: (item) => item.credit },
    { key: 'todo', label: t.columns.todo, cell: (item) => <Marks lang={lang} item={item} notice={notice} /> },
    { key: 'size', label: t.columns.size, wide: true, align: 'right', cell: (item) => sizeOf(lang, item) },
    {
      key: 'uses',
      label: t.columns.uses,
      align: 'right',
      cell: (item) => item.uses > 0 && t.times(formatNumber(item.uses, lang), item.uses),
    },
    {
      key: 'uploaded',
      label: t.columns.uploaded,
      wide: true,
      cell: (item) => (
        <>
          {formatDate(item.uploadedAt, lang)}
          {item.uploader && <small class="tl-phu">{item.uploader}</small>}
        </>
      ),
    },
  ]
}

const sizeOf = (lang: Lang, { width, height, bytes }: Listed) =>
  width > 0 ? `${formatNumber(width, lang)} × ${formatNumber(height, lang)}` : formatBytes(bytes, lang)

function Pages({ lang, filter, view, items, more, newer }: LibraryProps) {
  const t = text[lang]
  if (!more && !newer) return null
  const rest = { ...filter, page: undefined, before: undefined, after: undefined }
  return (
    <nav class="pager num" aria-label={t.pages}>
      {newer && items[0] && (
        <a class="btn o" rel="prev" href={libraryHref({ ...rest, after: items[0].id }, view)}>
          <Icon name="chevron-left" />
          {t.newer}
        </a>
      )}
      {more && items.length > 0 && (
        <a class="btn o" rel="next" href={libraryHref({ ...rest, before: items.at(-1)!.id }, view)}>
          {t.older}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
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
