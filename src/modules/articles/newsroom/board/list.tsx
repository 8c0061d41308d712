import { formatNumber, type Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { CheckField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { Form } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Pager } from '../../../../ui/pager/pager.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import type { Site } from '../../../sites/index.ts'
import { genres } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, beginPath, listPath } from '../address.ts'
import { sectionName, sectionOptions, shortTime, siteName } from '../names.ts'
import type { Line } from '../queries.ts'
import { text } from '../text.ts'
import { isFiltered, listHref, pageSize, words, type Filter, type ListedLines } from './filter.ts'

export type ListPage = ListedLines & { lang: Lang; filter: Filter; sites: readonly Site[]; mayWrite: boolean }

/** Every article one may see, with filters that have an address. */
export function ArticlesList(page: ListPage) {
  const { lang, filter, lines, count, mayWrite } = page
  const t = text[lang]
  return (
    <>
      <PageHead
        title={t.articles}
        lead={t.listLead}
        actions={
          mayWrite && (
            <span class="only-d">
              <LinkButton kind="primary" icon="plus" href={beginPath}>
                {t.writeNew}
              </LinkButton>
            </span>
          )
        }
      />
      <Filters {...page} />
      <p class="bv-dem num" role="status">
        {countOf(page)}
      </p>
      <Table caption={t.articles} columns={columns(page)} rows={lines} rowKey={({ id }) => id} empty={<Nothing {...page} />} />
      <Pager page={filter.page} pages={Math.ceil(count / pageSize)} href={(number) => listHref({ ...filter, page: number })} />
      <Further {...page} />
    </>
  )
}

function countOf({ lang, filter, count, more }: ListPage) {
  const t = text[lang]
  const total = formatNumber(count, lang)
  const page = formatNumber(filter.page, lang)
  if (filter.before) return more ? t.countOlderMore(total) : t.countOlder(total)
  if (more) return filter.page > 1 ? t.countMoreOn(total, page) : t.countMore(total)
  return filter.page > 1 ? t.countOn(total, page) : t.count(total)
}

/** Behind the last page that can be leafed to the list begins anew with what is older. */
function Further({ lang, filter, lines, count, more }: ListPage) {
  const t = text[lang]
  const last = more && filter.page * pageSize >= count ? lines.at(-1) : undefined
  if (!last && !filter.before) return null
  return (
    <p class="pager">
      {last && <LinkButton href={listHref({ ...filter, before: last.id, page: 1 })}>{t.older}</LinkButton>}
      {filter.before && (
        <LinkButton kind="plain" href={listHref({ ...filter, before: undefined, page: 1 })}>
          {t.newest}
        </LinkButton>
      )}
    </p>
  )
}

function Filters({ lang, filter, sites }: ListPage) {
  const t = text[lang]
  const { status, genres: names } = module[lang]
  return (
    <Form action={listPath} method="get" role="search" label={t.filters} class="bv-loc">
      <div class="bv-hang">
        <Field name="q" type="search" label={t.filter.q} value={filter.q} class="bv-tim" />
        <SelectField
          name="status"
          label={t.filter.status}
          empty={t.all}
          value={filter.status}
          options={words.map((word) => ({ value: word, label: status[word] }))}
        />
        <div class="nut">
          <Button kind="outline" icon="filter">
            {t.find}
          </Button>
          {isFiltered(filter) && (
            <LinkButton kind="plain" href={listPath}>
              {t.clear}
            </LinkButton>
          )}
        </div>
      </div>
      <details open={isFiltered({ ...filter, q: undefined, status: undefined, before: undefined })}>
        <summary class="btn g nho">
          {t.moreFilters}
          <Icon name="chevron-down" />
        </summary>
        <div class="bv-hang">
          <SelectField
            name="genre"
            label={t.filter.genre}
            empty={t.all}
            value={filter.genre}
            options={genres.map((genre) => ({ value: genre, label: names[genre] }))}
          />
          {sites.length > 1 && (
            <SelectField
              name="site"
              label={t.filter.site}
              empty={t.all}
              value={String(filter.site ?? '')}
              options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          )}
          <SelectField
            name="section"
            label={t.filter.section}
            empty={t.all}
            value={String(filter.section ?? '')}
            options={sites.map(({ name, sections }) => ({ label: name, options: sectionOptions(sections) }))}
          />
          <Field name="author" label={t.filter.author} value={filter.author} />
          <CheckField name="mine" label={t.filter.mine} checked={filter.mine} />
        </div>
      </details>
    </Form>
  )
}

function columns({ lang, sites }: ListPage): Column<Line>[] {
  const t = text[lang]
  return [
    {
      key: 'title',
      label: t.columns.title,
      main: true,
      cell: (line) => (
        <a class="ten" href={articleUrl(line.id)}>
          {line.title || t.untitled}
        </a>
      ),
    },
    { key: 'status', label: t.columns.status, keep: true, cell: ({ word }) => <StatusChip status={word} /> },
    {
      key: 'place',
      label: t.columns.place,
      cell: ({ siteId, sectionId }) => (
        <span class="bv-noi">
          {sectionName(sites, sectionId) || t.noSection}
          <small class="ht bv-trang">{siteName(sites, siteId)}</small>
        </span>
      ),
    },
    { key: 'authors', label: t.columns.authors, cell: ({ authors }) => authors.join(', ') },
    { key: 'when', label: t.columns.when, keep: true, cell: (line) => <span class="num">{shortTime(timeOf(line), lang)}</span> },
  ]
}

/** When it last moved; to those who see only what readers saw, when readers got it. */
const timeOf = (line: Line) =>
  line.working ? line.statusAt : (line.publications[0]?.liveAt ?? line.publications[0]?.publishAt ?? line.statusAt)

function Nothing({ lang, filter, mayWrite }: ListPage) {
  const t = text[lang]
  if (isFiltered(filter))
    return (
      <Empty icon="search" title={t.noMatch} action={<LinkButton href={listPath}>{t.clear}</LinkButton>}>
        {t.noMatchHint}
      </Empty>
    )
  return (
    <Empty
      icon="newspaper"
      title={t.noArticles}
      action={
        mayWrite && (
          <LinkButton kind="primary" icon="plus" href={beginPath}>
            {t.write}
          </LinkButton>
        )
      }
    >
      {t.noArticlesHint}
    </Empty>
  )
}
