import type { Db } from '../../kernel/db/db.ts'
import { zone } from '../../kernel/time.ts'
import { peopleLike } from '../people/index.ts'

export const pageSize = 50

export type Asked = { person?: string; date?: Temporal.PlainDate | null; /** Rows before this one. */ before?: number }
export type ActivityLine = {
  id: number
  at: Temporal.Instant
  actorId: number | null
  actor: string | null
  kind: string
  subject: string
  subjectId: number
  /** Of a person or a site; titles of texts not yet published are not the administrator's to read. */
  subjectName: string | null
  position: number | null
}
export type AccessLine = {
  id: number
  at: Temporal.Instant
  source: string
  accountId: number | null
  account: string | null
  action: string
  outcome: string
}
export type Page<Line> = { lines: Line[]; /** Where the older ones begin. */ older: number | null }

/** The newest first; `kind` is one kind or a family with its dot (`article.`). One row more than a page tells whether there are older ones. */
export async function activitiesPage(db: Db, { kind, ...asked }: Asked & { kind?: string }): Promise<Page<ActivityLine>> {
  const people = await askedFor(db, asked.person)
  const rows = await db
    .selectFrom('activities as a')
    .leftJoin('seals', 'seals.activity_id', 'a.id')
    .leftJoin('people', 'people.id', 'a.actor_id')
    .leftJoin('people as whom', (join) => join.onRef('whom.id', '=', 'a.subject_id').on('a.subject', '=', 'person'))
    .leftJoin('sites as place', (join) => join.onRef('place.id', '=', 'a.subject_id').on('a.subject', '=', 'site'))
    .select([
      'a.id',
      'a.at',
      'a.actor_id as actorId',
      'people.name as actor',
      'kind',
      'subject',
      'subject_id as subjectId',
      'seals.position',
    ])
    .select(({ fn }) => fn.coalesce('whom.name', 'place.name').as('subjectName'))
    .$if(kind !== undefined, (query) =>
      kind!.endsWith('.') ? query.where('kind', 'like', `${kind!.replace(/[\\%_]/g, '')}%`) : query.where('kind', '=', kind!),
    )
    .$if(people !== null, (query) => query.where('a.actor_id', '=', ({ fn, val }) => fn.any(val(people!))))
    .$if(Boolean(asked.date), (query) =>
      query.where('a.at', '>=', startOf(asked.date!)).where('a.at', '<', startOf(asked.date!.add({ days: 1 }))),
    )
    .$if(asked.before !== undefined, (query) => query.where('a.id', '<', asked.before!))
    .orderBy('a.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  return paged(rows)
}

export async function accessPage(db: Db, { refused, ...asked }: Asked & { refused?: boolean }): Promise<Page<AccessLine>> {
  const people = await askedFor(db, asked.person)
  const rows = await db
    .selectFrom('access_records as r')
    .leftJoin('people', 'people.id', 'r.account_id')
    .select(['r.id', 'r.at', 'source', 'r.account_id as accountId', 'people.name as account', 'action', 'outcome'])
    .$if(refused === true, (query) => query.where('outcome', '>=', '400'))
    .$if(people !== null, (query) => query.where('r.account_id', '=', ({ fn, val }) => fn.any(val(people!))))
    .$if(Boolean(asked.date), (query) =>
      query.where('r.at', '>=', startOf(asked.date!)).where('r.at', '<', startOf(asked.date!.add({ days: 1 }))),
    )
    .$if(asked.before !== undefined, (query) => query.where('r.id', '<', asked.before!))
    .orderBy('r.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  return paged(rows)
}

function paged<Line extends { id: number }>(rows: Line[]): Page<Line> {
  const lines = rows.slice(0, pageSize)
  return { lines, older: rows.length > pageSize ? lines.at(-1)!.id : null }
}

/** Null when nobody was asked for. */
const askedFor = async (db: Db, typed: string | undefined) => (typed ? peopleLike(db, typed) : null)

const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).toInstant()
