import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { command } from '../../kernel/activity.ts'
import { json, type Db } from '../../kernel/db/db.ts'
import { done } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { sampleGrants, units } from '../people/index.ts'
import { readNetwork } from './network.ts'

const Link = z.object({ label: z.string(), href: z.string().optional(), section: z.string().optional() })
type SampleSection = { slug: string; name: string; description?: string | undefined; children?: SampleSection[] | undefined }
const SampleSection: z.ZodType<SampleSection> = z.lazy(() =>
  z.object({ slug: z.string(), name: z.string(), description: z.string().optional(), children: z.array(SampleSection).optional() }),
)
const SampleSite = z.object({
  key: z.string(),
  unit: z.string(),
  name: z.string(),
  owner: z.string(),
  superior: z.string(),
  responsible: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  description: z.string(),
  theme: z.record(z.string(), z.string()),
  sections: z.array(SampleSection),
  menu: z.array(Link),
  footer: z.array(z.object({ title: z.string(), links: z.array(Link) })),
  home: z.array(z.looseObject({ kind: z.string() })),
})
type SampleSite = z.infer<typeof SampleSite>
const Network = z.object({ sites: z.array(SampleSite) })

/** The four sample sites with their sections, menus and home pages; a site that is there already is left as it is. */
export async function sampleSites(deps: Deps, folder: string) {
  const { sites } = Network.parse(JSON.parse(await readFile(join(folder, 'network.json'), 'utf8')))
  for (const [position, site] of sites.entries()) await plant(deps, site, position)
  // Grants name sites, so the sample's people get theirs now.
  await readNetwork(deps)
  await sampleGrants(deps, folder)
}

const plant = (deps: Deps, site: SampleSite, position: number) =>
  command(deps, null, async (trx, tell) => {
    const id =
      (await trx.selectFrom('sites').select('id').where('key', '=', site.key).executeTakeFirst())?.id ??
      (await insertSite(trx, site, position))
    tell({ kind: 'site.created', subject: 'site', subjectId: id, siteId: id, detail: { key: site.key }, tags: [`site:${id}`] })
    return done(null)
  })

async function insertSite(trx: Db, site: SampleSite, position: number) {
  const unit = (await units(trx)).find(({ key: known }) => known === site.unit)
  const { key, name, owner, superior, responsible, address, phone, email, description, theme } = site
  const { id } = await trx
    .insertInto('sites')
    .values({
      key,
      position,
      unit_id: unit?.id ?? null,
      name,
      owner,
      superior,
      responsible,
      address,
      phone,
      email,
      description,
      theme: json(theme),
      created_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const sections = new Map<string, number>()
  await insertSections(trx, id, null, site.sections, sections)
  await insertMenus(trx, id, site, sections)
  await trx
    .insertInto('blocks')
    .values(site.home.map(({ kind, ...options }, at) => ({ site_id: id, position: at, kind, options: json(options) })))
    .execute()
  return id
}

async function insertSections(
  trx: Db,
  siteId: number,
  parentId: number | null,
  branch: readonly SampleSection[],
  made: Map<string, number>,
) {
  for (const [position, { slug, name, description = '', children = [] }] of branch.entries()) {
    const { id } = await trx
      .insertInto('sections')
      .values({ site_id: siteId, parent_id: parentId, slug, name, description, position })
      .returning('id')
      .executeTakeFirstOrThrow()
    made.set(slug, id)
    await insertSections(trx, siteId, id, children, made)
  }
}

async function insertMenus(trx: Db, siteId: number, { menu, footer }: SampleSite, sections: ReadonlyMap<string, number>) {
  const entry =
    (place: 'main' | 'footer', heading: string) =>
    ({ label, href, section }: z.infer<typeof Link>, position: number) => ({
      site_id: siteId,
      place,
      heading,
      position,
      label,
      ...(section === undefined ? { href: href ?? '/' } : { section_id: sections.get(section)! }),
    })
  const rows = [...menu.map(entry('main', '')), ...footer.flatMap(({ title, links }) => links.map(entry('footer', title)))]
  await trx
    .insertInto('menu_entries')
    .values(rows.map((row, position) => ({ ...row, position })))
    .execute()
}
