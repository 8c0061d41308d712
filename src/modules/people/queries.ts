import { expressionBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor, Place } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import { fold, type Lang } from '../../kernel/text.ts'
import type { Schema } from '../../schema.ts'
import type { Delegation, GrantRow, Person, PersonLine, Role, Unit } from './person.ts'
import { visibleTo } from './policy.ts'

const personRows = (db: Db) =>
  db
    .selectFrom('people')
    .leftJoin('units', 'units.id', 'people.unit_id')
    .select([
      'people.id',
      'people.name',
      'address_form as addressForm',
      'email',
      'unit_id as unitId',
      'units.name as unit',
      'language',
      'keys',
      'disabled_at as disabledAt',
      'last_seen_at as lastSeenAt',
      'created_at as createdAt',
      'password_temporary as passwordTemporary',
      'totp_confirmed_at',
      penNames().as('penNames'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof personRows>['executeTakeFirstOrThrow']>>

/** What the actor may not see does not exist: 404, on every route that asks. */
export async function personById(db: Db, actor: Actor, id: number): Promise<Person> {
  const row = await personRows(db).where('people.id', '=', id).where(visibleTo(actor)).executeTakeFirst()
  if (!row) throw notFound()
  return personOf(row)
}

export type PeopleFilter = { q?: string; role?: Role; state?: 'open' | 'disabled'; page: number }
export const pageSize = 50

/** Accounts as the administrator lists them, by name. */
export async function accounts(
  db: Db,
  actor: Actor,
  { q, role, state, page }: PeopleFilter,
): Promise<{ people: PersonLine[]; count: number }> {
  const found = personRows(db)
    .where(visibleTo(actor))
    .where('email', 'is not', null)
    .$if(Boolean(q), (query) =>
      query.where((eb) => eb.or([eb('name_key', 'like', within(fold(q!))), eb('email', 'like', within(q!.toLowerCase()))])),
    )
    .$if(role !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb.selectFrom('grants').select('grants.id').whereRef('grants.person_id', '=', 'people.id').where('grants.role', '=', role!),
        ),
      ),
    )
    .$if(state !== undefined, (query) => query.where('disabled_at', state === 'disabled' ? 'is not' : 'is', null))
  const [rows, { count }] = await Promise.all([
    found
      .select((eb) => jsonArrayFrom(eb.selectFrom('grants').select('role').distinct().whereRef('person_id', '=', 'people.id')).as('grants'))
      .orderBy(givenName)
      .orderBy('people.name')
      .orderBy('people.id')
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
    found
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  return {
    people: rows.map((row) => ({ ...personOf(row), roles: row.grants.map(({ role: held }) => held as Role) })),
    count: Number(count),
  }
}

/** Authors without an account, by name. */
export async function authorsList(db: Db, q?: string): Promise<Person[]> {
  const rows = await personRows(db)
    .where('email', 'is', null)
    .$if(Boolean(q), (query) => query.where(calledLike(q!)))
    .orderBy(givenName)
    .orderBy('people.name')
    .orderBy('people.id')
    .limit(500)
    .execute()
  return rows.map(personOf)
}

/** A place that is there no more shows its number, for a grant that names none holds everywhere. */
export async function grantsOfPerson(db: Db, personId: number, places: readonly Place[]): Promise<GrantRow[]> {
  const rows = await db
    .selectFrom('grants')
    .select(['id', 'role', 'site_id as siteId', 'section_id as sectionId', 'granted_at as grantedAt'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const place = places.find(({ id }) => id === row.siteId)
    const section = place?.sections.find(({ id }) => id === row.sectionId)
    const named = (id: number | null, name: string | undefined) => (id === null ? null : (name ?? String(id)))
    return { ...row, role: row.role as Role, site: named(row.siteId, place?.name), section: named(row.sectionId, section?.name) }
  })
}

export const units = (db: Db): Promise<Unit[]> =>
  db.selectFrom('units').select(['id', 'key', 'name', 'parent_id as parentId']).orderBy('name').execute()

export type Named = { id: number; name: string; addressForm: string; lang: Lang; disabled: boolean }

/** Names for people's ids, as bylines, histories and mails need them; unknown ids are simply not there. */
export async function peopleNamed(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Named>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'address_form as addressForm', 'language', 'disabled_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map(({ disabled_at, language, ...row }) => [row.id, { ...row, lang: langOf(language), disabled: disabled_at !== null }]),
  )
}

/** Accounts and authors whose name or address has this part, closed ones too: what they did stays theirs. At most two hundred. */
export async function peopleLike(db: Db, part: string): Promise<number[]> {
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where((eb) => eb.or([eb('name_key', 'like', within(fold(part))), eb('email', 'like', within(part.toLowerCase()))]))
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

/** Does anybody hold a role at this section? */
export async function isGranted(db: Db, sectionId: number): Promise<boolean> {
  const row = await db.selectFrom('grants').select('id').where('section_id', '=', sectionId).limit(1).executeTakeFirst()
  return row !== undefined
}

export type AuthorChoice = { id: number; name: string; penNames: readonly { id: number; name: string }[]; account: boolean }

/** For pickers: whoever can stand in a byline, found by any part of the name or a pen name, with or without accents; at most twenty. */
export async function authorsMatching(db: Db, q: string): Promise<AuthorChoice[]> {
  const rows = await db
    .selectFrom('people')
    .select(['people.id', 'people.name', 'people.email', penNames().as('penNames')])
    .where('disabled_at', 'is', null)
    .where(calledLike(q.slice(0, 100).trim()))
    .orderBy(givenName)
    .orderBy('people.name')
    .orderBy('people.id')
    .limit(20)
    .execute()
  return rows.map(({ email, ...row }) => ({ ...row, account: email !== null }))
}

/** Given and received, the newest first. */
export async function delegationsOf(db: Db, personId: number): Promise<Delegation[]> {
  return db
    .selectFrom('delegations as d')
    .innerJoin('people as absent', 'absent.id', 'd.person_id')
    .innerJoin('people as stand', 'stand.id', 'd.delegate_id')
    .select([
      'd.id',
      'd.person_id as personId',
      'absent.name as person',
      'd.delegate_id as delegateId',
      'stand.name as delegate',
      'd.valid_from as validFrom',
      'd.valid_to as validTo',
      'd.reason',
      'd.revoked_at as revokedAt',
    ])
    .where((eb) => eb.or([eb('d.person_id', '=', personId), eb('d.delegate_id', '=', personId)]))
    .orderBy('d.valid_from', 'desc')
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute()
}

/** Whom to ask about accounts and roles: open administrators, who was here last first; three are enough. */
export async function administrators(db: Db): Promise<{ id: number; name: string; email: string }[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('email', 'is not', null)
    .where('disabled_at', 'is', null)
    .where((eb) =>
      eb.exists(eb.selectFrom('grants').select('grants.id').whereRef('person_id', '=', 'people.id').where('role', '=', 'admin')),
    )
    .orderBy('last_seen_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(3)
    .execute()
  return rows.map((row) => ({ ...row, email: row.email! }))
}

/** Colleagues with an open account, whom one can name as a delegate. */
export const colleagues = (db: Db, except: number): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('email', 'is not', null)
    .where('disabled_at', 'is', null)
    .where('id', '<>', except)
    .orderBy(givenName)
    .orderBy('name')
    .orderBy('id')
    .limit(1_000)
    .execute()

/** Whom one may ask for a decision: holders of these roles, and authors without an account, of whom a leader may be one. */
export const deciders = (db: Db, roles: readonly string[]): Promise<{ id: number; name: string; account: boolean }[]> =>
  db
    .selectFrom('people')
    .select(['id', 'name', sql<boolean>`email is not null`.as('account')])
    .where('disabled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('email', 'is', null),
        eb.exists(eb.selectFrom('grants').select('grants.id').whereRef('person_id', '=', 'people.id').where('role', 'in', roles)),
      ]),
    )
    .orderBy(sql`email is null`)
    .orderBy(givenName)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()

const people = expressionBuilder<Schema, 'people'>()

const penNames = () =>
  jsonArrayFrom(
    people
      .selectFrom('pen_names')
      .select(['pen_names.id', 'pen_names.name'])
      .whereRef('person_id', '=', 'people.id')
      .orderBy('pen_names.id'),
  )

/** The name, or one of the pen names, has this part. */
function calledLike(part: string) {
  const key = within(fold(part))
  const signed = people
    .selectFrom('pen_names')
    .select('pen_names.id')
    .whereRef('person_id', '=', 'people.id')
    .where('pen_names.name_key', 'like', key)
  return people.or([people('people.name_key', 'like', key), people.exists(signed)])
}

/** People are listed by given name, the last word: `Lò Văn An` before `Bùi Thị Bình`. */
const givenName = sql`regexp_replace(people.name, '^.* ', '') collate "vi-x-icu"`
const langOf = (language: string): Lang => (language === 'en' ? 'en' : 'vi')
/** A part of the text, its signs taken as letters; PostgreSQL refuses NUL. */
const within = (part: string) => `%${part.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`

function personOf(row: Row): Person {
  const {
    id,
    name,
    addressForm,
    email,
    unitId,
    unit,
    language,
    keys,
    disabledAt,
    lastSeenAt,
    createdAt,
    passwordTemporary,
    totp_confirmed_at: factor,
    penNames,
  } = row
  return {
    id,
    name,
    addressForm,
    email,
    unitId,
    unit,
    keys,
    disabledAt,
    lastSeenAt,
    createdAt,
    passwordTemporary,
    penNames,
    language: langOf(language),
    secondFactor: factor !== null,
  }
}
