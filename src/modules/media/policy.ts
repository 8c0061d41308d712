import type { ExpressionBuilder } from 'kysely'
import { grantsOf, type Abilities, type Actor } from '../../kernel/access.ts'
import type { Schema } from '../../schema.ts'
import type { Medium } from './medium.ts'

const uploaders = ['contributor', 'editor', 'secretary', 'chief', 'keeper'] as const
const managers = ['editor', 'secretary', 'chief', 'keeper'] as const

/** Who answers for the library of a site: they are told of what ends there. */
export const tenders = ['secretary', 'keeper'] as const

export const abilities = { upload: uploaders, read: uploaders, manage: managers } as const satisfies Abilities

type Seen = Pick<Medium, 'siteId' | 'uploadedBy' | 'hiddenAt'>

/** The library belongs to the whole site, so a right on one of its sections is enough to look, to add and to tend. */
const worksOn = (actor: Actor, roles: readonly string[], siteId: number) =>
  grantsOf(actor, roles).some((grant) => grant.site === null || grant.site === siteId)

export const canUpload = (actor: Actor, siteId: number) => worksOn(actor, abilities.upload, siteId)

/** Describes, focuses, hides: who tends the site's library, and each person what they uploaded. */
export const canManage = (actor: Actor, medium: Pick<Seen, 'siteId' | 'uploadedBy'>) =>
  medium.uploadedBy === actor.id || worksOn(actor, abilities.manage, medium.siteId)

/** What is hidden shows only to those who can bring it back. */
export const canSee = (actor: Actor, medium: Seen) =>
  canManage(actor, medium) || (medium.hiddenAt === null && worksOn(actor, abilities.read, medium.siteId))

/** canSee in SQL; policy.test.ts holds the two together. `as`: the name the query gives the table. */
export const visibleTo =
  (actor: Actor, as: string = 'media') =>
  (eb: ExpressionBuilder<Schema, 'media'>) => {
    const column = <Name extends 'uploaded_by' | 'site_id' | 'hidden_at'>(name: Name) => `${as}.${name}` as `media.${Name}`
    const onSites = (roles: readonly string[]) => {
      const sites = sitesOf(actor, roles)
      return sites === 'all' ? eb.lit(true) : eb(column('site_id'), '=', eb.fn.any(eb.val(sites)))
    }
    return eb.or([
      eb(column('uploaded_by'), '=', actor.id),
      onSites(abilities.manage),
      eb.and([eb(column('hidden_at'), 'is', null), onSites(abilities.read)]),
    ])
  }

/** The sites on which the actor may work with one of the roles; `all` when a grant names no site. */
export function sitesOf(actor: Actor, roles: readonly string[] = abilities.upload): 'all' | number[] {
  const sites = grantsOf(actor, roles).map((grant) => grant.site)
  return sites.includes(null) ? 'all' : [...new Set(sites as number[])]
}
