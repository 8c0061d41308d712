import { sql } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'
import { settingFrom, settingInSql } from '../../kernel/settings.ts'
import { listOf, type Entry, type House } from './house.ts'
import { strictness } from './strictness.ts'

/** What holds on a site: its list and the network's, and how strictly rules are taken. One query. */
export async function houseOf(db: Db, siteId: number): Promise<House> {
  const { rows } = await sql<{ chosen: unknown; entries: Entry[] }>`
    select ${settingInSql(strictness)} as chosen,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'wrong', wrong, 'right', "right") order by site_id nulls last, id)
        from house_words where site_id is null or site_id = ${siteId}), '[]') as entries`.execute(db)
  return sameHouse(siteId, rows[0]!)
}

const kept = new Map<number, { of: string; house: House }>()

/** The same house as long as nothing of it changed: what was read under it lately stays read. */
function sameHouse(siteId: number, { chosen, entries }: { chosen: unknown; entries: Entry[] }): House {
  const of = JSON.stringify([chosen, entries])
  const known = kept.get(siteId)
  if (known?.of === of) return known.house
  const house = { ...settingFrom(strictness, chosen ?? undefined), ...listOf(entries) }
  kept.set(siteId, { of, house })
  return house
}

export type Word = {
  id: number
  siteId: number | null
  kind: Entry['kind']
  wrong: string
  right: string
  addedBy: string
  addedAt: Temporal.Instant
}

/** The list of some sites, and of the network when `network`; by the word. */
export async function wordsOf(
  db: Db,
  { siteIds, network, q }: { siteIds: readonly number[]; network: boolean; q: string },
): Promise<Word[]> {
  return db
    .selectFrom('house_words')
    .innerJoin('people', 'people.id', 'house_words.added_by')
    .select([
      'house_words.id',
      'house_words.site_id as siteId',
      'house_words.kind',
      'house_words.wrong',
      'house_words.right',
      'people.name as addedBy',
      'house_words.added_at as addedAt',
    ])
    .where(({ eb, or }) =>
      or([eb('house_words.site_id', '=', eb.fn.any(eb.val([...siteIds]))), ...(network ? [eb('house_words.site_id', 'is', null)] : [])]),
    )
    .where(({ eb }) => eb(eb.fn<number>('strpos', [eb.fn('lower', ['house_words.wrong']), eb.val(q.toLowerCase())]), '>', 0))
    .orderBy('house_words.wrong')
    .limit(1000)
    .$castTo<Word>()
    .execute()
}

/** A line of the list, locked; undefined when it is gone. */
export const lockWord = (db: Db, id: number) =>
  db
    .selectFrom('house_words')
    .select(['id', 'site_id as siteId', 'kind'])
    .where('id', '=', id)
    .forUpdate()
    .$castTo<Pick<Word, 'id' | 'siteId' | 'kind'>>()
    .executeTakeFirst()

/** As many as one person can look after, and as the checks stay quick with. */
const most = 2_000

export async function isFull(db: Db, siteId: number | null): Promise<boolean> {
  const { count } = await db
    .selectFrom('house_words')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('site_id', 'is not distinct from', siteId)
    .executeTakeFirstOrThrow()
  return Number(count) >= most
}
