import type { Db } from '../../kernel/db/db.ts'
import type { ActivityKind } from '../../kernel/activity.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Notice } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'

export type InboxRow = Notice & { at: Temporal.Instant; seenAt: Temporal.Instant | null; insteadOf: string | null }
export const pageSize = 30

/** A person's notices, the newest first. */
export async function inboxOf(db: Db, person: number, page: number): Promise<{ rows: InboxRow[]; count: number; newest: number }> {
  const [rows, { count, newest }] = await Promise.all([
    noticeRows(db)
      .leftJoin('people as absent', 'absent.id', 'notices.instead_of')
      .select(['notices.seen_at as seenAt', 'absent.name as insteadOf'])
      .where('person_id', '=', person)
      .orderBy('notices.at', 'desc')
      .orderBy('notices.id', 'desc')
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
    db
      .selectFrom('notices')
      .select((eb) => [eb.fn.countAll<string>().as('count'), eb.fn.max('id').as('newest')])
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow(),
  ])
  return {
    rows: rows.map(({ seenAt, insteadOf, ...row }) => ({ ...toNotice(row), seenAt, insteadOf })),
    count: Number(count),
    newest: newest ?? 0,
  }
}

/** What a letter to this person may speak of now, the oldest first. */
export const dueFor = async (db: Db, person: number): Promise<(Notice & { at: Temporal.Instant })[]> =>
  (
    await noticeRows(db)
      .where('person_id', '=', person)
      .where('mail_after', '<=', now())
      .where('mailed_at', 'is', null)
      .where('seen_at', 'is', null)
      .orderBy('notices.at')
      .orderBy('notices.id')
      .limit(500)
      .execute()
  ).map(toNotice)

/** How many are new, up to a hundred: along the index of what is unseen. */
export async function unseenCount(db: Db, person: number): Promise<number> {
  const rows = await db.selectFrom('notices').select('id').where('person_id', '=', person).where('seen_at', 'is', null).limit(100).execute()
  return rows.length
}

/**
 * Where the person's own notice leads; it counts as seen from now on. No activity is told of it: it changes nothing for anybody else.
 * Another person's does not exist.
 */
export async function openNotice(db: Db, person: number, id: number): Promise<string> {
  const row = await db.selectFrom('notices').select('path').where('id', '=', id).where('person_id', '=', person).executeTakeFirst()
  if (!row) throw notFound()
  await seen(db, person).where('id', '=', id).execute()
  return row.path
}

/** All that were on the page when the person pressed; what came since stays new. */
export const markSeen = (db: Db, person: number, upTo: number) => seen(db, person).where('id', '<=', upTo).execute()

const seen = (db: Db, person: number) =>
  db.updateTable('notices').set({ seen_at: now() }).where('person_id', '=', person).where('seen_at', 'is', null)

const noticeRows = (db: Db) =>
  db
    .selectFrom('notices')
    .innerJoin('activities', 'activities.id', 'notices.activity_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.path',
      'notices.at',
      'activities.id as activityId',
      'activities.at as activityAt',
      'actor_id as actorId',
      'activities.kind as activityKind',
      'subject_id as subjectId',
      'site_id as siteId',
      'detail',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof noticeRows>['executeTakeFirstOrThrow']>>

const toNotice = ({ id, kind, path, at, activityId, activityAt, activityKind, ...activity }: Row) => ({
  id,
  kind,
  path,
  at,
  activity: { ...activity, id: activityId, at: activityAt, kind: activityKind as ActivityKind },
})
