import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import type { Db } from '../../../../kernel/db/db.ts'
import { notFound } from '../../../../kernel/errors.ts'
import { previewHeaders } from '../../../../kernel/http/headers.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { lookOf } from '../../../../kernel/pages/look.ts'
import { renderMedia } from '../../../media/index.ts'
import { desk } from '../../../people/index.ts'
import { framed, siteById } from '../../../sites/index.ts'
import type { Genre } from '../../article.ts'
import type { Bundle } from '../../bundles/bundle.ts'
import { workingVisibleTo } from '../../policy.ts'
import { ListView } from '../../portal/list.tsx'
import type { Listed } from '../../portal/queries.ts'
import { coversOf, storyOf } from '../../portal/story.ts'
import { linesAmong } from '../queries.ts'
import { bundlesPath, bundleUrl } from './address.ts'
import { openBundle } from './board-routes.tsx'
import { BundlePreview } from './preview.tsx'

export async function sendPreview(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, bundle } = await openBundle(deps, request)
  const lines = await linesAmong(deps.db, actor, idsOf(bundle))
  const back = { href: bundleUrl(bundle.id), label: bundle.name }
  const body = <BundlePreview lang={actor.lang} bundle={bundle} lines={lines} />
  return reply.view(await desk(deps, request, { title: bundle.name, current: bundlesPath, back, wide: true }, body))
}

/** The items as a section page of the site would list them, with the texts as they stand now. */
export async function sendFrame(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, bundle } = await openBundle(deps, request)
  const site = siteById(deps, bundle.siteId)
  if (!site) throw notFound()
  const items = await listedAmong(deps.db, actor, bundle)
  const media = await renderMedia(deps.db, coversOf(items))
  const stories = items.map((item) => storyOf(item, site.sections, media, 'vi'))
  const children = <ListView lang="vi" title={bundle.name} crumbs={[]} stories={stories} page={1} more={false} href={() => ''} />
  const reading = { site, lang: 'vi', look: lookOf(request.headers.cookie), path: '/', query: {} } as const
  return reply.headers(previewHeaders).view(framed(deps, reading, { title: bundle.name, tags: [], children }))
}

/** What the actor may read of the working texts, in the order in which they were put in. */
async function listedAmong(db: Db, actor: Actor, bundle: Bundle): Promise<Listed[]> {
  const ids = idsOf(bundle)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'site_id as siteId', 'section_id as sectionId', 'title', 'lead', 'genre', 'cover_media_id as coverId'])
    .where('id', 'in', ids)
    .where(workingVisibleTo(actor))
    .execute()
  return rows
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map(({ sectionId, genre, ...row }) => ({
      ...row,
      sectionId: sectionId ?? 0,
      genre: genre as Genre,
      slug: '',
      byline: [],
      pictures: 0,
      at: bundle.releaseAt,
      correctedAt: null,
    }))
}

const idsOf = ({ items }: Bundle) => items.map(({ articleId }) => articleId)
