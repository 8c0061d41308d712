import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import { done, forbidden, issues, notFound, type Issues, type Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { accountById, lockAdmins, othersAdminister } from './commands.ts'
import { isRole, networkRoles, type Role } from './person.ts'
import { placesOf } from './places.ts'
import { makeRotate } from './signin/sessions.ts'

const id = z.coerce.number<string>().int().positive().max(2_147_483_647)

/** `place` is one choice on the form: `` the whole network, `3` a site, `3/17` a section of it. */
export const GrantForm = z.object({
  role: z
    .string()
    .refine(isRole, 'unknownRole')
    .transform((word) => word as Role),
  place: z
    .string()
    .regex(/^(\d+(\/\d+)?)?$/, 'unknownPlace')
    .transform((typed) => typed.split('/').filter(Boolean))
    .pipe(z.array(id, 'unknownPlace'))
    .transform(([site = null, section = null]) => ({ site, section })),
})
export type GrantFields = z.infer<typeof GrantForm>

type Giving = Spine & Pick<Deps, 'modules' | 'hosts'>

/** Nobody changes the own roles, not even downwards: somebody else looks at it. */
export const grant = (deps: Giving, actor: Actor | null, personId: number, { role, place }: GrantFields): Promise<Outcome<null>> =>
  command(deps, actor, async (trx, tell) => {
    if (actor) await accountById(trx, actor, personId)
    if (actor?.id === personId) throw forbidden()
    const found = placeIssues(deps, role, place)
    if (found) return issues(found)
    const made = await trx
      .insertInto('grants')
      .values({
        person_id: personId,
        role,
        site_id: place.site,
        section_id: place.section,
        granted_by: actor?.id ?? null,
        granted_at: now(),
      })
      .onConflict((on) => on.columns(['person_id', 'role', 'site_id', 'section_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return issues({ role: 'alreadyGranted' })
    await makeRotate(trx, personId)
    tell({ kind: 'person.granted', subject: 'person', subjectId: personId, siteId: place.site, detail: { role, ...place } })
    return done(null)
  })

export const revoke = (spine: Spine, actor: Actor, personId: number, grantId: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await accountById(trx, actor, personId)
    if (actor.id === personId) throw forbidden()
    await lockAdmins(trx)
    const row = await trx.deleteFrom('grants').where('id', '=', grantId).where('person_id', '=', personId).returningAll().executeTakeFirst()
    if (!row) throw notFound()
    if (row.role === 'admin' && !(await othersAdminister(trx, personId))) return issues({ form: 'lastAdmin' })
    await makeRotate(trx, personId)
    tell({
      kind: 'person.revoked',
      subject: 'person',
      subjectId: personId,
      siteId: row.site_id,
      detail: { role: row.role, site: row.site_id, section: row.section_id },
    })
    return done(null)
  })

function placeIssues(deps: Giving, role: Role, { site, section }: GrantFields['place']): Issues | null {
  if (site === null) return null
  if (networkRoles.includes(role)) return { place: 'networkOnly' }
  const place = placesOf(deps).find(({ id: known }) => known === site)
  const known = place && (section === null || place.sections.some(({ id: own }) => own === section))
  return known ? null : { place: 'unknownPlace' }
}
