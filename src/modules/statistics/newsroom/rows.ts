import { formatNumber } from '../../../kernel/text.ts'
import type { Deps } from '../../../kernel/module.ts'
import { pathOf } from '../../articles/index.ts'
import { addressOn, siteById } from '../../sites/index.ts'
import type { Days } from '../period.ts'
import { byAuthor, bySection, mostRead, named, searched } from '../queries.ts'
import type { Part } from './asked.ts'
import type { Row } from './board.tsx'

/** One list of the board over these sites and days. */
export async function rowsOf(deps: Deps, siteIds: readonly number[], part: Part, days: Days): Promise<Row[]> {
  const { db } = deps
  if (siteIds.length === 0) return []
  const plain = (rows: { name: string; count: number }[]): Row[] => rows.map((row, key) => ({ key, ...row }))
  switch (part) {
    case 'bai':
      return (await mostRead(db, siteIds, days, 100)).map(({ title, views, siteId, ...place }, key) => {
        const site = siteById(deps, siteId)
        return { key, name: title, count: views, href: site && addressOn(site, pathOf(site.sections, place)) }
      })
    case 'muc':
      return plain(await bySection(db, siteIds, days))
    case 'tac-gia':
      return plain(await byAuthor(db, siteIds, days))
    case 'nguon':
      return plain(await named(db, 'referrer', siteIds, days))
    case 'tim':
      return (await searched(db, siteIds, days)).map(({ found, ...row }, key) => ({ key, ...row, note: formatNumber(found) }))
    case 'loi':
      return plain(await named(db, 'missing', siteIds, days))
  }
}
