import type { ComponentChildren } from 'preact'
import type { Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatAgo } from '../../../../kernel/time.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { Chip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { CheckField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import type { Person } from '../../person.ts'
import type { SessionRow } from '../../signin/sessions.ts'
import { issueLines, issueText, text as peopleText } from '../../text.ts'
import { NewPassword } from '../gate/pages.tsx'
import { PenNames } from '../parts.tsx'
import { deviceName } from './device.ts'
import { text } from './text.ts'
import { Waiting, type Contact } from './waiting.tsx'

export type FormName = 'toi' | 'but-danh' | 'mat-khau' | 'tat-hai-buoc' | 'ma-moi'
export type Wrong = { form: FormName; issues?: Issues; wait?: string }
export type AccountProps = {
  actor: Actor
  person: Person
  sessions: readonly SessionRow[]
  /** The session that asks. */
  here: number
  codesLeft: number
  minimum: number
  /** Whom to ask for a role; only for somebody who has none. */ contacts?: readonly Contact[]
  /** What later modules let a person choose. */ panels: readonly ComponentChildren[]
  wrong?: Wrong
}

export function AccountPage({ actor, person, sessions, here, codesLeft, minimum, contacts, panels, wrong }: AccountProps) {
  const { lang } = actor
  const t = text[lang]
  const own = actor.grants.filter(({ of }) => of === undefined).map(({ role }) => role)
  const issuesOf = (form: FormName) => (wrong?.form === form ? (wrong.issues ?? {}) : {})
  return (
    <>
      <Problems lang={lang} wrong={wrong} />
      <PageHead
        title={t.title}
        lead={
          <>
            {person.name} · {person.email}
          </>
        }
      />
      {contacts && <Waiting lang={lang} contacts={contacts} />}
      <p class="tk-vai">
        {[...new Set(own)].map((role) => (
          <Chip tone="info">{peopleText[lang].roles[role as keyof typeof peopleText.vi.roles]}</Chip>
        ))}
      </p>
      <Block id="mat-khau" title={t.password} lead={t.passwordLead}>
        <Form action="/tai-khoan/mat-khau">
          <OldPassword lang={lang} form="mat-khau" issues={issuesOf('mat-khau')} />
          <NewPassword face={{ lang }} issues={issuesOf('mat-khau')} minimum={minimum} />
          <FormActions>
            <Button kind="outline">{t.changePassword}</Button>
          </FormActions>
        </Form>
      </Block>
      <Block
        id="hai-buoc"
        title={t.factor}
        lead={t.factorLead}
        state={
          person.secondFactor ? (
            <Chip tone="done" icon="shield-check">
              {t.factorOn}
            </Chip>
          ) : (
            <Chip tone="waiting" icon="triangle-alert">
              {t.factorOff}
            </Chip>
          )
        }
      >
        {person.secondFactor ? (
          <FactorForms lang={lang} codesLeft={codesLeft} issuesOf={issuesOf} />
        ) : (
          <LinkButton kind="outline" icon="shield-check" href="/dang-nhap/hai-buoc?ve=/tai-khoan">
            {t.turnOn}
          </LinkButton>
        )}
      </Block>
      <Block id="thiet-bi" title={t.sessions} lead={t.sessionsLead}>
        <Sessions lang={lang} sessions={sessions} here={here} />
      </Block>
      <Block id="but-danh" title={t.penNames} lead={t.penNamesLead}>
        <PenNames lang={lang} base="/tai-khoan" penNames={person.penNames} issues={issuesOf('but-danh')} />
      </Block>
      {panels.map((panel) => (
        <div class="tk-o">{panel}</div>
      ))}
      <Block id="toi" title={t.self}>
        <Form action="/tai-khoan">
          <FormRow>
            <Field
              name="addressForm"
              label={t.addressForm}
              hint={t.addressFormHint}
              value={person.addressForm}
              width="medium"
              error={issueText(lang, issuesOf('toi').addressForm)}
            />
            <SelectField
              name="language"
              label={t.language}
              empty={false}
              value={person.language}
              options={(['vi', 'en'] as const).map((value) => ({ value, label: t.languages[value] }))}
            />
          </FormRow>
          <CheckField name="keys" label={t.keys} hint={t.keysHint} checked={person.keys} />
          <FormActions>
            <Button kind="outline">{t.save}</Button>
          </FormActions>
        </Form>
      </Block>
    </>
  )
}

/** Recovery codes, readable this once. */
export function NewCodesPage({ lang, codes }: { lang: Lang; codes: readonly string[] }) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.codesTitle} />
      <Card>
        <Notice kind="warning">{t.codesLead}</Notice>
        <ol class="cv-ma num">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <FormActions>
          <LinkButton kind="primary" href="/tai-khoan">
            {t.codesBack}
          </LinkButton>
        </FormActions>
      </Card>
    </>
  )
}

type BlockProps = { id: string; title: string; lead?: string; state?: ComponentChildren; children: ComponentChildren }

const Block = ({ id, title, lead, state, children }: BlockProps) => (
  <div id={id} class="tk-o">
    <Card title={title} actions={state}>
      {lead && <p class="mo-ta">{lead}</p>}
      {children}
    </Card>
  </div>
)

const OldPassword = ({ lang, form, issues }: { lang: Lang; form: FormName; issues: Issues }) => (
  <Field
    name="old"
    id={`${form}-old`}
    type="password"
    label={text[lang].oldPassword}
    autocomplete="current-password"
    required
    error={issueText(lang, issues.old)}
  />
)

function FactorForms({ lang, codesLeft, issuesOf }: { lang: Lang; codesLeft: number; issuesOf: (form: FormName) => Issues }) {
  const t = text[lang]
  return (
    <>
      <p>{t.codesLeft(codesLeft)}</p>
      <details class="tk-mo" open={Object.keys(issuesOf('ma-moi')).length > 0}>
        <summary>
          <Icon name="chevron-right" />
          {t.newCodes}
        </summary>
        <p class="mo-ta">{t.newCodesLead}</p>
        <Form action="/tai-khoan/ma-moi">
          <OldPassword lang={lang} form="ma-moi" issues={issuesOf('ma-moi')} />
          <FormActions>
            <Button kind="outline">{t.newCodes}</Button>
          </FormActions>
        </Form>
      </details>
      <details class="tk-mo" open={Object.keys(issuesOf('tat-hai-buoc')).length > 0}>
        <summary>
          <Icon name="chevron-right" />
          {t.turnOff}
        </summary>
        <p class="mo-ta">{t.turnOffLead}</p>
        <Form action="/tai-khoan/tat-hai-buoc">
          <OldPassword lang={lang} form="tat-hai-buoc" issues={issuesOf('tat-hai-buoc')} />
          <Field
            name="code"
            id="tat-hai-buoc-code"
            label={t.code}
            autocomplete="one-time-code"
            width="medium"
            required
            error={issueText(lang, issuesOf('tat-hai-buoc').code)}
          />
          <FormActions>
            <Button kind="danger">{t.turnOff}</Button>
          </FormActions>
        </Form>
      </details>
    </>
  )
}

function Sessions({ lang, sessions, here }: { lang: Lang; sessions: readonly SessionRow[]; here: number }) {
  const t = text[lang]
  const nameOf = (row: SessionRow) => deviceName(row.agent, lang) ?? t.unknownDevice
  return (
    <>
      <Table
        caption={t.sessions}
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'device',
            label: t.device,
            main: true,
            cell: (row) => (
              <>
                {nameOf(row)} {row.id === here && <Chip tone="done">{t.thisOne}</Chip>}
              </>
            ),
          },
          { key: 'source', label: t.source, cell: (row) => row.source },
          { key: 'seen', label: t.seen, cell: (row) => formatAgo(row.seenAt, lang) },
          {
            key: 'act',
            label: t.act,
            quiet: true,
            align: 'right',
            cell: (row) =>
              row.id !== here && (
                <Form action={`/tai-khoan/phien/${row.id}/thoat`}>
                  <Button kind="outline" small aria-label={t.endOf(nameOf(row))}>
                    {t.end}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <Form action="/tai-khoan/phien/thoat-het">
        <FormActions>
          <Button kind="outline" icon="log-out">
            {t.endAll}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}

function Problems({ lang, wrong }: { lang: Lang; wrong?: Wrong }) {
  if (!wrong) return null
  const t = text[lang]
  const labels = { old: t.oldPassword, code: t.code, password: t.password, penName: t.penName, addressForm: t.addressForm }
  const lines = issueLines(lang, wrong.issues ?? {}, labels).map(({ field, message }) => ({
    field: field && idOf(wrong.form, field),
    message,
  }))
  return <ErrorSummary errors={wrong.wait ? [{ message: wrong.wait }] : lines} />
}

/** Three forms ask for the old password: each has an id of its own. */
const idOf = (form: FormName, field: string) => (field === 'old' || field === 'code' ? `${form}-${field}` : field)
