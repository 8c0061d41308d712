import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { CheckField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { tabHref } from './frame.tsx'
import type { HostLine, SiteRow } from './lines.ts'
import { Row, Rows } from './rows.tsx'
import { issueText } from './issues.ts'
import { text } from './host-text.ts'

type HostsProps = { lang: Lang; site: SiteRow; hosts: readonly HostLine[]; issues?: Issues; typed?: Typed }

export function HostsPage({ lang, site, hosts, issues = {}, typed = {} }: HostsProps) {
  const t = text[lang]
  const base = tabHref(site.id, 'hosts')
  const names = [
    { host: site.ownHost, canonical: !hosts.some(({ canonical }) => canonical), own: false },
    ...hosts.map((host) => ({ ...host, own: true })),
  ]
  return (
    <>
      <p class="mo-ta">{t.lead}</p>
      <Rows label={t.list}>
        {names.map(({ host, canonical, own }) => (
          <Row title={host} note={own ? (canonical ? undefined : t.other) : t.common}>
            {canonical ? (
              <Chip tone="done" icon="badge-check">
                {t.canonical}
              </Chip>
            ) : (
              <Form action={`${base}/chinh`}>
                <input type="hidden" name="host" value={own ? host : ''} />
                <Button kind="outline" small label={t.chooseOf(host)}>
                  {t.choose}
                </Button>
              </Form>
            )}
            {own && (
              <LinkButton small href={`${base}/bo?host=${encodeURIComponent(host)}`} label={t.removeOf(host)}>
                {t.remove}
              </LinkButton>
            )}
          </Row>
        ))}
      </Rows>
      <Card title={t.add} class="xs-nut">
        <Form action={base}>
          <Field
            name="host"
            label={t.host}
            hint={t.hostHint}
            value={typed.host}
            width="medium"
            maxlength={253}
            autocomplete="off"
            spellcheck={false}
            error={issueText(lang, issues.host)}
          />
          <CheckField name="canonical" label={t.makeCanonical} checked={typed.canonical === '1'} />
          <FormActions>
            <Button kind="outline" icon="plus">
              {t.add}
            </Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
