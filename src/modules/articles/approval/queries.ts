import { sha256 } from '../../../kernel/crypto.ts'
import type { Db } from '../../../kernel/db/db.ts'
import type { Plan } from '../commands/publication.ts'
import type { Decision, Link } from './link.ts'

/** Null for any token that is not one of ours; what may still be done with the link is another question (`stateOf`). */
export async function linkByToken(db: Db, token: string): Promise<Link | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const row = await links(db).where('approval_links.token_hash', '=', sha256(token)).executeTakeFirst()
  return row ? linkOf(row) : null
}

/** Of one article, the newest first. */
export async function linksOf(db: Db, articleId: number): Promise<Link[]> {
  const rows = await links(db).where('approval_links.article_id', '=', articleId).orderBy('approval_links.id', 'desc').execute()
  return rows.map(linkOf)
}

const links = (db: Db) =>
  db
    .selectFrom('approval_links')
    .innerJoin('people as person', 'person.id', 'approval_links.person_id')
    .innerJoin('people as sender', 'sender.id', 'approval_links.sent_by')
    .selectAll('approval_links')
    .select(['person.name as person', 'sender.name as sender'])

type Row = Awaited<ReturnType<ReturnType<typeof links>['executeTakeFirstOrThrow']>>

const linkOf = (row: Row): Link => ({
  id: row.id,
  articleId: row.article_id,
  revisionId: row.revision_id,
  version: row.version,
  personId: row.person_id,
  person: row.person,
  lent: row.lent,
  plan: planFrom(row.plan as StoredPlan),
  sentBy: row.sent_by,
  sender: row.sender,
  sentAt: row.sent_at,
  expiresAt: row.expires_at,
  openedAt: row.opened_at,
  decidedAt: row.decided_at,
  decision: row.decision as Decision | null,
  revokedAt: row.revoked_at,
})

type StoredPlan = Omit<Plan, 'at'> & { at: string | null }
const planFrom = ({ at, ...rest }: StoredPlan): Plan => ({ ...rest, at: at === null ? null : Temporal.Instant.from(at) })
