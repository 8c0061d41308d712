import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { safeUrl } from '../../../../ui/url.ts'
import { text } from './text.ts'

export type Contact = { id: number; name: string; email: string }

/** For somebody who is signed in and has been given no role yet: what is the matter, whom to ask, and the way out. */
export function Waiting({ lang, contacts }: { lang: Lang; contacts: readonly Contact[] }) {
  const t = text[lang].waiting
  return (
    <Card title={t.title} class="tk-cho">
      <p>{t.what}</p>
      <p>{contacts.length > 0 ? t.ask : t.askNobody}</p>
      {contacts.length > 0 && (
        <ul class="n">
          {contacts.map(({ name, email }) => (
            <li>
              <b>{name}</b>, <a href={safeUrl(`mailto:${email}`)}>{email}</a>
            </li>
          ))}
        </ul>
      )}
      <p class="mo-ta">{t.after}</p>
      <Form action="/dang-xuat">
        <FormActions>
          <Button kind="outline" icon="log-out">
            {t.signOut}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}
