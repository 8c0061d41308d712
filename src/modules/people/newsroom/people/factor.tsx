import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { CheckField } from '../../../../ui/field/choice.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { roles, type Role } from '../../person.ts'
import { text as peopleText } from '../../text.ts'
import { text } from './text.ts'

export type RoleCount = { role: Role; people: number; secured: number }
type FactorProps = { lang: Lang; chosen: readonly Role[]; counts: readonly RoleCount[]; ownOff: boolean }

/** Which roles must sign in with two steps, and how many people that asks to turn it on. `ownOff`: whoever looks at this has not turned it on. */
export function FactorRolesPage({ lang, chosen, counts, ownOff }: FactorProps) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.factorRoles} lead={t.factorRolesLead} />
      {chosen.length === 0 && <Notice kind="warning">{t.factorNobody}</Notice>}
      {ownOff && <Notice kind="info">{t.factorOwn}</Notice>}
      <Form action="/toa-soan/nguoi-dung/hai-buoc">
        <fieldset class="nd-hai">
          <legend>{t.factorWho}</legend>
          {roles.map((role) => (
            <CheckField
              name={role}
              label={peopleText[lang].roles[role]}
              hint={t.factorCount(counts.find((one) => one.role === role) ?? { people: 0, secured: 0 })}
              checked={chosen.includes(role)}
            />
          ))}
        </fieldset>
        <p class="mo-ta">{t.factorEffect}</p>
        <FormActions>
          <Button kind="primary">{t.factorSave}</Button>
        </FormActions>
      </Form>
    </>
  )
}
