import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { addressOn } from '../network.ts'
import { current, Problems } from './frame.tsx'
import type { SiteLine } from './lines.ts'
import { issueText } from './issues.ts'
import { text } from './text.ts'

export function SiteList({ lang, sites, canAdd }: { lang: Lang; sites: readonly SiteLine[]; canAdd: boolean }) {
  const t = text[lang]
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          canAdd && (
            <LinkButton kind="primary" icon="plus" href={`${current}/them`}>
              {t.add}
            </LinkButton>
          )
        }
      />
      <Table
        caption={t.title}
        rows={sites}
        rowKey={({ id }) => id}
        empty={
          <Empty icon="globe" title={t.empty}>
            {t.emptyHint}
          </Empty>
        }
        columns={[
          { key: 'name', label: t.name, main: true, cell: ({ id, name }) => <a href={`${current}/${id}`}>{name}</a> },
          { key: 'host', label: t.host, cell: (site) => <a href={addressOn(site, '/')}>{site.host}</a> },
          { key: 'sections', label: t.sections, align: 'right', cell: ({ sections }) => sections },
          { key: 'responsible', label: t.responsible, cell: ({ responsible }) => responsible || t.nobody },
        ]}
      />
    </>
  )
}

export function NewSitePage({ lang, baseHost, issues = {}, typed }: { lang: Lang; baseHost: string; issues?: Issues; typed: Typed }) {
  const t = text[lang]
  const said = (field: string) => issueText(lang, issues[field])
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.new.title} lead={t.new.lead} />
      <Card>
        <Form action={`${current}/them`}>
          <Field name="name" label={t.name} value={typed.name} maxlength={160} required error={said('name')} />
          <Field
            name="key"
            label={t.new.key}
            hint={t.new.keyHint(baseHost)}
            value={typed.key}
            width="medium"
            maxlength={30}
            autocomplete="off"
            spellcheck={false}
            required
            error={said('key')}
          />
          <Field name="owner" label={t.info.owner} value={typed.owner} maxlength={200} optional error={said('owner')} />
          <Field name="responsible" label={t.responsible} value={typed.responsible} maxlength={200} optional error={said('responsible')} />
          <FormActions>
            <Button icon="plus">{t.new.action}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
