import type { ComponentChildren } from 'preact'
import type { Place } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDate } from '../../../../kernel/time.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField, type OptionGroup, type Option } from '../../../../ui/field/choice.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { roles, type GrantRow, type Person, type Unit } from '../../person.ts'
import { issueText, text as peopleText } from '../../text.ts'
import { PersonFields, Problems } from './fields.tsx'
import { States } from './list.tsx'
import { text } from './text.ts'

type Tried = { issues?: Issues; typed?: Typed }
export type PersonProps = Tried & {
  lang: Lang
  person: Person
  grants: readonly GrantRow[]
  units: readonly Unit[]
  places: readonly Place[]
  own: boolean
  idleBefore: Temporal.Instant
  /** What was typed into the form that gives a role. */
  typedGrant?: Typed
}

export function PersonPage({ lang, person, grants, units, places, own, idleBefore, issues = {}, typed, typedGrant }: PersonProps) {
  const t = text[lang]
  const base = `/toa-soan/nguoi-dung/${person.id}`
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead
        title={person.name}
        lead={
          <>
            {person.email} <States lang={lang} person={person} idleBefore={idleBefore} />
          </>
        }
      />
      <Card title={t.details}>
        <Form action={base}>
          <PersonFields lang={lang} units={units} issues={issues} typed={typed ?? typedOf(person)} />
          <FormActions>
            <Button kind="outline">{t.save}</Button>
          </FormActions>
        </Form>
      </Card>
      <Card title={t.rolesOf}>
        <Grants lang={lang} base={base} grants={grants} own={own} />
        {!own && <GiveRole lang={lang} base={base} places={places} issues={issues} typed={typedGrant} />}
      </Card>
      <Card title={t.access}>{own ? <Notice kind="info">{t.own}</Notice> : <Access lang={lang} base={base} person={person} />}</Card>
    </>
  )
}

export const placeName = (lang: Lang, { site, section }: Pick<GrantRow, 'site' | 'section'>) => {
  const t = text[lang]
  if (site === null) return t.everywhere
  return section === null ? t.wholeSite(site) : t.section(site, section)
}

function Grants({ lang, base, grants, own }: { lang: Lang; base: string; grants: readonly GrantRow[]; own: boolean }) {
  const t = text[lang]
  const roleOf = (row: GrantRow) => peopleText[lang].roles[row.role]
  return (
    <Table
      caption={t.rolesOf}
      rows={grants}
      rowKey={({ id }) => id}
      empty={<p>{t.noRoles}</p>}
      columns={[
        { key: 'role', label: t.role, main: true, cell: roleOf },
        { key: 'place', label: t.place, cell: (row) => placeName(lang, row) },
        { key: 'since', label: t.since, cell: (row) => formatDate(row.grantedAt, lang) },
        ...(own
          ? []
          : [
              {
                key: 'act',
                label: t.act,
                quiet: true,
                align: 'right' as const,
                cell: (row: GrantRow) => (
                  <LinkButton small href={`${base}/vai-tro/${row.id}/thu-hoi`} label={t.takeOf(roleOf(row), placeName(lang, row))}>
                    {t.take}
                  </LinkButton>
                ),
              },
            ]),
      ]}
    />
  )
}

function GiveRole({
  lang,
  base,
  places,
  issues,
  typed = {},
}: {
  lang: Lang
  base: string
  places: readonly Place[]
  issues: Issues
  typed?: Typed
}) {
  const t = text[lang]
  const options: (Option | OptionGroup)[] = [
    { value: '', label: t.everywhere },
    ...places.map(({ id, name, sections }) => ({
      label: name,
      options: [
        { value: String(id), label: t.wholeSite(name) },
        ...sections.map((section) => ({ value: `${id}/${section.id}`, label: '– '.repeat(section.depth) + section.name })),
      ],
    })),
  ]
  return (
    <Form action={`${base}/vai-tro`} class="nd-giao">
      <SelectField
        name="role"
        label={t.role}
        value={typed.role}
        options={roles.map((value) => ({ value, label: peopleText[lang].roles[value] }))}
        error={issueText(lang, issues.role)}
      />
      <SelectField
        name="place"
        label={t.place}
        value={typed.place ?? ''}
        empty={false}
        options={options}
        error={issueText(lang, issues.place)}
      />
      <Button kind="outline" icon="plus">
        {t.give}
      </Button>
    </Form>
  )
}

function Access({ lang, base, person }: { lang: Lang; base: string; person: Person }) {
  const t = text[lang]
  return (
    <ul class="n nd-viec">
      <Deed lead={t.resetPasswordLead}>
        <Form action={`${base}/mat-khau`}>
          <Button kind="outline" icon="key-round">
            {t.resetPassword}
          </Button>
        </Form>
      </Deed>
      {person.secondFactor && (
        <Deed lead={t.resetFactorLead}>
          <Form action={`${base}/hai-buoc`}>
            <Button kind="outline" icon="unlink">
              {t.resetFactor}
            </Button>
          </Form>
        </Deed>
      )}
      {person.disabledAt ? (
        <Deed lead={t.enableLead}>
          <Form action={`${base}/mo`}>
            <Button kind="outline" icon="check">
              {t.enable}
            </Button>
          </Form>
        </Deed>
      ) : (
        <Deed lead={t.disableLead}>
          <LinkButton icon="lock" href={`${base}/khoa`}>
            {t.disable}
          </LinkButton>
        </Deed>
      )}
    </ul>
  )
}

const Deed = ({ lead, children }: { lead: string; children: ComponentChildren }) => (
  <li>
    <p>{lead}</p>
    {children}
  </li>
)

const typedOf = ({ name, addressForm, email, unitId, language }: Person): Typed => ({
  name,
  addressForm,
  email: email ?? '',
  unitId: unitId === null ? '' : String(unitId),
  language,
})
