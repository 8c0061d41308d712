import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import type { Unit } from '../../person.ts'
import { PersonFields, Problems } from './fields.tsx'
import { text } from './text.ts'

export function NewPersonPage({
  lang,
  units,
  issues = {},
  typed = {},
}: {
  issues?: Issues
  typed?: Typed
  lang: Lang
  units: readonly Unit[]
}) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.newTitle} lead={t.newLead} />
      <Card>
        <Form action="/toa-soan/nguoi-dung/them">
          <PersonFields lang={lang} units={units} issues={issues} typed={typed} />
          <FormActions>
            <Button icon="user-plus">{t.add}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

export function PasswordShown({ lang, person, password }: { lang: Lang; person: { id: number; name: string }; password: string }) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.passwordTitle} />
      <Card>
        <p>{t.passwordFor(person.name)}</p>
        <p class="nd-mk">
          <code>{password}</code>
        </p>
        <FormActions>
          <LinkButton kind="primary" href={`/toa-soan/nguoi-dung/${person.id}`}>
            {t.toPerson(person.name)}
          </LinkButton>
        </FormActions>
      </Card>
    </>
  )
}
