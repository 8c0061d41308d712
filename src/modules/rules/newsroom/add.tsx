import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { DateField } from '../../../ui/field/date.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import { issueText, text } from '../text.ts'
import { kinds, type Kind, type Shape } from '../value.ts'
import { ValueFields } from './fields.tsx'
import { current } from './list.tsx'

export const addPath = `${current}/them`

/** First what the row is about; its fields come with the answer. */
export const ChooseKindPage = ({ lang }: { lang: Lang }) => {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.addTitle} lead={t.addLead} />
      <ul class="n qd-loai">
        {(Object.keys(kinds) as Kind[]).map((kind) => (
          <li>
            <a class="card" href={`${addPath}?loai=${kind}`}>
              <b>{t.kinds[kind].name}</b>
              <span class="mo-ta">{t.kinds[kind].what}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

type AddProps = { lang: Lang; kind: Kind; issues?: Issues; typed?: Typed }

export function AddPage({ lang, kind, issues = {}, typed }: AddProps) {
  const t = text[lang]
  const said = (field: string) => issueText(lang, issues[field])
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead title={t.kinds[kind].add} lead={t.addWaits} />
      <Card>
        <Form action={`${addPath}?loai=${kind}`}>
          {kind !== 'holiday' && (
            <Field
              name="key"
              label={t.key}
              hint={t.keyHint}
              value={typed?.key}
              width="medium"
              maxlength={80}
              autocomplete="off"
              spellcheck={false}
              error={said('key')}
            />
          )}
          <ValueFields lang={lang} shape={kinds[kind] as Shape} issues={issues} typed={typed ?? { amount: '' }} />
          <FormRow>
            <DateField name="validFrom" label={t.from} value={typed?.validFrom} error={said('validFrom')} />
            <DateField name="validTo" label={t.to} hint={t.toHint} value={typed?.validTo} optional error={said('validTo')} />
          </FormRow>
          <AreaField name="legalBasis" label={t.basis} value={typed?.legalBasis} rows={2} maxlength={500} error={said('legalBasis')} />
          <FormActions>
            <Button kind="primary">{t.addVerb}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
