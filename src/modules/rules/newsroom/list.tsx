import type { Lang } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { DateField } from '../../../ui/field/date.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { Rule } from '../rule.ts'
import { inWords, issueText, text, titleOf } from '../text.ts'

export const current = '/toa-soan/quy-dinh'
export type Filter = { state?: 'waiting' | 'confirmed'; /** As it was typed. */ on?: string; onIssue?: string }

type ListProps = {
  lang: Lang
  rules: readonly Rule[]
  filter: Filter
  /** Keys that modules go by. */ read: ReadonlySet<string>
  may: boolean
}

export function RulesPage({ lang, rules, filter, read, may }: ListProps) {
  const t = text[lang]
  const families = Map.groupBy(rules, ({ key }) => familyOf(lang, key))
  const order = Object.keys(t.families)
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          may && (
            <LinkButton kind="primary" icon="plus" href={`${current}/them`}>
              {t.addVerb}
            </LinkButton>
          )
        }
      />
      <p class="mo-ta">{t.docs}</p>
      <Filters lang={lang} filter={filter} />
      <p class="mo-ta num" role="status">
        {t.count(rules.length)}
      </p>
      {rules.length === 0 && (
        <Empty icon="book-open" title={t.empty} action={<LinkButton href={current}>{t.clear}</LinkButton>}>
          {t.emptyHint}
        </Empty>
      )}
      {[...families]
        .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        .map(([family, rows]) => (
          <section class="qd">
            <h2 class="hh">
              {t.families[family]}
              <span class="num">{rows.length}</span>
            </h2>
            <RuleTable lang={lang} caption={t.families[family]!} rules={family === 'holiday' ? rows.toSorted(byDay) : rows} read={read} />
          </section>
        ))}
    </>
  )
}

type TableProps = Pick<ListProps, 'lang' | 'rules' | 'read'> & { caption: string }

const RuleTable = ({ lang, caption, rules, read }: TableProps) => {
  const t = text[lang]
  return (
    <Table
      caption={caption}
      rows={rules}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'rule',
          label: t.rule,
          main: true,
          cell: ({ id, key, value }) => (
            <>
              <a href={`${current}/${id}`}>{titleOf(lang, key, value)}</a> {!read.has(key) && <Unused lang={lang} />}
            </>
          ),
        },
        { key: 'value', label: t.value, cell: ({ key, value }) => <b>{inWords(lang, key, value)}</b> },
        { key: 'from', label: t.from, keep: true, cell: ({ validFrom }) => formatDate(validFrom, lang) },
        { key: 'to', label: t.to, keep: true, cell: ({ validTo }) => (validTo ? formatDate(validTo, lang) : t.open) },
        { key: 'basis', label: t.basis, wide: true, cell: ({ legalBasis }) => legalBasis },
        { key: 'confirmed', label: t.confirmed, cell: (rule) => <Confirmed lang={lang} rule={rule} /> },
      ]}
    />
  )
}

/** Said of a row that changes nothing yet. */
export const Unused = ({ lang }: { lang: Lang }) => <small class="qd-chua">{text[lang].unused}</small>

/** Who stands for the row, or that nobody does yet. */
export function Confirmed({ lang, rule }: { lang: Lang; rule: Rule }) {
  const t = text[lang]
  if (!rule.confirmedAt)
    return (
      <Chip tone="waiting" icon="clock">
        {t.waiting}
      </Chip>
    )
  return (
    <Chip tone="done" icon="badge-check">
      {t.by(rule.confirmedBy ?? '', formatDate(rule.confirmedAt, lang))}
    </Chip>
  )
}

function Filters({ lang, filter }: { lang: Lang; filter: Filter }) {
  const t = text[lang]
  return (
    <Form method="get" action={current} role="search" label={t.filter} class="qd-loc">
      <SelectField
        name="state"
        label={t.state}
        value={filter.state}
        empty={t.anyState}
        options={(['waiting', 'confirmed'] as const).map((value) => ({ value, label: t.states[value] }))}
      />
      <DateField name="on" label={t.asOf} value={filter.on} error={issueText(lang, filter.onIssue)} />
      <Button kind="outline" icon="filter">
        {t.filter}
      </Button>
    </Form>
  )
}

/** Yearly days first, then the years as they come. */
const byDay = (a: Rule, b: Rule) => b.key.localeCompare(a.key) || Temporal.PlainDate.compare(a.validFrom, b.validFrom) || a.id - b.id

const familyOf = (lang: Lang, key: string) => {
  const family = key.split('.')[0]!
  return family in text[lang].families ? family : 'other'
}
