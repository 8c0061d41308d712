import type { Lang } from '../../../../kernel/text.ts'
import { formatAgo } from '../../../../kernel/time.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Chip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { Form } from '../../../../ui/form/form.tsx'
import { Pager } from '../../../../ui/pager/pager.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { roles, type PersonLine, type Role } from '../../person.ts'
import { text as peopleText } from '../../text.ts'
import { text } from './text.ts'

export type Filter = { q?: string; role?: Role; state?: 'open' | 'disabled' }
type ListProps = {
  lang: Lang
  people: readonly PersonLine[]
  count: number
  filter: Filter
  page: number
  pages: number
  idleBefore: Temporal.Instant
}

export function PeopleList({ lang, people, count, filter, page, pages, idleBefore }: ListProps) {
  const t = text[lang]
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton kind="primary" icon="user-plus" href="/toa-soan/nguoi-dung/them">
              {t.add}
            </LinkButton>
            <LinkButton icon="shield-check" href="/toa-soan/nguoi-dung/hai-buoc">
              {t.factorRoles}
            </LinkButton>
          </>
        }
      />
      <Filters lang={lang} filter={filter} />
      <p class="mo-ta num nd-dem" role="status">
        {t.count(count)}
      </p>
      <Table
        caption={t.title}
        rows={people}
        rowKey={({ id }) => id}
        empty={
          <Empty icon="users" title={t.empty} action={<LinkButton href="/toa-soan/nguoi-dung">{t.showAll}</LinkButton>}>
            {t.emptyHint}
          </Empty>
        }
        columns={[
          { key: 'name', label: t.name, main: true, cell: (person) => <a href={`/toa-soan/nguoi-dung/${person.id}`}>{person.name}</a> },
          { key: 'email', label: t.email, cell: ({ email }) => email },
          { key: 'unit', label: t.unit, wide: true, cell: ({ unit }) => unit ?? t.noUnit },
          {
            key: 'roles',
            label: t.roles,
            cell: (person) => (
              <span class="nd-vai">
                {person.roles.map((role) => (
                  <Chip tone="info">{peopleText[lang].roles[role]}</Chip>
                ))}
                <States lang={lang} person={person} idleBefore={idleBefore} />
              </span>
            ),
          },
          {
            key: 'factor',
            label: t.factor,
            wide: true,
            cell: ({ secondFactor }) => <span class="nd-lien">{secondFactor ? t.factorOn : t.factorOff}</span>,
          },
          { key: 'seen', label: t.seen, cell: ({ lastSeenAt }) => (lastSeenAt ? formatAgo(lastSeenAt, lang) : t.never) },
        ]}
      />
      <Pager page={page} pages={pages} href={(to) => hrefOf(filter, to)} />
    </>
  )
}

/** What is out of the ordinary about an account. */
export function States({
  lang,
  person,
  idleBefore,
}: {
  lang: Lang
  person: PersonLine | Omit<PersonLine, 'roles'>
  idleBefore: Temporal.Instant
}) {
  const t = text[lang]
  if (person.disabledAt)
    return (
      <Chip tone="wrong" icon="ban">
        {t.disabled}
      </Chip>
    )
  if (Temporal.Instant.compare(person.lastSeenAt ?? person.createdAt, idleBefore) < 0)
    return (
      <Chip tone="waiting" icon="clock">
        {t.idle}
      </Chip>
    )
  return person.passwordTemporary ? (
    <Chip tone="waiting" icon="key-round">
      {t.temporary}
    </Chip>
  ) : null
}

function Filters({ lang, filter }: { lang: Lang; filter: Filter }) {
  const t = text[lang]
  return (
    <Form method="get" action="/toa-soan/nguoi-dung" role="search" label={t.filter} class="nd-loc">
      <Field name="q" type="search" label={t.search} value={filter.q} autocomplete="off" spellcheck={false} />
      <SelectField
        name="role"
        label={t.role}
        value={filter.role}
        empty={t.anyRole}
        options={roles.map((value) => ({ value, label: peopleText[lang].roles[value] }))}
      />
      <SelectField
        name="state"
        label={t.state}
        value={filter.state}
        empty={t.anyState}
        options={(['open', 'disabled'] as const).map((value) => ({ value, label: t.states[value] }))}
      />
      <Button kind="outline" icon="filter">
        {t.filter}
      </Button>
    </Form>
  )
}

function hrefOf(filter: Filter, page: number) {
  const query = new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1])))
  query.set('trang', String(page))
  return `/toa-soan/nguoi-dung?${query.toString()}`
}
