import { holds, type Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { done, forbidden, issues, notFound, type Outcome } from '../../../kernel/errors.ts'
import type { HostFields } from '../forms.ts'
import { abilities } from '../policy.ts'
import { keptSite, networkTags } from './common.ts'

/** The first name of its own becomes the canonical one. Names under the base host belong to the keys of the sites. */
export const addHost = (
  spine: Spine,
  actor: Actor,
  siteId: number,
  { host, canonical }: HostFields,
  baseHost: string,
): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await networkSite(trx, actor, siteId)
    if (host === baseHost || host.endsWith(`.${baseHost}`)) return issues({ host: 'hostOfNetwork' })
    const own = await hostsOf(trx, siteId)
    const made = await trx
      .insertInto('site_hosts')
      .values({ site_id: siteId, host, canonical: false })
      .onConflict((on) => on.column('host').doNothing())
      .returning('host')
      .executeTakeFirst()
    if (!made) return issues({ host: 'hostTaken' })
    if (canonical || own.length === 0) await setCanonical(trx, siteId, host)
    tell({ kind: 'site.hostAdded', ...(await about(trx, siteId)) })
    return done(null)
  })

/** Null: readers are sent to `<key>.<base host>` again. */
export const chooseHost = (spine: Spine, actor: Actor, siteId: number, host: string | null): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await networkSite(trx, actor, siteId)
    if (host !== null && !(await hostsOf(trx, siteId)).includes(host)) throw notFound()
    await setCanonical(trx, siteId, host)
    tell({ kind: 'site.hostChosen', ...(await about(trx, siteId)) })
    return done(null)
  })

export const removeHost = (spine: Spine, actor: Actor, siteId: number, host: string): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await networkSite(trx, actor, siteId)
    const gone = await trx.deleteFrom('site_hosts').where('site_id', '=', siteId).where('host', '=', host).executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound()
    tell({ kind: 'site.hostRemoved', ...(await about(trx, siteId)) })
    return done(null)
  })

async function networkSite(trx: Db, actor: Actor, siteId: number) {
  await keptSite(trx, actor, siteId)
  if (!holds(actor, abilities.network)) throw forbidden()
}

const hostsOf = async (trx: Db, siteId: number) =>
  (await trx.selectFrom('site_hosts').select('host').where('site_id', '=', siteId).execute()).map(({ host }) => host)

async function setCanonical(trx: Db, siteId: number, host: string | null) {
  await trx.updateTable('site_hosts').set({ canonical: false }).where('site_id', '=', siteId).execute()
  if (host !== null)
    await trx.updateTable('site_hosts').set({ canonical: true }).where('site_id', '=', siteId).where('host', '=', host).execute()
}

const about = async (trx: Db, siteId: number) => ({ subject: 'site', subjectId: siteId, siteId, detail: {}, tags: await networkTags(trx) })
