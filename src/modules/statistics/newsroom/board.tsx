import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Numbers } from '../../../ui/chart/chart.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Table, type Column } from '../../../ui/table/table.tsx'
import { Tabs } from '../../../ui/tabs/tabs.tsx'
import { safeUrl } from '../../../ui/url.ts'
import { Course } from '../course.tsx'
import { spans, sum, type Counted, type DayFigures } from '../period.ts'
import { boardHref, boardPath, openingHref, parts, type Asked, type Part } from './asked.ts'
import { text } from './text.ts'

export type Row = { key: string | number; name: string; href?: string; count: number; note?: string }
export type BoardPage = {
  lang: Lang
  asked: Asked
  sites: readonly { id: number; name: string }[]
  days: readonly DayFigures[]
  before: Counted
  rows: readonly Row[]
  mayOpen: boolean
}

/** How many were there, and what they read: one site or all, one span of days, one list. */
export function Board(page: BoardPage) {
  const { lang, asked, rows, mayOpen } = page
  const t = text[lang]
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Choice {...page} />
      {isEmpty(page.days) ? (
        <Empty icon="chart-column" title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <div class="tk-so">
          <Tiles {...page} />
          <DayByDay {...page} />
        </div>
      )}
      <Tabs
        label={t.lists}
        tabs={parts.map((part) => ({ label: t.parts[part], href: boardHref({ ...asked, part }), current: part === asked.part }))}
      />
      <p class="mo-ta">{t.about[asked.part]}</p>
      <Table
        caption={t.parts[asked.part]}
        columns={columns(lang, asked.part)}
        rows={rows}
        rowKey={({ key }) => key}
        empty={isEmpty(page.days) ? <></> : <Empty title={t.emptyList}>{t.emptyHint}</Empty>}
      />
      <div class="tk-duoi">
        {rows.length > 0 && (
          <LinkButton kind="outline" icon="download" href={boardHref(asked, true)}>
            {t.csv}
          </LinkButton>
        )}
        {mayOpen && asked.site !== null && (
          <LinkButton kind="plain" href={openingHref(asked.site)}>
            {t.opening.link}
          </LinkButton>
        )}
      </div>
    </>
  )
}

const isEmpty = (days: readonly DayFigures[]) => days.every(({ views, bots }) => views + bots === 0)

function Choice({ lang, asked, sites }: BoardPage) {
  const t = text[lang]
  return (
    <Form method="get" action={boardPath} class="tk-loc">
      <SelectField
        name="site"
        label={t.site}
        value={asked.site === null ? '' : String(asked.site)}
        empty={sites.length > 1 ? t.allSites : false}
        options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <SelectField
        name="ky"
        label={t.span}
        value={asked.span}
        empty={false}
        options={spans.map((one) => ({ value: one, label: t.spans[one] }))}
      />
      <input type="hidden" name="xem" value={asked.part} />
      <Button kind="outline" icon="filter">
        {t.show}
      </Button>
    </Form>
  )
}

function Tiles({ lang, days, before }: BoardPage) {
  const t = text[lang]
  const now = sum(days)
  const series = (of: keyof Counted) => days.map((day) => day[of])
  const tile = (of: keyof Counted, tone?: 'ban' | 'xanh') => ({
    label: t.measures[of],
    value: formatNumber(now[of], lang),
    note: t.before(formatNumber(before[of], lang)),
    series: series(of),
    tone,
  })
  return <Numbers figures={[tile('visits'), tile('views', 'ban'), tile('visitors', 'xanh'), tile('bots')]} />
}

function DayByDay({ lang, days, asked: { span } }: BoardPage) {
  const t = text[lang]
  const words = { chart: t.chart(t.spans[span]), table: t.table, day: t.day, month: t.month }
  const measures = (['visits', 'views', 'visitors', 'bots'] as const).map((of) => [of, t.measures[of]] as const)
  return <Course {...{ lang, span, days, words, measures }} caption={t.table} />
}

const columns = (lang: Lang, part: Part): Column<Row>[] => [
  {
    key: 'name',
    label: text[lang].columns[part],
    cell: ({ name, href }) => (href ? <a href={safeUrl(href)}>{name}</a> : name),
    main: true,
  },
  ...(part === 'tim' ? [{ key: 'note', label: text[lang].found, cell: ({ note }: Row) => note, align: 'right' } as Column<Row>] : []),
  { key: 'count', label: text[lang].counts[part], cell: ({ count }) => formatNumber(count, lang), align: 'right' },
]
