import type { ExpressionBuilder, SqlBool, Expression } from 'kysely'
import { grantsOf, holds, type Abilities, type Actor, type Grant } from '../../kernel/access.ts'
import type { Schema } from '../../schema.ts'
import { anyDeciders, chiefs, editors, featurers, hosts, isInvolved, observers, writers, type Subject } from './article.ts'
import { bundlers } from './bundles/bundle.ts'
import { all, any, has, not, type Ask } from './marks.ts'

/** Who says by which stages a site's items go. */
export const arrangers = ['keeper', 'chief']

export const abilities = {
  write: writers,
  read: [...writers, ...observers, 'accountant', 'keeper'],
  review: editors,
  /** Takes part at one stage or another. */
  decide: anyDeciders,
  approve: chiefs,
  /** How many stages a site's items go through. */
  arrange: arrangers,
  feature: featurers,
  share: hosts,
  bundle: bundlers,
} as const satisfies Abilities

/** Whoever handles the desk of a site sees what has been sent; a leader reads along. */
const deskRoles = [...editors, ...observers]
/** These see what readers have seen, withdrawn items included, and nothing that is being written. */
const recordRoles = ['contributor', 'accountant', 'keeper']

export function canSee(actor: Actor, article: Subject) {
  if (isInvolved(actor, article)) return true
  const published = article.publications.filter(({ status }) => status !== 'scheduled')
  if (published.length > 0 && holds(actor, [...deskRoles, ...recordRoles], article.siteId, article.sectionId)) return true
  if (published.some(({ siteId }) => holds(actor, [...deskRoles, ...recordRoles], siteId))) return true
  return article.status !== 'draft' && holds(actor, deskRoles, article.siteId, article.sectionId)
}

/** The working text of an article that is only a draft again belongs to its authors and the desk; others see what was published. */
export const canReadWorking = (actor: Actor, article: Subject) =>
  isInvolved(actor, article) || holds(actor, deskRoles, article.siteId, article.sectionId)

/** Whose it is, asked of a face's marks. */
export const ownMarks = (actor: Actor): Ask => any(...[actor.id, ...actor.standsFor].map((person) => has('in', person)))

/** Where it belongs: `holds` for a list, as `inScope` is in SQL. */
export const placeMarks = (grants: readonly Grant[]): Ask =>
  any(
    ...grants.map(({ site, sections }) => {
      if (site === null) return true
      return all(has('site', site), sections === null || any(...sections.map((section) => has('section', section))))
    }),
  )

/** canSee and canReadWorking asked of marks: of each article the one face that the actor may see it by, or none. policy.test.ts holds them together. */
export function seenMarks(actor: Actor): { working: Ask; read: Ask } {
  const own = ownMarks(actor)
  const desk = placeMarks(grantsOf(actor, deskRoles))
  const record = grantsOf(actor, [...deskRoles, ...recordRoles])
  // A share on another site opens the item to that whole site's desk, not to a grant on one of its sections.
  const shares = record.flatMap(({ site, sections }) => (site !== null && sections === null ? [has('on', site)] : []))
  return {
    working: all(has('working'), any(own, all(desk, any(has('out'), not(has('word', 'draft')))))),
    read: all(has('read'), not(any(own, desk)), any(placeMarks(record), ...shares)),
  }
}

type Eb = ExpressionBuilder<Schema, 'articles'>

/** canReadWorking in SQL, for lists that show and search titles. */
export const workingVisibleTo = (actor: Actor) => (eb: Eb) => eb.or([involved(eb, actor), inScope(eb, grantsOf(actor, deskRoles))])

/** canSee in SQL; policy.test.ts holds the two together. */
export const visibleTo = (actor: Actor) => (eb: Eb) => {
  const published = (where: (eb: ExpressionBuilder<Schema, 'publications'>) => Expression<SqlBool>) =>
    eb.exists(
      eb
        .selectFrom('publications')
        .select('publications.id')
        .whereRef('publications.article_id', '=', 'articles.id')
        .where('publications.status', '<>', 'scheduled')
        .where(where),
    )
  const record = grantsOf(actor, [...deskRoles, ...recordRoles])
  return eb.or([
    involved(eb, actor),
    eb.and([inScope(eb, record), published((pub) => pub.lit(true))]),
    published((pub) => pub.or([pub.lit(false), ...record.flatMap((grant) => publicationScope(pub, grant))])),
    eb.and([eb('articles.status', '<>', 'draft'), inScope(eb, grantsOf(actor, deskRoles))]),
  ])
}

function involved(eb: Eb, actor: Actor) {
  const people = [actor.id, ...actor.standsFor]
  return eb.or([
    eb('articles.created_by', 'in', people),
    eb.exists(
      eb
        .selectFrom('contributions')
        .select('contributions.id')
        .whereRef('contributions.article_id', '=', 'articles.id')
        .where('contributions.role', '<>', 'edit')
        .where('contributions.person_id', 'in', people),
    ),
  ])
}

const inScope = (eb: Eb, grants: readonly Grant[]) =>
  eb.or([
    eb.lit(false),
    ...grants.map((grant) => {
      if (grant.site === null) return eb.lit(true)
      const site = eb('articles.site_id', '=', grant.site)
      return grant.sections === null ? site : eb.and([site, eb('articles.section_id', '=', eb.fn.any(eb.val([...grant.sections])))])
    }),
  ])

/** A share on another site opens the item to that whole site's desk, not to a grant on one of its sections. */
function publicationScope(pub: ExpressionBuilder<Schema, 'publications'>, grant: Grant): Expression<SqlBool>[] {
  if (grant.site === null) return [pub.lit(true)]
  return grant.sections === null ? [pub('publications.site_id', '=', grant.site)] : []
}
