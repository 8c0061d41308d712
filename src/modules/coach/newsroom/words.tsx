import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { RadioField, SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import { Table, type Column } from '../../../ui/table/table.tsx'
import type { Word } from '../queries.ts'
import { rulesPath, wordsPath } from './address.ts'
import { issueText, text } from './text.ts'

export type WordsPage = {
  lang: Lang
  words: readonly Word[]
  q: string
  /** The sites whose list this person keeps. */
  sites: readonly { id: number; name: string }[]
  /** Whether the network's list is theirs too. */
  network: boolean
  mayRules: boolean
  typed?: Typed
  issues?: Issues
}

/** What is right here, and what is to be written otherwise. */
export function WordsPage(page: WordsPage) {
  const { lang, words, q, mayRules, issues = {} } = page
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          mayRules && (
            <LinkButton icon="list-checks" href={rulesPath}>
              {t.toRules}
            </LinkButton>
          )
        }
      />
      <Adding {...page} />
      <Card title={t.list(words.length)}>
        <Form method="get" action={wordsPath}>
          <Field name="q" label={t.searchWords} value={q} width="medium" maxlength={80} autocomplete="off" />
          <FormActions>
            <Button kind="outline" icon="search">
              {t.search}
            </Button>
          </FormActions>
        </Form>
      </Card>
      <Table
        caption={t.title}
        columns={columnsOf(page)}
        rows={words}
        rowKey={({ id }) => id}
        empty={q ? <p>{t.noneFound}</p> : <Empty title={t.empty}>{t.emptyHint}</Empty>}
      />
    </>
  )
}

function columnsOf({ lang, sites }: WordsPage): Column<Word>[] {
  const t = text[lang]
  return [
    { key: 'wrong', label: t.wrong, main: true, cell: ({ wrong }) => wrong },
    { key: 'means', label: t.means, cell: ({ kind, right }) => (kind === 'pair' ? t.shouldBe(right) : t.isRight) },
    { key: 'where', label: t.where, cell: ({ siteId }) => sites.find(({ id }) => id === siteId)?.name ?? t.network },
    { key: 'added', label: t.added, cell: ({ addedBy }) => addedBy },
    {
      key: 'acts',
      label: t.acts,
      quiet: true,
      cell: ({ id, wrong }) => (
        <Form action={`${wordsPath}/${id}/bo`}>
          <Button kind="outline" small label={t.removeOf(wrong)}>
            {t.remove}
          </Button>
        </Form>
      ),
    },
  ]
}

function Adding({ lang, sites, network, typed = {}, issues = {} }: WordsPage) {
  const t = text[lang]
  const said = (field: string) => issueText(lang, issues[field])
  const places = [
    ...sites.map(({ id, name }) => ({ value: String(id), label: name })),
    ...(network ? [{ value: '', label: t.network }] : []),
  ]
  return (
    <Card title={t.add}>
      <Form action={wordsPath}>
        <RadioField
          name="kind"
          label={t.kind}
          value={typed.kind ?? 'allowed'}
          options={(['allowed', 'pair'] as const).map((value) => ({ value, ...t.kinds[value] }))}
          error={said('kind')}
        />
        <Field
          name="wrong"
          label={t.wrong}
          hint={t.wrongHint}
          value={typed.wrong}
          width="medium"
          maxlength={80}
          autocomplete="off"
          spellcheck={false}
          error={said('wrong')}
        />
        <Field
          name="right"
          label={t.right}
          hint={t.rightHint}
          value={typed.right}
          width="medium"
          maxlength={80}
          autocomplete="off"
          spellcheck={false}
          error={said('right')}
        />
        <SelectField
          name="site"
          label={t.site}
          value={typed.site ?? places[0]?.value}
          options={places}
          empty={false}
          error={said('site')}
        />
        <FormActions>
          <Button icon="plus">{t.add}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
