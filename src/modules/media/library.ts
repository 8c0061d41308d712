import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { settingInSql } from '../../kernel/settings.ts'
import { fold } from '../../kernel/text.ts'
import { today } from '../../kernel/time.ts'
import type { Schema } from '../../schema.ts'
import { kinds, type Counts, type Filter, type Kind, type Listed } from './medium.ts'
import { visibleTo } from './policy.ts'
import { render, shown } from './queries.ts'
import { licenceNotice } from './settings.ts'

/** Tiles on one page of the library: divides by 2, 3, 4 and 6 columns. */
export const perPage = 24

/** One page of the library, newest first. `more`: there are older ones, `newer`: there are newer ones. */
export async function library(db: Db, actor: Actor, filter: Filter): Promise<{ items: Listed[]; more: boolean; newer: boolean }> {
  const { page = 1, before, after } = filter
  const rows = await listed(db, actor)
    .where((eb) => matching(actor, filter)(eb as unknown as Eb))
    .$if(before !== undefined, (query) => query.where('media.id', '<', before!))
    .$if(after !== undefined, (query) => query.where('media.id', '>', after!))
    .orderBy('media.id', after === undefined ? 'desc' : 'asc')
    .limit(perPage + 1)
    .offset((page - 1) * perPage)
    .execute()
  const further = rows.length > perPage
  const items = rows.slice(0, perPage).map(listedOf)
  return after === undefined
    ? { items, more: further, newer: before !== undefined || page > 1 }
    : { items: items.reverse(), more: true, newer: further }
}

export const listedOf = (found: Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]): Listed => ({
  ...render(found),
  siteId: found.site_id,
  hidden: found.hidden_at !== null,
  uses: Number(found.uses ?? 0),
  uploadedAt: found.uploaded_at,
  uploadedBy: found.uploaded_by,
  uploader: found.uploader,
})

/** What the actor sees, as tiles. */
export const listed = (db: Db, actor: Actor) =>
  shown(db)
    .where(visibleTo(actor))
    .leftJoin('people', 'people.id', 'media.uploaded_by')
    .select(['media.site_id', 'media.hidden_at', 'media.uploaded_at', 'media.uploaded_by', 'people.name as uploader'])
    .select((eb) =>
      eb
        .selectFrom('media_uses')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('media_uses.media_id', '=', 'media.id')
        .as('uses'),
    )

/** How many the library has for each filter, within the search: one run over an index, whatever there is. */
export async function libraryCounts(db: Db, actor: Actor, filter: Filter): Promise<Counts> {
  const of = (where: (eb: Eb) => Expression<SqlBool>) => (eb: Eb) => eb.fn.countAll<number>().filterWhere(where(eb))
  const rows = await db
    .selectFrom('media')
    .select((eb) => [
      'media.kind',
      eb.fn.countAll<number>().as('all'),
      of(lacksCredit)(eb).as('credit'),
      of(lacksAlt)(eb).as('alt'),
      of(unused)(eb).as('unused'),
      of(small)(eb).as('small'),
      of(licenceDue)(eb).as('licence'),
      of(twins(actor))(eb).as('twins'),
      of((own) => own('media.uploaded_by', '=', actor.id))(eb).as('mine'),
      of((rest) => rest.and(chosen(actor, filter, rest)))(eb).as('shown'),
    ])
    .where(visibleTo(actor))
    .where((eb) => eb.and([hiddenOrNot(eb, filter), ...words(eb, filter.q)]))
    .groupBy('media.kind')
    .execute()
  const { hidden } = await db
    .selectFrom('media')
    .select((eb) => eb.fn.countAll<number>().as('hidden'))
    .where(visibleTo(actor))
    .where('media.hidden_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const within = rows.filter(({ kind }) => !filter.kind || kind === filter.kind)
  const sum = (name: Exclude<keyof Counts, 'kinds' | 'hidden'>) => within.reduce((total, row) => total + Number(row[name]), 0)
  const all = Object.fromEntries(kinds.map((kind) => [kind, Number(rows.find((row) => row.kind === kind)?.all ?? 0)]))
  return {
    all: rows.reduce((total, row) => total + Number(row.all), 0),
    kinds: all as Record<Kind, number>,
    hidden: Number(hidden),
    credit: sum('credit'),
    alt: sum('alt'),
    unused: sum('unused'),
    small: sum('small'),
    licence: sum('licence'),
    twins: sum('twins'),
    mine: sum('mine'),
    shown: sum('shown'),
  }
}

type Eb = ExpressionBuilder<Schema, 'media'>

const matching =
  (actor: Actor, filter: Filter) =>
  (eb: Eb): Expression<SqlBool> =>
    eb.and([
      hiddenOrNot(eb, filter),
      ...words(eb, filter.q),
      ...(filter.kind ? [eb('media.kind', '=', filter.kind)] : []),
      ...chosen(actor, filter, eb),
    ])

const hiddenOrNot = (eb: Eb, { hidden }: Filter) => eb('media.hidden_at', hidden ? 'is not' : 'is', null)

const chosen = (actor: Actor, filter: Filter, eb: Eb) => [
  ...(filter.mine ? [eb('media.uploaded_by', '=', actor.id)] : []),
  ...(filter.missing === 'credit' ? [lacksCredit(eb)] : []),
  ...(filter.missing === 'alt' ? [lacksAlt(eb)] : []),
  ...(filter.unused ? [unused(eb)] : []),
  ...(filter.small ? [small(eb)] : []),
  ...(filter.licence ? [licenceDue(eb)] : []),
]

// Bare columns, so that the partial indexes serve.
const lacksCredit = (eb: Eb) => sql<SqlBool>`${eb.ref('media.no_credit')}`
const lacksAlt = (eb: Eb) => sql<SqlBool>`${eb.ref('media.no_alt')}`
const unused = (eb: Eb) => sql<SqlBool>`${eb.ref('media.unused')}`
const small = (eb: Eb) => sql<SqlBool>`${eb.ref('media.small')}`

/** Ended, or within the days of which the desk wants to know. */
const licenceDue = (eb: Eb) =>
  sql<SqlBool>`${eb.ref('media.licence_until')} <= ${today().toString()}::date + coalesce(
    (${settingInSql(licenceNotice)}->>'days')::int, ${licenceNotice.initial.days}::int)`

/** Another one that is or looks the same, which the actor may see too. */
const twins = (actor: Actor) => (eb: Eb) =>
  eb.and([
    eb('media.like_id', 'is not', null),
    eb.exists(
      eb
        .selectFrom('media as other')
        .select('other.id')
        .whereRef('other.like_id', '=', 'media.like_id')
        .whereRef('other.id', '<>', 'media.id')
        .where('other.hidden_at', 'is', null)
        .where((inner) => visibleTo(actor, 'other')(inner as unknown as Eb)),
    ),
  ])

/** Every word must begin one that is there, with or without its accents. */
function words(eb: Eb, q = '') {
  const asked = fold(q)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)
  if (asked.length === 0) return q.trim() === '' ? [] : [sql<SqlBool>`false`]
  return [sql<SqlBool>`${eb.ref('media.found')} @@ to_tsquery('simple', ${asked.map((word) => `${word}:*`).join(' & ')})`]
}
