import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import { tabHref } from './frame.tsx'
import type { SiteRow } from './lines.ts'
import { issueText } from './issues.ts'
import { text } from './text.ts'

export function InfoPage({ lang, site, issues = {}, typed }: { lang: Lang; site: SiteRow; issues?: Issues; typed?: Typed }) {
  const t = text[lang]
  const value: Typed =
    typed ?? Object.fromEntries(Object.entries(site).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  const face = (name: string, label: string) => ({ name, label, value: value[name], error: issueText(lang, issues[name]) })
  return (
    <Card>
      <p class="mo-ta">{t.info.lead}</p>
      <Form action={tabHref(site.id, 'info')}>
        <Field {...face('name', t.name)} maxlength={160} required />
        <FormRow>
          <Field {...face('owner', t.info.owner)} maxlength={200} />
          <Field {...face('superior', t.info.superior)} hint={t.info.superiorHint} maxlength={200} optional />
        </FormRow>
        <Field {...face('responsible', t.responsible)} maxlength={200} />
        <Field {...face('address', t.info.address)} maxlength={300} autocomplete="off" />
        <FormRow>
          <Field {...face('phone', t.info.phone)} inputMode="tel" maxlength={60} autocomplete="off" />
          <Field {...face('email', t.info.email)} type="email" maxlength={254} autocomplete="off" spellcheck={false} />
        </FormRow>
        <AreaField {...face('description', t.info.description)} hint={t.info.descriptionHint} rows={3} maxlength={600} />
        <FormActions>
          <Button>{t.save}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
