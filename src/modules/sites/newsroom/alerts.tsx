import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { CheckField, RadioField } from '../../../ui/field/choice.tsx'
import { DateField } from '../../../ui/field/date.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import type { AlertRow } from '../alert.ts'
import { text } from './alert-text.ts'
import { tabHref } from './frame.tsx'
import { issueText } from './issues.ts'
import { Row, Rows } from './rows.tsx'

type AlertsProps = { lang: Lang; siteId: number; alerts: readonly AlertRow[]; mayAll: boolean; issues?: Issues; typed?: Typed }

export function AlertsPage(page: AlertsProps) {
  const { lang, alerts } = page
  const t = text[lang]
  const [standing, past] = [alerts.filter(({ state }) => state !== 'ended'), alerts.filter(({ state }) => state === 'ended')]
  return (
    <>
      <p class="mo-ta">{t.lead}</p>
      {standing.length > 0 ? <Lines {...page} label={t.list} rows={standing} /> : <Empty title={t.empty} />}
      <NewAlert {...page} />
      {past.length > 0 && (
        <>
          <h2>{t.past}</h2>
          <Lines {...page} label={t.past} rows={past} />
        </>
      )}
    </>
  )
}

const tones = { planned: 'waiting', shown: 'done', ended: 'none' } as const

const Lines = ({ lang, siteId, mayAll, label, rows }: AlertsProps & { label: string; rows: readonly AlertRow[] }) => {
  const t = text[lang]
  return (
    <Rows label={label}>
      {rows.map((row) => (
        <Row title={row.words} note={noteOf(lang, row)}>
          <Chip tone={tones[row.state]}>{t.states[row.state]}</Chip>
          {row.state !== 'ended' && (mayAll || !row.everywhere) && (
            <Form action={`${tabHref(siteId, 'alerts')}/${row.id}/dung`}>
              <Button kind="outline" small label={t.endOf(row.words)}>
                {t.end}
              </Button>
            </Form>
          )}
        </Row>
      ))}
    </Rows>
  )
}

function noteOf(lang: Lang, { showAt, hideAt, away, everywhere, sudden, by }: AlertRow) {
  const t = text[lang]
  const at = (instant: Temporal.Instant) => formatDateTime(instant, lang)
  return [
    away ? t.away(at(away.from), at(away.until)) : t.span(at(showAt), at(hideAt)),
    ...(sudden ? [t.suddenly] : []),
    ...(everywhere ? [t.onAll] : []),
    t.by(by),
  ].join(' · ')
}

function NewAlert({ lang, siteId, mayAll, issues = {}, typed = {} }: AlertsProps) {
  const t = text[lang]
  return (
    <Card title={t.add} class="xs-nut">
      <Form action={tabHref(siteId, 'alerts')} class="bt">
        <RadioField
          name="kind"
          label={t.kind}
          value={typed.kind ?? 'alert'}
          options={(['alert', 'outage'] as const).map((kind) => ({ value: kind, label: t.kinds[kind], hint: t.kindHints[kind] }))}
          error={issueText(lang, issues.kind)}
        />
        <AreaField
          name="words"
          label={t.words}
          hint={t.wordsHint}
          value={typed.words}
          rows={2}
          maxlength={300}
          error={issueText(lang, issues.words)}
        />
        <Field
          name="href"
          label={t.href}
          hint={t.hrefHint}
          value={typed.href}
          maxlength={500}
          optional
          error={issueText(lang, issues.href)}
        />
        <Hour {...{ lang, issues, typed }} name="show" label={t.show} hint={t.showHint} optional />
        <div class="bt-tin">
          <Hour {...{ lang, issues, typed }} name="hide" label={t.hide} hint={t.onlyAlert} />
        </div>
        <div class="bt-dung">
          <Hour {...{ lang, issues, typed }} name="awayFrom" label={t.awayFrom} hint={t.onlyOutage} />
          <Hour {...{ lang, issues, typed }} name="awayUntil" label={t.awayUntil} hint={t.onlyOutage} />
          <CheckField name="sudden" label={t.sudden} checked={typed.sudden === '1'} />
        </div>
        {mayAll && <CheckField name="everywhere" label={t.everywhere} checked={typed.everywhere === '1'} />}
        <FormActions>
          <Button icon="megaphone">{t.action}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

type HourProps = { lang: Lang; issues: Issues; typed: Typed; name: string; label: string; hint: string; optional?: boolean }

function Hour({ lang, issues, typed, name, label, hint, optional }: HourProps) {
  const t = text[lang]
  const [date, time] = [`${name}Date`, `${name}Time`]
  return (
    <FormRow>
      <DateField name={date} label={label} hint={hint} value={typed[date]} error={issueText(lang, issues[date])} optional={optional} />
      <Field
        name={time}
        label={t.time}
        hint={t.timeHint}
        value={typed[time]}
        width="short"
        autocomplete="off"
        error={issueText(lang, issues[time])}
      />
    </FormRow>
  )
}
