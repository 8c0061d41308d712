import { formatDate, today } from '../../../kernel/time.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { lengths, licenceState, type Medium } from '../medium.ts'
import { issueText } from '../text.ts'
import type { MediumProps } from './medium.tsx'
import { words } from './text.ts'

/** By what right a medium may be shown; a licence has an end that is typed as a day. */
export function RightsForm({ lang, medium, typed, issues = {} }: MediumProps) {
  const t = words[lang].rights
  const wrong = (field: string) => issues[field] && issueText(lang, issues[field])
  const line = (name: 'owner' | 'licence' | 'origin' | 'permission', hint: string) => (
    <Field name={name} label={t[name]} hint={hint} value={typed?.[name] ?? medium[name]} error={wrong(name)} maxlength={lengths.rights} />
  )
  const until = medium.licenceUntil ? formatDate(medium.licenceUntil, lang) : ''
  return (
    <details class="tl-hop" open={rightsSaid(medium) || Object.keys(issues).length > 0}>
      <summary>
        <h2>{t.title}</h2>
      </summary>
      <p>{t.lead}</p>
      <Form action={`/toa-soan/tu-lieu/${medium.id}/quyen`}>
        {line('owner', t.ownerHint)}
        {line('licence', t.licenceHint)}
        {line('origin', t.originHint)}
        {line('permission', t.permissionHint)}
        <Field
          name="licenceUntil"
          label={t.until}
          hint={t.untilHint}
          value={typed?.licenceUntil ?? until}
          error={wrong('licenceUntil')}
          width="medium"
          autocomplete="off"
        />
        <FormActions>
          <Button kind="outline">{t.save}</Button>
        </FormActions>
      </Form>
    </details>
  )
}

const rightsSaid = ({ owner, licence, origin, permission, licenceUntil }: Medium) =>
  Boolean(owner || licence || origin || permission || licenceUntil)

/** At the head of the page: the licence has ended, or ends soon. */
export function LicenceNotice({ lang, medium, notice }: Pick<MediumProps, 'lang' | 'medium' | 'notice'>) {
  const state = licenceState(medium.licenceUntil, today(), notice)
  if (!state) return null
  return <Notice kind={state === 'ended' ? 'error' : 'warning'}>{words[lang].rights[state](formatDate(medium.licenceUntil!, lang))}</Notice>
}

/** The same for those who only look. */
export function RightsSaid({ lang, medium }: Pick<MediumProps, 'lang' | 'medium'>) {
  const t = words[lang].rights
  if (!rightsSaid(medium)) return null
  const said = [
    [t.owner, medium.owner],
    [t.licence, medium.licence],
    [t.origin, medium.origin],
    [t.permission, medium.permission],
    [t.until, medium.licenceUntil && formatDate(medium.licenceUntil, lang)],
  ].filter(([, value]) => value)
  return (
    <section class="tl-hop">
      <h2>{t.title}</h2>
      <dl class="tl-dl">
        {said.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}
