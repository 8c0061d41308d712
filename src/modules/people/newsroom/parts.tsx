import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import type { PenName } from '../person.ts'
import { issueText } from '../text.ts'
import { text } from './account/text.ts'

type PenNamesProps = {
  lang: Lang
  /** The page these belong to. */ base: string
  penNames: readonly PenName[]
  issues: Issues
  value?: string
}

/** A person's pen names, with a way to add and remove; posts to `<base>/but-danh`. */
export function PenNames({ lang, base, penNames, issues, value }: PenNamesProps) {
  const t = text[lang]
  return (
    <>
      {penNames.length === 0 && <p>{t.noPenNames}</p>}
      <ul class="n bd">
        {penNames.map(({ id, name }) => (
          <li>
            <b>{name}</b>
            <Form action={`${base}/but-danh/${id}/bo`}>
              <Button kind="plain" small icon="x" label={t.remove(name)} />
            </Form>
          </li>
        ))}
      </ul>
      <Form action={`${base}/but-danh`} class="bd-them">
        <Field name="penName" label={t.penName} value={value} width="medium" maxlength={120} error={issueText(lang, issues.penName)} />
        <FormActions>
          <Button kind="outline" icon="plus">
            {t.add}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}

type NameRowProps = {
  lang: Lang
  labels: Record<'name' | 'addressForm' | 'addressFormHint', string>
  issues: Issues
  typed: Typed
}

/** Name and form of address: what a colleague and an author from outside have in common. */
export const NameRow = ({ lang, labels, issues, typed }: NameRowProps) => (
  <FormRow>
    <Field
      name="name"
      label={labels.name}
      value={typed.name}
      autocomplete="off"
      maxlength={120}
      required
      error={issueText(lang, issues.name)}
    />
    <Field
      name="addressForm"
      label={labels.addressForm}
      hint={labels.addressFormHint}
      value={typed.addressForm}
      width="short"
      maxlength={30}
      optional
      error={issueText(lang, issues.addressForm)}
    />
  </FormRow>
)
