import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { formatDate, formatDateTime, today } from '../../../kernel/time.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card, Facts } from '../../../ui/card/card.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { AreaField } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import type { Rule } from '../rule.ts'
import { inWords, issueText, text, titleOf } from '../text.ts'
import { shapeOf } from '../value.ts'
import { Rest, ValueFields } from './fields.tsx'
import { Confirmed, current, Unused } from './list.tsx'

type RuleProps = {
  lang: Lang
  rule: Rule
  may: boolean
  /** No module goes by this key. */ unused: boolean
  issues?: Issues
  typed?: Typed
  /** Which of the two forms was sent. */ part?: 'confirm' | 'replace'
}

export function RulePage({ lang, rule, may, unused, issues = {}, typed, part }: RuleProps) {
  const t = text[lang]
  const name = titleOf(lang, rule.key, rule.value)
  return (
    <>
      <ErrorSummary
        errors={Object.entries(issues).map(([field, key]) => ({
          field: part === 'replace' && field === 'legalBasis' ? 'newBasis' : field,
          message: issueText(lang, key)!,
        }))}
      />
      <PageHead title={`${name}: ${inWords(lang, rule.key, rule.value)}`} />
      <Card>
        <Facts
          facts={[
            {
              label: t.validity,
              value: (
                <>
                  {t.from} {formatDate(rule.validFrom, lang)} · {rule.validTo ? `${t.to} ${formatDate(rule.validTo, lang)}` : t.open}{' '}
                  <When lang={lang} rule={rule} />
                </>
              ),
            },
            { label: t.basis, value: rule.legalBasis },
            { label: t.mark, value: markInWords(lang, rule.sourceMark) },
            {
              label: t.confirmed,
              value: rule.confirmedAt ? (
                t.by(rule.confirmedBy ?? '', formatDateTime(rule.confirmedAt, lang))
              ) : (
                <Confirmed lang={lang} rule={rule} />
              ),
            },
            {
              label: t.key,
              value: (
                <>
                  <code>{rule.key}</code> {unused && <Unused lang={lang} />}
                </>
              ),
            },
          ]}
        />
      </Card>
      {may && !rule.confirmedAt && (
        <ConfirmCard lang={lang} rule={rule} issues={part === 'confirm' ? issues : {}} typed={part === 'confirm' ? typed : undefined} />
      )}
      {may && (
        <ReplaceCard lang={lang} rule={rule} issues={part === 'replace' ? issues : {}} typed={part === 'replace' ? typed : undefined} />
      )}
    </>
  )
}

type PartProps = { lang: Lang; rule: Rule; issues: Issues; typed?: Typed }

function ConfirmCard({ lang, rule, issues, typed }: PartProps) {
  const t = text[lang]
  return (
    <Card title={t.confirmTitle}>
      <p class="mo-ta">{t.confirmLead}</p>
      <Form action={`${current}/${rule.id}/xac-nhan`}>
        <AreaField
          name="legalBasis"
          label={t.basis}
          value={typed?.legalBasis ?? rule.legalBasis}
          rows={2}
          maxlength={500}
          error={issueText(lang, issues.legalBasis)}
        />
        <FormActions>
          <Button kind="approve" icon="badge-check">
            {t.confirmVerb}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}

function ReplaceCard({ lang, rule, issues, typed }: PartProps) {
  const t = text[lang]
  return (
    <Card title={t.replaceTitle}>
      <p class="mo-ta">{t.replaceLead}</p>
      <Form action={`${current}/${rule.id}/thay`}>
        <ValueFields lang={lang} shape={shapeOf(rule.value)} issues={issues} typed={typed} />
        <Rest lang={lang} issues={issues} typed={typed} basisId="newBasis" />
        <FormActions>
          <Button kind="outline">{t.replaceVerb}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

function When({ lang, rule }: { lang: Lang; rule: Rule }) {
  const t = text[lang]
  if (Temporal.PlainDate.compare(today(), rule.validFrom) < 0)
    return (
      <Chip tone="info" icon="calendar-clock">
        {t.coming}
      </Chip>
    )
  return rule.validTo && Temporal.PlainDate.compare(rule.validTo, today()) < 0 ? (
    <Chip tone="none" icon="history">
      {t.ended}
    </Chip>
  ) : null
}

function markInWords(lang: Lang, mark: string) {
  const { marks, noMark } = text[lang]
  if (mark === '') return noMark
  return mark in marks ? marks[mark as keyof typeof marks] : `${marks.source} (${mark.replace(/^source:\s*/, '')})`
}
