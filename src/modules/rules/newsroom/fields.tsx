import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { DateField } from '../../../ui/field/date.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { FormRow } from '../../../ui/form/form.tsx'
import { issueText, text } from '../text.ts'
import type { Shape } from '../value.ts'

/** The fields of a value, by its shape; `typed` wins over what the shape holds. */
export function ValueFields({ lang, shape, issues, typed }: { lang: Lang; shape: Shape; issues: Issues; typed?: Typed }) {
  const t = text[lang]
  const said = (field: string) => issueText(lang, issues[field])
  const number = (name: 'amount' | 'day' | 'month', label: string, known: number) => (
    <Field
      name={name}
      label={label}
      value={typed?.[name] ?? known}
      inputMode="numeric"
      width="short"
      maxlength={6}
      autocomplete="off"
      error={said(name)}
    />
  )
  if (shape.shape === 'number' || shape.shape === 'duration') return number('amount', t.value, shape.amount)
  if (shape.shape === 'data')
    return (
      <AreaField
        name="data"
        label={t.data}
        hint={t.dataHint}
        value={typed?.data ?? JSON.stringify(shape.data, null, 2)}
        rows={6}
        spellcheck={false}
        error={said('data')}
      />
    )
  const name = <Field name="name" label={t.name} value={typed?.name ?? shape.name} width="medium" maxlength={120} error={said('name')} />
  if (shape.shape === 'fixedDay')
    return (
      <>
        {name}
        <FormRow>
          {number('day', t.day, shape.day)}
          {number('month', t.month, shape.month)}
        </FormRow>
      </>
    )
  const days = shape.dates.map((day) => formatDate(Temporal.PlainDate.from(day))).join(', ')
  return (
    <>
      {name}
      <AreaField name="dates" label={t.dates} hint={t.datesHint} value={typed?.dates ?? days} rows={2} error={said('dates')} />
    </>
  )
}

/** The days on which a new row holds, and its legal basis. */
export function Rest({ lang, issues, typed, basisId }: { lang: Lang; issues: Issues; typed?: Typed; basisId?: string }) {
  const t = text[lang]
  const said = (field: string) => issueText(lang, issues[field])
  return (
    <>
      <FormRow>
        <DateField name="validFrom" label={t.from} value={typed?.validFrom} error={said('validFrom')} />
        <DateField name="validTo" label={t.to} hint={t.toHint} value={typed?.validTo} optional error={said('validTo')} />
      </FormRow>
      <AreaField
        name="legalBasis"
        id={basisId}
        label={t.basis}
        value={typed?.legalBasis}
        rows={2}
        maxlength={500}
        error={said('legalBasis')}
      />
    </>
  )
}
