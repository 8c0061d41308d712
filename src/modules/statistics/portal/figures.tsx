import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { Numbers } from '../../../ui/chart/chart.tsx'
import { SectionHead } from '../../../ui/section/section.tsx'
import { Tabs } from '../../../ui/tabs/tabs.tsx'
import { Course } from '../course.tsx'
import { spans, type Counted, type DayFigures, type Span } from '../period.ts'
import type { Opening, Whole } from '../queries.ts'
import { text } from '../text.ts'

export type Top = { href: string; title: string; views: number }
export type FiguresPage = {
  lang: Lang
  siteName: string
  whole: Whole
  today: Counted
  year: Counted
  span: Span
  days: readonly DayFigures[]
  period: Counted
  top: readonly Top[]
}

/** What readers are told of how many they are, with the way it was counted. */
export function FiguresView(page: FiguresPage) {
  const { lang, siteName, whole, top } = page
  const t = text[lang].public
  return (
    <section class="sec">
      <div class="wrap thong-ke">
        <h1>{t.title}</h1>
        <p class="mo-ta">{whole.since ? t.lead(siteName, formatDate(whole.since, lang)) : t.nothingYet}</p>
        <Tiles {...page} />
        <Openings lang={lang} openings={whole.openings} />
        <DayByDay {...page} />
        {top.length > 0 && <MostRead lang={lang} top={top} />}
        <Method lang={lang} />
      </div>
    </section>
  )
}

function Tiles({ lang, today, year, whole, period, span }: FiguresPage) {
  const t = text[lang].public
  const tile = (label: string, { visits, views }: Counted) => ({
    label,
    value: formatNumber(visits, lang),
    note: t.views(formatNumber(views, lang)),
  })
  return <Numbers figures={[tile(t.today, today), tile(t.spans[span], period), tile(t.year, year), tile(t.whole, whole)]} />
}

/** Apart, with its source: no sum says more than was counted by one method. */
function Openings({ lang, openings }: { lang: Lang; openings: readonly Opening[] }) {
  const t = text[lang].public
  return (
    <>
      {openings.map(({ measure, value, until, source }) => (
        <p>{t.opening(t.measures[measure], formatNumber(value, lang), formatDate(until, lang), source)}</p>
      ))}
    </>
  )
}

function DayByDay({ lang, span, days, period }: FiguresPage) {
  const t = text[lang].public
  const words = { chart: t.chart(t.spans[span]), table: t.table, day: t.day, month: t.month }
  const measures = [
    ['visits', t.measures.visits],
    ['views', t.measures.views],
    ['bots', t.bots],
  ] as const
  return (
    <>
      <SectionHead title={t.course} />
      <Tabs
        label={t.choose}
        tabs={spans.map((one) => ({
          label: t.spans[one],
          href: one === '30' ? '/thong-ke' : `/thong-ke?ky=${one}`,
          current: one === span,
        }))}
      />
      <Course
        {...{ lang, span, days, words, measures }}
        caption={t.course}
        instead={period.views + period.bots === 0 ? t.nothingIn : undefined}
      />
      <p>
        <a href={`/thong-ke.csv?ky=${span}`}>{t.csv}</a>
      </p>
    </>
  )
}

const MostRead = ({ lang, top }: { lang: Lang; top: readonly Top[] }) => (
  <>
    <SectionHead title={text[lang].public.top} />
    <ol>
      {top.map(({ href, title, views }) => (
        <li>
          <a href={href}>{title}</a> <span class="meta num">{text[lang].public.views(formatNumber(views, lang))}</span>
        </li>
      ))}
    </ol>
  </>
)

const Method = ({ lang }: { lang: Lang }) => (
  <>
    <SectionHead id="cach-dem" title={text[lang].public.method} />
    <ul>
      {text[lang].public.methods.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </>
)
