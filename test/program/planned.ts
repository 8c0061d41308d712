import assert from 'node:assert/strict'
import { modules } from '../../src/app.ts'
import type { Actor } from '../../src/kernel/access.ts'
import { openDatabase } from '../../src/kernel/cluster/database.ts'
import { loadConfig } from '../../src/kernel/config.ts'
import type { Outcome } from '../../src/kernel/errors.ts'
import { openHouse, type House } from '../../src/kernel/house.ts'
import { createLog } from '../../src/kernel/log.ts'
import { now } from '../../src/kernel/time.ts'
import { parseBody } from '../../src/modules/articles/body/parse.ts'
import { approve } from '../../src/modules/articles/commands/publication.ts'
import { take } from '../../src/modules/articles/commands/steps.ts'
import { create } from '../../src/modules/articles/commands/writing.ts'

const body = sure(
  parseBody({
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' }, content: [{ type: 'text', text: 'Một đoạn văn.' }] }],
  }),
)

export type Planned = { list: string; path: string; at: Temporal.Instant }

/** Works beside a server of the sample network, as a second node would: an article of the portal, approved for `seconds` from now. */
export async function plan(env: Record<string, string>, title: string, seconds: number): Promise<Planned> {
  const config = loadConfig(env)
  const database = await openDatabase(config, { as: 'guest', say: () => {} })
  const house = await openHouse(config, database.connection, modules, createLog('silent'))
  try {
    return await approved(house, title, seconds)
  } finally {
    await house.close()
    await database.stop()
  }
}

async function approved(house: House, title: string, seconds: number): Promise<Planned> {
  const { deps } = house
  const place = await deps.db
    .selectFrom('sections')
    .innerJoin('sites', 'sites.id', 'sections.site_id')
    .select(['sections.id', 'site_id', 'slug'])
    .where('key', '=', 'cong')
    .where('slug', '=', 'tin-tuc')
    .executeTakeFirstOrThrow()
  const [writer, editor, chief] = await Promise.all([actor(house, 'contributor'), actor(house, 'editor'), actor(house, 'chief')])
  const { id } = sure(
    await create(deps, writer, {
      siteId: place.site_id,
      sectionId: place.id,
      genre: 'news',
      title,
      lead: 'Lời dẫn của bài hẹn giờ.',
      body,
    }),
  )
  sure(await take(deps, writer, id, 'submit', { version: 1 }))
  sure(await take(deps, editor, id, 'pass', { version: 2 }))
  sure(await approve(deps, chief, id, { version: 3 }, { at: now().add({ seconds }), sites: [] }))
  const { slug, publish_at } = await deps.db
    .selectFrom('publications')
    .select(['slug', 'publish_at'])
    .where('article_id', '=', id)
    .executeTakeFirstOrThrow()
  return { list: `/${place.slug}`, path: `/${place.slug}/${slug}-${id}`, at: publish_at }
}

async function actor({ deps }: House, role: string): Promise<Actor> {
  const { id, name } = await deps.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('email', '=', `${role}@hoaban.local`)
    .executeTakeFirstOrThrow()
  return { id, name, lang: 'vi', grants: [{ role, site: null, sections: null }], standsFor: [] }
}

function sure<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}
