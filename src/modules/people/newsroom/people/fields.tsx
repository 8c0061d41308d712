import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, FormRow } from '../../../../ui/form/form.tsx'
import type { Unit } from '../../person.ts'
import { issueLines, issueText } from '../../text.ts'
import { NameRow } from '../parts.tsx'
import { text } from './text.ts'

export function PersonFields({ lang, units, issues, typed }: { lang: Lang; units: readonly Unit[]; issues: Issues; typed: Typed }) {
  const t = text[lang]
  return (
    <>
      <NameRow lang={lang} labels={t} issues={issues} typed={typed} />
      <Field
        name="email"
        type="email"
        label={t.email}
        value={typed.email}
        autocomplete="off"
        spellcheck={false}
        required
        error={issueText(lang, issues.email)}
      />
      <FormRow>
        <SelectField
          name="unitId"
          label={t.unit}
          value={typed.unitId}
          empty={t.noUnit}
          options={units.map(({ id, name }) => ({ value: String(id), label: name }))}
          error={issueText(lang, issues.unitId)}
        />
        <SelectField
          name="language"
          label={t.language}
          value={typed.language ?? 'vi'}
          empty={false}
          options={(['vi', 'en'] as const).map((value) => ({ value, label: t.languages[value] }))}
        />
      </FormRow>
    </>
  )
}

export function Problems({ lang, issues }: { lang: Lang; issues: Issues }) {
  const t = text[lang]
  return (
    <ErrorSummary
      errors={issueLines(lang, issues, {
        name: t.name,
        email: t.email,
        unitId: t.unit,
        addressForm: t.addressForm,
        role: t.role,
        place: t.place,
      })}
    />
  )
}
