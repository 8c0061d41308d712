import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDate, formatTime, toLocal } from '../../../../kernel/time.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { RadioField, SelectField } from '../../../../ui/field/choice.tsx'
import { DateField } from '../../../../ui/field/date.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import type { Site } from '../../../sites/index.ts'
import { longestName, type Bundle } from '../../bundles/bundle.ts'
import { issueText } from '../text.ts'
import { bundlesPath, bundleUrl } from './address.ts'
import { text } from './text.ts'

type Props = { lang: Lang; sites: readonly Site[]; bundle: Bundle | null; typed?: Typed; issues?: Issues }

/** A new bundle, or the name and hour of one. */
export function BundleForm({ lang, sites, bundle, typed, issues = {} }: Props) {
  const t = text[lang]
  const at = bundle && toLocal(bundle.releaseAt)
  const error = (name: string) => issueText(lang, issues[name])
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <h1>{bundle ? t.editTitle : t.gather}</h1>
      <p class="mo-ta">{t.lead}</p>
      <Form action={bundle ? bundleUrl(bundle.id, '/sua') : `${bundlesPath}/moi`} class="xep">
        <Card>
          <Field
            name="name"
            label={t.name}
            hint={t.nameHint}
            value={typed?.name ?? bundle?.name ?? ''}
            error={error('name')}
            maxlength={longestName}
            autocomplete="off"
          />
          {!bundle && sites.length > 1 && (
            <SelectField
              name="site"
              label={t.site}
              empty={false}
              value={typed?.site}
              error={error('site')}
              options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          )}
          <FormRow>
            <DateField name="date" label={t.date} value={typed?.date ?? (at ? formatDate(at) : '')} error={error('date')} />
            <Field
              name="time"
              label={t.time}
              hint={t.timeHint}
              value={typed?.time ?? (at ? formatTime(at) : '')}
              width="short"
              error={error('time')}
              autocomplete="off"
            />
          </FormRow>
          <RadioField
            name="whole"
            label={t.whole}
            value={typed?.whole ?? (bundle?.whole ? '1' : '0')}
            options={[
              { value: '0', label: t.wholeChoices.part },
              { value: '1', label: t.wholeChoices.whole },
            ]}
          />
        </Card>
        <FormActions>
          <Button>{t.save}</Button>
        </FormActions>
      </Form>
    </>
  )
}
