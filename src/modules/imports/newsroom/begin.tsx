import type { Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card, CardHead, WorkList } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { FileDrop } from '../../../ui/drop/drop.tsx'
import { CheckField, SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import type { Run } from '../run.ts'
import { text as module, troubleText } from '../text.ts'
import { importsPath, runUrl } from './address.ts'
import { StateChip } from './state.tsx'
import { text } from './text.ts'

export type BeginProps = {
  lang: Lang
  sites: readonly { id: number; name: string }[]
  runs: readonly (Run & { site: string })[]
  typed?: Readonly<Record<string, string>>
  issues?: Readonly<Record<string, string>>
}

/** Where a source comes in, and what came before. */
export function BeginPage({ lang, sites, runs, typed = {}, issues = {} }: BeginProps) {
  const t = text[lang]
  const said = (field: string) => issues[field] && (issues[field] === 'siteMissing' ? t.siteMissing : troubleText(lang, issues[field]))
  const errors = Object.keys(issues).map((field) => ({ field, message: said(field)! }))
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHead title={t.title} lead={t.lead} />
      <Card>
        <Form action={importsPath} upload label={t.title}>
          <FileDrop name="file" label={t.file} hint={t.fileHint} accept=".xml,.json,.jsonl,.ndjson,.rss,.atom" error={said('file')} />
          <Field name="address" label={t.address} hint={t.addressHint} optional type="url" value={typed.address} error={said('address')} />
          <FormRow>
            {sites.length === 1 ? (
              <input type="hidden" name="site" value={sites[0]!.id} />
            ) : (
              <SelectField
                name="site"
                label={t.site}
                value={typed.site}
                error={said('site')}
                options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            )}
            <Field
              name="section"
              label={t.section}
              hint={t.sectionHint}
              optional
              maxlength={120}
              value={typed.section}
              placeholder={module[lang].fallbackSection}
            />
          </FormRow>
          <Field name="origin" label={t.origin} hint={t.originHint} optional type="url" value={typed.origin} error={said('origin')} />
          <CheckField
            name="pictures"
            label={t.pictures}
            hint={t.picturesHint}
            checked={typed.site === undefined || typed.pictures === '1'}
          />
          <FormActions>
            <Button icon="file-search">{t.look}</Button>
          </FormActions>
        </Form>
      </Card>
      {runs.length > 0 && (
        <>
          <CardHead title={t.before} count={runs.length} />
          <WorkList
            rows={runs.map((run) => ({
              key: run.id,
              state: <StateChip lang={lang} state={run.state} />,
              title: run.source,
              href: runUrl(run.id),
              note: [run.site, module[lang].formats[run.format], formatDateTime(run.startedAt, lang)].join(' · '),
            }))}
          />
        </>
      )}
    </>
  )
}
