import type { Actor } from '../src/kernel/access.ts'
import type { Outcome } from '../src/kernel/errors.ts'
import type { Deps } from '../src/kernel/module.ts'
import { parseBody } from '../src/modules/articles/body/parse.ts'
import { approve } from '../src/modules/articles/commands/publication.ts'
import { take } from '../src/modules/articles/commands/steps.ts'
import { create } from '../src/modules/articles/commands/writing.ts'
import { anyArticle } from '../src/modules/articles/queries.ts'

export type Published = {
  id: number
  title: string
  sectionId: number
  /** Epoch milliseconds at which the chief pressed the button, and at which the command had answered. */ pressed: number
  answered: number
}

const title = 'Đội xòe bản Mển tập buổi cuối trước ngày hội'

/** Takes one article through the stages and approves it for now, as the newsroom's own routes do. */
export async function publishOne(deps: Deps): Promise<Published> {
  const section = await deps.db
    .selectFrom('sections')
    .innerJoin('sites', 'sites.id', 'sections.site_id')
    .select(['sections.id', 'site_id as siteId'])
    .where('sites.key', '=', 'cong')
    .where('sections.slug', '=', 'van-hoa')
    .executeTakeFirstOrThrow()
  const [author, editor, chief] = await Promise.all((['contributor', 'editor', 'chief'] as const).map((role) => actorOf(deps, role)))
  const body = sure(
    parseBody({
      type: 'doc',
      content: [{ type: 'paragraph', attrs: { id: 'k1' }, content: [{ type: 'text', text: 'Cả bản ra sân từ sáng sớm.' }] }],
    }),
  )
  const { id } = sure(
    await create(deps, author!, {
      siteId: section.siteId,
      sectionId: section.id,
      genre: 'news',
      title,
      lead: 'Tiếng trống gọi người từ chân núi.',
      body,
    }),
  )
  const seen = async () => ({ version: (await anyArticle(deps.db, id)).version })
  sure(await take(deps, author!, id, 'submit', await seen()))
  sure(await take(deps, editor!, id, 'pass', await seen()))
  const last = await seen()
  const pressed = Date.now()
  sure(await approve(deps, chief!, id, last, { at: null, sites: [] }))
  return { id, title, sectionId: section.id, pressed, answered: Date.now() }
}

async function actorOf(deps: Deps, role: 'contributor' | 'editor' | 'chief'): Promise<Actor> {
  const { id, name } = await deps.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('email', '=', `${role}@hoaban.local`)
    .executeTakeFirstOrThrow()
  return { id, name, lang: 'vi', grants: [{ role, site: null, sections: null }], standsFor: [] }
}

function sure<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return outcome.value
}
