import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDate } from '../../../../kernel/time.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField, type OptionGroup, type Option } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { roles, type GrantRow, type Person, type Unit } from '../../person.ts'
import type { Place } from '../../places.ts'
import { issueLines, issueText, text as peopleText } from '../../text.ts'
import { States } from './list.tsx'
import { text } from './text.ts'

type Tried = { issues?: Issues; typed?: Typed }
export type PersonProps = Tried & {
  lang: Lang; person: Person; grants: readonly GrantRow[]; units: readonly Unit[]; places: readonly Place[]; own: boolean; idleBefore: Temporal.Instant
  /** What was typed into the form that gives a role. */
  typedGrant?: Typed
}

export function PersonPage({ lang, person, grants, units, places, own, idleBefore, issues = {}, typed, typedGrant }: PersonProps) {
  const t = text[lang]
  const base = `/toa-soan/nguoi-dung/${person.id}`
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={person.name} lead={<>{person.email} <States lang={lang} person={person} idleBefore={idleBefore} /></>} />
      <Card title={t.details}>
        <Form action={base}>
          <PersonFields lang={lang} units={units} issues={issues} typed={typed ?? typedOf(person)} />
          <FormActions><Button kind="outline">{t.save}</Button></FormActions>
        </Form>
      </Card>
      <Card title={t.rolesOf}>
        <Grants lang={lang} base={base} grants={grants} own={own} />
        {!own && <GiveRole lang={lang} base={base} places={places} issues={issues} typed={typedGrant} />}
      </Card>
      <Card title={t.access}>
        {own ? <Notice kind="info">{t.own}</Notice> : <Access lang={lang} base={base} person={person} />}
      </Card>
    </>
  )
}

export function NewPersonPage({ lang, units, issues = {}, typed = {} }: Tried & { lang: Lang; units: readonly Unit[] }) {
  const t = text[lang]
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.newTitle} lead={t.newLead} />
      <Card>
        <Form action="/toa-soan/nguoi-dung/them">
          <PersonFields lang={lang} units={units} issues={issues} typed={typed} />
          <FormActions><Button icon="user-plus">{t.add}</Button></FormActions>
        </Form>
      </Card>
    </>
  )
}

export function PasswordShown({ lang, person, password }: { lang: Lang; person: { id: number; name: string }; password: string }) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.passwordTitle} />
      <Card>
        <p>{t.passwordFor(person.name)}</p>
        <p class="nd-mk"><code>{password}</code></p>
        <FormActions><LinkButton kind="primary" href={`/toa-soan/nguoi-dung/${person.id}`}>{t.toPerson(person.name)}</LinkButton></FormActions>
      </Card>
    </>
  )
}

export const placeName = (lang: Lang, { site, section }: Pick<GrantRow, 'site' | 'section'>) => {
  const t = text[lang]
  if (site === null) return t.everywhere
  return section === null ? t.wholeSite(site) : t.section(site, section)
}

function PersonFields({ lang, units, issues, typed }: { lang: Lang; units: readonly Unit[]; issues: Issues; typed: Typed }) {
  const t = text[lang]
  return (
    <>
      <FormRow>
        <Field name="name" label={t.name} value={typed.name} autocomplete="off" maxlength={120} required error={issueText(lang, issues.name)} />
        <Field name="addressForm" label={t.addressForm} hint={t.addressFormHint} value={typed.addressForm} width="short" maxlength={30} optional error={issueText(lang, issues.addressForm)} />
      </FormRow>
      <Field name="email" type="email" label={t.email} value={typed.email} autocomplete="off" spellcheck={false} required error={issueText(lang, issues.email)} />
      <FormRow>
        <SelectField name="unitId" label={t.unit} value={typed.unitId} empty={t.noUnit} options={units.map(({ id, name }) => ({ value: String(id), label: name }))} error={issueText(lang, issues.unitId)} />
        <SelectField name="language" label={t.language} value={typed.language ?? 'vi'} empty={false} options={(['vi', 'en'] as const).map((value) => ({ value, label: t.languages[value] }))} />
      </FormRow>
    </>
  )
}

function Grants({ lang, base, grants, own }: { lang: Lang; base: string; grants: readonly GrantRow[]; own: boolean }) {
  const t = text[lang]
  const roleOf = (row: GrantRow) => peopleText[lang].roles[row.role]
  return (
    <Table
      caption={t.rolesOf} rows={grants} rowKey={({ id }) => id} empty={<p>{t.noRoles}</p>}
      columns={[
        { key: 'role', label: t.role, main: true, cell: roleOf },
        { key: 'place', label: t.place, cell: (row) => placeName(lang, row) },
        { key: 'since', label: t.since, cell: (row) => formatDate(row.grantedAt, lang) },
        ...(own ? [] : [{ key: 'act', label: t.act, quiet: true, align: 'right' as const, cell: (row: GrantRow) => (
          <LinkButton small href={`${base}/vai-tro/${row.id}/thu-hoi`} label={t.takeOf(roleOf(row), placeName(lang, row))}>{t.take}</LinkButton>
        ) }]),
      ]}
    />
  )
}

function GiveRole({ lang, base, places, issues, typed = {} }: { lang: Lang; base: string; places: readonly Place[]; issues: Issues; typed?: Typed }) {
  const t = text[lang]
  const options: (Option | OptionGroup)[] = [
    { value: '', label: t.everywhere },
    ...places.map(({ id, name, sections }) => ({
      label: name,
      options: [{ value: String(id), label: t.wholeSite(name) }, ...sections.map((section) => ({ value: `${id}/${section.id}`, label: '– '.repeat(section.depth) + section.name }))],
    })),
  ]
  return (
    <Form action={`${base}/vai-tro`} class="nd-giao">
      <SelectField name="role" label={t.role} value={typed.role} options={roles.map((value) => ({ value, label: peopleText[lang].roles[value] }))} error={issueText(lang, issues.role)} />
      <SelectField name="place" label={t.place} value={typed.place ?? ''} empty={false} options={options} error={issueText(lang, issues.place)} />
      <Button kind="outline" icon="plus">{t.give}</Button>
    </Form>
  )
}

function Access({ lang, base, person }: { lang: Lang; base: string; person: Person }) {
  const t = text[lang]
  return (
    <ul class="n nd-viec">
      <Deed lead={t.resetPasswordLead}><Form action={`${base}/mat-khau`}><Button kind="outline" icon="key-round">{t.resetPassword}</Button></Form></Deed>
      {person.secondFactor && <Deed lead={t.resetFactorLead}><Form action={`${base}/hai-buoc`}><Button kind="outline" icon="unlink">{t.resetFactor}</Button></Form></Deed>}
      {person.disabledAt
        ? <Deed lead={t.enableLead}><Form action={`${base}/mo`}><Button kind="outline" icon="check">{t.enable}</Button></Form></Deed>
        : <Deed lead={t.disableLead}><LinkButton icon="lock" href={`${base}/khoa`}>{t.disable}</LinkButton></Deed>}
    </ul>
  )
}

const Deed = ({ lead, children }: { lead: string; children: ComponentChildren }) => <li><p>{lead}</p>{children}</li>

function Problems({ lang, issues }: { lang: Lang; issues: Issues }) {
  const t = text[lang]
  return <ErrorSummary errors={issueLines(lang, issues, { name: t.name, email: t.email, unitId: t.unit, addressForm: t.addressForm, role: t.role, place: t.place })} />
}

const typedOf = ({ name, addressForm, email, unitId, language }: Person): Typed =>
  ({ name, addressForm, email: email ?? '', unitId: unitId === null ? '' : String(unitId), language })
