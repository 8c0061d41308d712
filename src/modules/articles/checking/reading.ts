import { sql } from 'kysely'
import type { Db } from '../../../kernel/db/db.ts'
import type { Issues } from '../../../kernel/errors.ts'
import { findingsOf, houseOf, type Finding } from '../../coach/index.ts'
import { renderMedia } from '../../media/index.ts'
import { issuesOf } from '../check.ts'
import { hrefsOf, modelOf, type Checked } from './model.ts'

/** Without these an article cannot be sent on. */
export const issuesBefore = async (db: Db, article: Checked): Promise<Issues> => issuesOf(await findingsIn(db, article))

/** What the rules in force find in an article now. */
export async function findingsIn(db: Db, article: Checked): Promise<Finding[]> {
  const bare = modelOf(article, { cover: null, deadLinks: new Set() })
  // One after the other: within a command there is one connection.
  const house = await houseOf(db, article.siteId)
  const cover = await coverOf(db, article)
  const deadLinks = await deadAmong(db, article.siteId, hrefsOf(bare))
  return findingsOf({ ...bare, cover, deadLinks }, house)
}

async function coverOf(db: Db, { coverId }: Checked) {
  if (coverId === null) return null
  return { width: (await renderMedia(db, [coverId])).get(coverId)?.width || null }
}

/** An article's address has one form, on every site: `/van-hoa/ten-bai-47`. */
const address = /^(?:https?:\/\/([^/?#]+))?\/[a-z0-9-]+\/(?:[a-z0-9-]+-)?(\d{1,9})\/?(?:[?#].*)?$/i

/** Of these addresses those of articles that readers do not have there. What leads out of the house is never asked for. */
async function deadAmong(db: Db, siteId: number, hrefs: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = hrefs.flatMap((href) => {
    const found = address.exec(href)
    return found ? [{ href, host: found[1]?.toLowerCase() ?? null, article: Number(found[2]) }] : []
  })
  if (wanted.length === 0) return new Set()
  const { rows } = await sql<{ href: string }>`
    select wanted.href from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (href text, host text, article int)
    left join site_hosts on site_hosts.host = wanted.host
    left join publications on publications.article_id = wanted.article and publications.status = 'live'
      and publications.site_id = coalesce(site_hosts.site_id, ${siteId})
    where (wanted.host is null or site_hosts.site_id is not null) and publications.id is null`.execute(db)
  return new Set(rows.map(({ href }) => href))
}
