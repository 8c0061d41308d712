import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import { noticeWays, type NoticeWay } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { CheckField, RadioField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import { choicesPath, trialPath } from '../address.ts'
import { text } from '../text.ts'

export type ChoicesPageProps = {
  lang: Lang
  address: string
  groups: readonly { key: string; label: string; way: NoticeWay }[]
  /** The hours as they are written, or as they were typed. */
  typed: Typed
  issues?: Issues
}

export function ChoicesPage({ lang, address, groups, typed, issues = {} }: ChoicesPageProps) {
  const t = text[lang].choices
  const said = (key: string | undefined) => key && (text[lang].issues as Record<string, string>)[key]
  const hour = (name: 'quietFrom' | 'quietTo' | 'digestAt', hint = t.timeHint) => (
    <Field
      name={name}
      label={t[name]}
      hint={hint}
      value={typed[name]}
      width="short"
      maxlength={12}
      autocomplete="off"
      required
      error={said(issues[name])}
    />
  )
  const wrong = Object.entries(issues).map(([field, key]) => {
    const label = field in t ? `${t[field as 'quietFrom']}: ` : ''
    return { field: field === 'form' ? undefined : field, message: `${label}${said(key)}` }
  })
  return (
    <>
      {wrong.length > 0 && <ErrorSummary errors={wrong} />}
      <PageHead title={t.title} lead={t.lead} />
      <Form action={choicesPath}>
        <Card title={t.groups}>
          {groups.map(({ key, label, way }) => (
            <RadioField
              name={`way-${key}`}
              label={label}
              value={typed[`way-${key}`] ?? way}
              columns
              options={noticeWays.map((value) => ({ value, label: t.ways[value] }))}
            />
          ))}
        </Card>
        <Card title={t.hours} class="tb-gio">
          <p class="mo-ta">{t.hoursLead}</p>
          <FormRow>
            {hour('quietFrom')}
            {hour('quietTo')}
          </FormRow>
          <CheckField name="quietDaysOff" label={t.quietDaysOff} checked={typed.quietDaysOff === '1'} />
          {hour('digestAt', t.digestHint)}
          <FormActions>
            <Button>{t.save}</Button>
          </FormActions>
        </Card>
      </Form>
      <Card title={t.trial} class="tb-gio">
        <p class="mo-ta">{t.trialLead(address)}</p>
        <Form action={trialPath}>
          <FormActions>
            <Button kind="outline" icon="mail">
              {t.tryNow}
            </Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
