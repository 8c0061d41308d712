import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../../kernel/db/db.ts'
import { notFound } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import type { Bundle, BundleState, Failure } from './bundle.ts'

const shown = 100

/** The bundles of these sites, the newest first; null: of every site. */
export async function bundlesAt(db: Db, sites: readonly number[] | null): Promise<Bundle[]> {
  if (sites?.length === 0) return []
  const found = await rows(db)
    .$if(sites !== null, (query) => query.where('bundles.site_id', 'in', [...sites!]))
    .orderBy('bundles.id', 'desc')
    .limit(shown)
    .execute()
  return found.map(toBundle)
}

export async function bundleById(db: Db, id: number): Promise<Bundle> {
  const row = await rows(db).where('bundles.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return toBundle(row)
}

/** Whose hour has come, and which nobody has to look at first. */
export async function dueBundles(db: Db): Promise<number[]> {
  const due = await db
    .selectFrom('bundles')
    .select('id')
    .where('state', '=', 'open')
    .where('held_at', 'is', null)
    .where('release_at', '<=', now())
    .limit(100)
    .execute()
  return due.map(({ id }) => id)
}

/** The bundle in which an item waits; null: it goes out on its own. */
export async function bundleOf(db: Db, articleId: number): Promise<Pick<Bundle, 'id' | 'siteId' | 'name' | 'releaseAt'> | null> {
  const found = await db
    .selectFrom('bundle_items')
    .innerJoin('bundles', 'bundles.id', 'bundle_items.bundle_id')
    .select(['bundles.id', 'site_id as siteId', 'name', 'release_at as releaseAt'])
    .where('article_id', '=', articleId)
    .where('waiting', '=', true)
    .executeTakeFirst()
  return found ?? null
}

const rows = (db: Db) =>
  db
    .selectFrom('bundles')
    .innerJoin('people', 'people.id', 'bundles.made_by')
    .select((eb) => [
      'bundles.id',
      'bundles.site_id as siteId',
      'bundles.name',
      'release_at as releaseAt',
      'whole',
      'state',
      'held_at as heldAt',
      'released_at as releasedAt',
      'people.name as madeBy',
      jsonArrayFrom(
        eb
          .selectFrom('bundle_items')
          .innerJoin('articles', 'articles.id', 'article_id')
          .select(['article_id as articleId', 'failure', 'embargo_until as embargoUntil'])
          .whereRef('bundle_id', '=', 'bundles.id')
          .orderBy('added_at')
          .orderBy('article_id'),
      ).as('items'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const toBundle = ({ state, items, ...row }: Row): Bundle => ({
  ...row,
  state: state as BundleState,
  items: items.map(({ articleId, failure, embargoUntil }) => ({
    articleId,
    failure: failure as Failure | null,
    embargoUntil: embargoUntil && Temporal.Instant.from(embargoUntil as unknown as string),
  })),
})
