import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { RadioField } from '../../../ui/field/choice.tsx'
import { DateField } from '../../../ui/field/date.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import type { Opening } from '../queries.ts'
import { openingHref } from './asked.ts'
import { issueText, text } from './text.ts'

type OpeningPageProps = { lang: Lang; site: { id: number; name: string }; openings: readonly Opening[]; issues?: Issues; typed?: Typed }

/** What the portal before this one had counted: shown apart, never added in silence. */
export function OpeningPage({ lang, site, openings, issues = {}, typed }: OpeningPageProps) {
  const t = text[lang].opening
  const first = openings[0]
  const value: Typed = typed ?? {
    measure: first?.measure ?? 'visits',
    value: first ? formatNumber(first.value, lang) : '',
    until: first ? formatDate(first.until, lang) : '',
    source: first?.source ?? '',
  }
  const wrong = (field: string) => issueText(lang, issues[field])
  return (
    <>
      <ErrorSummary errors={Object.keys(issues).map((field) => ({ field, message: wrong(field)! }))} />
      <PageHead title={t.title} lead={t.lead(site.name)} />
      {openings.length > 0 && (
        <Card>
          <ul>
            {openings.map((one) => (
              <li>{t.now(t.measures[one.measure], formatNumber(one.value, lang), formatDate(one.until, lang), one.source)}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card>
        <Form action={openingHref(site.id)}>
          <RadioField
            name="measure"
            label={t.measure}
            value={value.measure}
            columns
            options={(['visits', 'views'] as const).map((one) => ({ value: one, label: t.measures[one] }))}
            error={wrong('measure')}
          />
          <Field
            name="value"
            label={t.value}
            hint={t.valueHint}
            value={value.value}
            inputMode="numeric"
            width="medium"
            autocomplete="off"
            error={wrong('value')}
          />
          <DateField name="until" label={t.until} value={value.until} error={wrong('until')} />
          <Field name="source" label={t.source} hint={t.sourceHint} value={value.source} maxlength={200} error={wrong('source')} />
          <FormActions>
            <Button>{t.save}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
