import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Confirm } from '../../../../ui/dialog/dialog.tsx'
import { ChecksField } from '../../../../ui/field/choice.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { roles, type Role } from '../../person.ts'
import { issueText, text as peopleText } from '../../text.ts'
import { text } from './text.ts'

export const factorPath = '/toa-soan/nguoi-dung/hai-buoc'

/** How many hold a role, and how many of them have no second factor. */
export type Held = Readonly<Record<Role, { count: number; without: number }>>

export function FactorPage({ lang, chosen, held, issue }: { lang: Lang; chosen: readonly Role[]; held: Held; issue?: string }) {
  const t = text[lang]
  const error = issueText(lang, issue)
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'roles', message: error }] : []} />
      <PageHead title={t.title} lead={t.lead} />
      <Card>
        <Form method="get" action={`${factorPath}/luu`}>
          <ChecksField
            name="roles"
            label={t.roles}
            error={error}
            values={chosen}
            options={roles.map((value) => ({
              value,
              label: peopleText[lang].roles[value],
              hint: t.held(held[value].count, held[value].without),
            }))}
          />
          <FormActions>
            <Button>{t.save}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** What a choice leads to, in numbers. */
export type Effect = {
  from: readonly Role[]
  to: readonly Role[]
  must: number
  freed: number
  /** The one who chooses has to enrol. */ own: boolean
  againstRule: boolean
}

export function FactorConfirm({ lang, effect }: { lang: Lang; effect: Effect }) {
  const t = text[lang]
  const { from, to, must, freed, own, againstRule } = effect
  const names = to.map((role) => peopleText[lang].roles[role]).join(', ')
  return (
    <Confirm
      title={t.confirmTitle}
      action={`${factorPath}/luu`}
      verb={t.save}
      danger={to.length === 0}
      cancelHref={factorPath}
      fields={
        <>
          <input type="hidden" name="from" value={from.join(' ')} />
          <input type="hidden" name="to" value={to.join(' ')} />
        </>
      }
    >
      <p>{to.length === 0 ? t.noneChosen : t.chosen(names)}</p>
      {to.length > 0 && <p>{t.must(must)}</p>}
      {freed > 0 && <p>{t.freed(freed)}</p>}
      {own && <Notice kind="warning">{t.own}</Notice>}
      {againstRule && <Notice kind="warning">{t.againstRule}</Notice>}
    </Confirm>
  )
}
