import type { Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { CheckField, SelectField } from '../../../ui/field/choice.tsx'
import { DateField } from '../../../ui/field/date.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { AccessLine, ActivityLine, Page } from '../queries.ts'
import { text } from '../text.ts'
import { families, kindInWords, subjectInWords } from '../words.ts'

export const logPath = '/toa-soan/nhat-ky'
export const accessPath = '/toa-soan/truy-cap'
/** As typed; `dateBad` when the day could not be read. */
export type Filter = { kind?: string; person?: string; day?: string; refused?: boolean; before?: number; dateBad?: boolean }

export function LogPage({ lang, page, filter }: { lang: Lang; page: Page<ActivityLine>; filter: Filter }) {
  const t = text[lang].log
  const kinds = Object.entries(families(lang)).map(([family, { name, kinds: own }]) => ({
    label: name,
    options: [
      { value: `${family}.`, label: t.wholeFamily(name) },
      ...Object.entries(own).map(([verb, label]) => ({ value: `${family}.${verb}`, label })),
    ],
  }))
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Form method="get" action={logPath} role="search" label={t.filter} class="nk-loc">
        <SelectField name="kind" label={t.kind} value={filter.kind} empty={t.anyKind} options={kinds} />
        <Shared lang={lang} filter={filter} />
      </Form>
      <Table
        caption={t.title}
        rows={page.lines}
        rowKey={({ id }) => id}
        empty={<Nothing lang={lang} href={logPath} />}
        columns={[
          { key: 'what', label: t.what, main: true, cell: ({ kind }) => kindInWords(lang, kind) },
          {
            key: 'subject',
            label: t.subject,
            cell: ({ subject, subjectId, subjectName }) => subjectInWords(lang, subject, subjectId, subjectName),
          },
          { key: 'who', label: t.who, cell: ({ actorId, actor }) => (actorId === null ? t.system : (actor ?? t.gone(actorId))) },
          { key: 'when', label: t.when, keep: true, cell: ({ at }) => formatDateTime(at, lang) },
          {
            key: 'chain',
            label: t.chain,
            keep: true,
            cell: ({ position }) =>
              position === null ? (
                <Chip tone="waiting" icon="clock">
                  {t.waiting}
                </Chip>
              ) : (
                t.position(position)
              ),
          },
        ]}
      />
      <Older lang={lang} path={logPath} filter={filter} older={page.older} />
    </>
  )
}

/** `months`: how long the rule says to keep it; null when no rule does. */
export function AccessPage({ lang, page, filter, months }: { lang: Lang; page: Page<AccessLine>; filter: Filter; months: number | null }) {
  const t = text[lang].access
  const l = text[lang].log
  return (
    <>
      <PageHead title={t.title} lead={t.lead(months === null ? t.noRule : t.kept(months))} />
      <Form method="get" action={accessPath} role="search" label={l.filter} class="nk-loc">
        <Shared lang={lang} filter={filter} refused />
      </Form>
      <Table
        caption={t.title}
        rows={page.lines}
        rowKey={({ id }) => id}
        empty={<Nothing lang={lang} href={accessPath} />}
        columns={[
          { key: 'when', label: l.when, main: true, keep: true, cell: ({ at }) => formatDateTime(at, lang) },
          {
            key: 'account',
            label: t.account,
            cell: ({ accountId, account }) => (accountId === null ? t.nobody : (account ?? l.gone(accountId))),
          },
          { key: 'source', label: t.source, keep: true, cell: ({ source }) => source },
          { key: 'action', label: t.action, cell: ({ action }) => <span class="nk-viec">{actionInWords(lang, action)}</span> },
          { key: 'outcome', label: t.outcome, cell: ({ outcome }) => <Outcome lang={lang} outcome={outcome} /> },
        ]}
      />
      <Older lang={lang} path={accessPath} filter={filter} older={page.older} />
    </>
  )
}

function Shared({ lang, filter, refused }: { lang: Lang; filter: Filter; refused?: boolean }) {
  const t = text[lang].log
  return (
    <>
      <Field
        name="person"
        type="search"
        label={t.person}
        value={filter.person}
        placeholder={t.personHint}
        maxlength={100}
        autocomplete="off"
        spellcheck={false}
      />
      <DateField name="day" label={t.day} hint="" value={filter.day} error={filter.dateBad ? t.dateBad : undefined} />
      {refused && <CheckField name="refused" label={text[lang].access.only} checked={filter.refused} />}
      <Button kind="outline" icon="filter">
        {t.filter}
      </Button>
    </>
  )
}

const Nothing = ({ lang, href }: { lang: Lang; href: string }) => (
  <Empty icon="history" title={text[lang].log.empty} action={<LinkButton href={href}>{text[lang].log.clear}</LinkButton>}>
    {text[lang].log.emptyHint}
  </Empty>
)

function Older({ lang, path, filter, older }: { lang: Lang; path: string; filter: Filter; older: number | null }) {
  const t = text[lang].log
  const href = (before: number | null) => {
    const { kind, person, day, refused } = filter
    const query = new URLSearchParams(
      Object.entries({ kind, person, day, refused: refused ? '1' : undefined, truoc: before?.toString() }).filter(
        (pair): pair is [string, string] => Boolean(pair[1]),
      ),
    )
    return query.size > 0 ? `${path}?${query.toString()}` : path
  }
  if (older === null && filter.before === undefined) return null
  return (
    <nav class="nut" aria-label={t.title}>
      {filter.before !== undefined && (
        <LinkButton icon="chevron-left" href={href(null)}>
          {t.newest}
        </LinkButton>
      )}
      {older !== null && (
        <LinkButton icon="chevron-right" href={href(older)}>
          {t.older}
        </LinkButton>
      )}
    </nav>
  )
}

function Outcome({ lang, outcome }: { lang: Lang; outcome: string }) {
  const t = text[lang].access.outcomes
  const status = Number(outcome)
  if (status >= 500)
    return (
      <Chip tone="wrong" icon="circle-x">
        {t.fault} {outcome}
      </Chip>
    )
  if (status === 422 || status === 400 || status === 409)
    return (
      <Chip tone="waiting" icon="circle-alert">
        {t.wrong} {outcome}
      </Chip>
    )
  return status >= 400 ? (
    <Chip tone="wrong" icon="ban">
      {t.refused} {outcome}
    </Chip>
  ) : (
    <Chip tone="none" icon="check">
      {t.done}
    </Chip>
  )
}

/** `POST /toa-soan/trang/:id 3` with the verb of the reader's language. */
function actionInWords(lang: Lang, action: string) {
  const { send, view } = text[lang].access
  return action.replace(/^[A-Z]+/, (method) => (method === 'GET' || method === 'HEAD' ? view : send))
}
