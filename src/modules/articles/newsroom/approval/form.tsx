import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { qrOf } from '../../../../ui/qr/code.ts'
import { Qr } from '../../../../ui/qr/qr.tsx'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { RadioField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { lifetimes, type Link } from '../../approval/link.ts'
import type { Article } from '../../article.ts'
import { Correction, When } from '../decide/approve.tsx'
import { Changed } from '../decide/changed.tsx'
import { issueText } from '../text.ts'
import { askUrl } from './address.ts'
import { SentLinks } from './sent.tsx'
import { text } from './text.ts'

export type AskingPage = {
  lang: Lang
  article: Article
  links: readonly Link[]
  people: readonly { id: number; name: string; account: boolean }[]
  /** The article waits for approval. */
  isAsked: boolean
  typed?: Typed
  issues?: Issues
  changed?: boolean
  made?: { address: string; name: string }
}

export function Asking(page: AskingPage) {
  const { lang, article, links, isAsked, typed, issues = {}, changed, made } = page
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      {changed && <Changed lang={lang} id={article.id} version={article.version} typed={typed !== undefined} />}
      <h1>{made ? t.madeTitle : t.askTitle}</h1>
      <p class="qd-bai">{article.title}</p>
      {made && <Made lang={lang} {...made} />}
      {!made && (isAsked ? <Ask {...page} /> : <Notice>{t.notNow}</Notice>)}
      <SentLinks lang={lang} article={article} links={links} />
    </>
  )
}

function Made({ lang, address, name }: { lang: Lang; address: string; name: string }) {
  const t = text[lang]
  return (
    <Card>
      <Notice kind="success" live>
        {t.made(name)}
      </Notice>
      <Field name="duong-dan" label={t.link} hint={t.copyHint} value={address} readonly spellcheck={false} autocomplete="off" />
      <Qr code={qrOf(address)} label={t.qr} />
    </Card>
  )
}

function Ask({ lang, article, people, typed = {}, issues = {}, changed }: AskingPage) {
  const t = text[lang]
  const error = (name: string) => issueText(lang, issues[name])
  const live = article.publications.some(({ status }) => status === 'live')
  const version = changed ? article.version : Number(typed.version) || article.version
  return (
    <>
      <p class="mo-ta">{t.askLead}</p>
      <Form action={askUrl(article.id)} class="xep">
        <input type="hidden" name="version" value={version} />
        <Card>
          <People lang={lang} people={people} value={typed.person} error={error('person')} />
          <Field name="name" label={t.otherName} value={typed.name} error={error('name')} autocomplete="off" maxlength={120} optional />
          <RadioField
            name="days"
            label={t.days}
            columns
            value={typed.days ?? '3'}
            error={error('days')}
            options={lifetimes.map((days) => ({ value: String(days), label: t.dayCount(days) }))}
          />
        </Card>
        <When lang={lang} article={article} typed={typed} issues={issues} live={live} />
        {live && <Correction lang={lang} typed={typed} issues={issues} />}
        <FormActions>
          <Button icon="link">{t.make}</Button>
        </FormActions>
      </Form>
    </>
  )
}

type PeopleProps = Pick<AskingPage, 'lang' | 'people'> & { value: string | undefined; error: string | undefined }

function People({ lang, people, value, error }: PeopleProps) {
  const t = text[lang]
  const group = (label: string, account: boolean) => ({
    label,
    options: people.filter((one) => one.account === account).map(({ id, name }) => ({ value: String(id), label: name })),
  })
  const options = [group(t.withAccount, true), group(t.withoutAccount, false)].filter(({ options: some }) => some.length > 0)
  return <SelectField name="person" label={t.person} hint={t.personHint} value={value} error={error} options={options} />
}
