import type { Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { now } from '../../../../kernel/time.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { Chip, type Tone } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { DateField } from '../../../../ui/field/date.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { delegationState, type Delegation, type DelegationState } from '../../person.ts'
import { issueLines, issueText } from '../../text.ts'
import { text } from './text.ts'

type Props = {
  actor: Actor
  delegations: readonly Delegation[]
  colleagues: readonly { id: number; name: string }[]
  issues?: Issues
  typed?: Typed
}

export function DelegationPage({ actor, delegations, colleagues, issues = {}, typed = {} }: Props) {
  const { lang } = actor
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={issueLines(lang, issues, { from: t.from, to: t.to, reason: t.reason })} />
      <PageHead title={t.title} lead={t.lead} />
      <Card title={t.given}>
        <Lent lang={lang} rows={delegations.filter(({ personId }) => personId === actor.id)} given />
      </Card>
      <Card title={t.newOne}>
        <Form action="/toa-soan/uy-quyen">
          <SelectField
            name="delegate"
            label={t.who}
            value={typed.delegate}
            options={colleagues.map(({ id, name }) => ({ value: String(id), label: name }))}
            error={issueText(lang, issues.delegate)}
          />
          <FormRow>
            <DateField name="from" label={t.from} value={typed.from} error={issueText(lang, issues.from)} />
            <DateField name="to" label={t.to} value={typed.to} error={issueText(lang, issues.to)} />
          </FormRow>
          <Field
            name="reason"
            label={t.reason}
            hint={t.reasonHint}
            value={typed.reason}
            maxlength={300}
            required
            error={issueText(lang, issues.reason)}
          />
          <p class="ht">{t.admin}</p>
          <FormActions>
            <Button icon="user-plus">{t.give}</Button>
          </FormActions>
        </Form>
      </Card>
      <Card title={t.received}>
        <Lent lang={lang} rows={delegations.filter(({ delegateId }) => delegateId === actor.id)} />
      </Card>
    </>
  )
}

function Lent({ lang, rows, given }: { lang: Lang; rows: readonly Delegation[]; given?: boolean }) {
  const t = text[lang]
  const at = now()
  const other = (row: Delegation) => (given ? row.delegate : row.person)
  return (
    <Table
      caption={given ? t.given : t.received}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p>{given ? t.noneGiven : t.noneReceived}</p>}
      columns={[
        { key: 'who', label: given ? t.who : t.forWhom, main: true, cell: other },
        { key: 'period', label: t.period, cell: (row) => t.range(row.validFrom, row.validTo.subtract({ seconds: 1 })) },
        { key: 'reason', label: t.reason, cell: (row) => row.reason },
        { key: 'state', label: t.state, cell: (row) => <StateChip lang={lang} state={delegationState(row, at)} /> },
        {
          key: 'act',
          label: t.act,
          quiet: true,
          align: 'right',
          cell: (row) =>
            ['coming', 'running'].includes(delegationState(row, at)) && (
              <Form action={`/toa-soan/uy-quyen/${row.id}/thu-hoi`}>
                <Button kind="outline" small aria-label={given ? t.revokeOf(other(row)) : t.giveBackOf(other(row))}>
                  {given ? t.revoke : t.giveBack}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

const tones: Record<DelegationState, Tone> = { coming: 'waiting', running: 'done', over: 'none', revoked: 'none' }
const StateChip = ({ lang, state }: { lang: Lang; state: DelegationState }) => <Chip tone={tones[state]}>{text[lang].states[state]}</Chip>
