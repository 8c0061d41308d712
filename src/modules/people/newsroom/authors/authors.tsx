import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import type { Person } from '../../person.ts'
import { issueLines } from '../../text.ts'
import { NameRow, PenNames } from '../parts.tsx'
import { text } from './text.ts'

const base = '/toa-soan/tac-gia'
type Tried = { issues?: Issues; typed?: Typed }

export function AuthorList({ lang, authors, q }: { lang: Lang; authors: readonly Person[]; q?: string }) {
  const t = text[lang]
  const add = (
    <LinkButton kind="primary" icon="plus" href={`${base}/them`}>
      {t.add}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.title} lead={t.lead} actions={add} />
      <Form method="get" action={base} role="search" label={t.filter} class="tg-tim">
        <Field name="q" type="search" label={t.search} value={q} autocomplete="off" spellcheck={false} />
        <Button kind="outline" icon="search">
          {t.filter}
        </Button>
      </Form>
      <Table
        caption={t.title}
        rows={authors}
        rowKey={({ id }) => id}
        empty={
          <Empty icon="pen-line" title={t.empty} action={add}>
            {t.emptyHint}
          </Empty>
        }
        columns={[
          { key: 'name', label: t.name, main: true, cell: ({ id, name }) => <a href={`${base}/${id}`}>{name}</a> },
          { key: 'pen', label: t.penNames, cell: ({ penNames }) => penNames.map((one) => one.name).join(', ') || t.none },
        ]}
      />
    </>
  )
}

export function NewAuthorPage({ lang, issues = {}, typed = {} }: Tried & { lang: Lang }) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.newTitle} />
      <Card>
        <Form action={`${base}/them`}>
          <NameRow lang={lang} labels={t} issues={issues} typed={typed} />
          <FormActions>
            <Button icon="plus">{t.add}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

export function AuthorPage({ lang, author, issues = {}, typed }: Tried & { lang: Lang; author: Person }) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={author.name} />
      <Card title={t.details}>
        <Form action={`${base}/${author.id}`}>
          <NameRow lang={lang} labels={t} issues={issues} typed={typed ?? { name: author.name, addressForm: author.addressForm }} />
          <FormActions>
            <Button kind="outline">{t.save}</Button>
          </FormActions>
        </Form>
      </Card>
      <Card title={t.penNames}>
        <p class="mo-ta">{t.penNamesLead}</p>
        <PenNames lang={lang} base={`${base}/${author.id}`} penNames={author.penNames} issues={issues} value={typed?.penName} />
      </Card>
    </>
  )
}

function Problems({ lang, issues }: { lang: Lang; issues: Issues }) {
  const t = text[lang]
  return <ErrorSummary errors={issueLines(lang, issues, { name: t.name, addressForm: t.addressForm, penName: t.penNames })} />
}
