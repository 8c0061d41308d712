import type { Actor } from '../../kernel/access.ts'
import { command, system, type Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { settingOf } from '../../kernel/settings.ts'
import { today } from '../../kernel/time.ts'
import { change } from './commands.ts'
import { licenceState, mediaTag, type Medium, type Rights } from './medium.ts'
import { licenceNotice } from './settings.ts'

/** Notes by what right a medium is shown, and until when. */
export function clear(spine: Spine, actor: Actor, id: number, rights: Rights): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    const fields = (Object.keys(rights) as (keyof Rights)[]).filter((field) => rights[field]?.toString() !== medium[field]?.toString())
    const { licenceUntil, ...words } = rights
    await trx
      .updateTable('media')
      .set({ ...words, licence_until: licenceUntil })
      .where('id', '=', id)
      .execute()
    tell('media.cleared', { fields, until: licenceUntil?.toString() ?? null })
    return done({ ...medium, ...rights })
  })
}

/** Every morning: the desk is told of each licence that ends soon or has ended, once for each end. */
export async function tellLicences(deps: Deps): Promise<void> {
  const { days } = await settingOf(deps.db, licenceNotice)
  for (const id of await endingMedia(deps.db, today().add({ days }))) await tellOf(deps, id)
}

const endingMedia = async (db: Db, until: Temporal.PlainDate) =>
  (
    await db
      .selectFrom('media')
      .select('id')
      .where('licence_until', '<=', until)
      .where('hidden_at', 'is', null)
      .where((eb) => eb.or([eb('licence_told', 'is', null), eb('licence_told', '<>', eb.ref('licence_until'))]))
      .orderBy('licence_until')
      .limit(500)
      .execute()
  ).map(({ id }) => id)

/** Of these, those that may not be shown any more, or not much longer: for whoever is about to show them. */
export async function endingLicences(
  db: Db,
  ids: readonly number[],
): Promise<{ id: number; name: string; until: Temporal.PlainDate; state: 'ended' | 'ending' }[]> {
  if (ids.length === 0) return []
  const [{ days }, rows] = await Promise.all([
    settingOf(db, licenceNotice),
    db
      .selectFrom('media')
      .select(['id', 'name', 'caption', 'licence_until'])
      .where('id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
      .where('licence_until', 'is not', null)
      .orderBy('licence_until')
      .execute(),
  ])
  return rows.flatMap(({ id, name, caption, licence_until: until }) => {
    const state = licenceState(until, today(), days)
    return state ? [{ id, name: caption || name, until: until!, state }] : []
  })
}

const tellOf = (spine: Spine, id: number) =>
  command(spine, system, async (trx, tell) => {
    const medium = await trx
      .selectFrom('media')
      .select(['site_id', 'licence_until'])
      .where('id', '=', id)
      .where((eb) => eb.or([eb('licence_told', 'is', null), eb('licence_told', '<>', eb.ref('licence_until'))]))
      .forUpdate()
      .executeTakeFirst()
    // Another worker was faster, or somebody has taken the end away.
    if (!medium?.licence_until) return issues({ licence: 'told' })
    await trx.updateTable('media').set({ licence_told: medium.licence_until }).where('id', '=', id).execute()
    const { count } = await trx
      .selectFrom('media_uses')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('media_id', '=', id)
      .executeTakeFirstOrThrow()
    tell({
      kind: 'media.licenceEnding',
      subject: 'medium',
      subjectId: id,
      siteId: medium.site_id,
      detail: { until: medium.licence_until.toString(), uses: Number(count) },
      tags: [mediaTag(id)],
    })
    return done(null)
  })
