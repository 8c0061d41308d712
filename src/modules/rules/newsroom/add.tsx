import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { RuleForm } from '../../../kernel/rules.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card, Facts } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { RadioField, SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { issueText, text } from '../text.ts'
import { counted, ruleForms, type Counted, type Shape } from '../value.ts'
import { Rest, ValueFields } from './fields.tsx'
import { current, Unused } from './list.tsx'

export const addPath = `${current}/them`

type KeyProps = { lang: Lang; typed: Typed; issues: Issues; /** The row that has this key already. */ existing?: number }

/** First the key and the form of the value: what is asked next depends on them. */
export function AddKeyPage({ lang, typed, issues, existing }: KeyProps) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.addTitle} lead={t.addLead} />
      <Card>
        {existing !== undefined && (
          <Notice kind="info">
            <a href={`${current}/${existing}`}>{t.openExisting}</a>
          </Notice>
        )}
        <Form method="get" action={addPath}>
          <Field
            name="key"
            label={t.key}
            hint={t.keyHint}
            value={typed.key}
            width="medium"
            maxlength={80}
            autocomplete="off"
            spellcheck={false}
            required
            error={issueText(lang, issues.key)}
          />
          <RadioField
            name="form"
            label={t.form}
            value={typed.form}
            options={ruleForms.map((value) => ({ value, label: t.forms[value].label, hint: t.forms[value].hint }))}
            required
            error={issueText(lang, issues.form)}
          />
          <FormActions>
            <Button>{t.next}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

type RowProps = { lang: Lang; ruleKey: string; form: RuleForm; shape: Shape; typed: Typed; issues: Issues; unused: boolean }

/** Then the value, its days and its legal basis. */
export function AddRowPage({ lang, ruleKey, form, shape, typed, issues, unused }: RowProps) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.addTitle} lead={t.addHolds} />
      <Card>
        <Facts
          facts={[
            {
              label: t.key,
              value: (
                <>
                  <code>{ruleKey}</code> {unused && <Unused lang={lang} />}
                </>
              ),
            },
            { label: t.form, value: t.forms[form].label },
          ]}
        />
        <Form action={addPath}>
          <input type="hidden" name="key" value={ruleKey} />
          <input type="hidden" name="form" value={form} />
          <ValueFields lang={lang} shape={shape} issues={issues} typed={{ ...nothing, ...typed }} />
          {form === 'duration' && (
            <SelectField
              name="unit"
              label={t.unit}
              value={typed.unit}
              options={(Object.keys(counted) as Counted[]).map((value) => ({ value, label: t.units[value] }))}
              error={issueText(lang, issues.unit)}
            />
          )}
          <Rest lang={lang} issues={issues} typed={typed} />
          <FormActions>
            <Button icon="plus">{t.addVerb}</Button>
            <LinkButton kind="plain" href={`${addPath}?${new URLSearchParams({ key: ruleKey, form, sua: '1' }).toString()}`}>
              {t.otherKey}
            </LinkButton>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** A new row's fields begin empty, whatever its blank shape holds. */
const nothing: Typed = { amount: '', day: '', month: '', name: '', dates: '', data: '' }

const Problems = ({ lang, issues }: { lang: Lang; issues: Issues }) => (
  <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
)
