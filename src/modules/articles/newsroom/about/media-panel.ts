import { sql } from 'kysely'
import { h } from 'preact'
import type { Actor } from '../../../../kernel/access.ts'
import type { Db } from '../../../../kernel/db/db.ts'
import type { Deps, Panel } from '../../../../kernel/module.ts'
import { usesOf } from '../../../media/index.ts'
import { addressOn, sitesOf } from '../../../sites/index.ts'
import { workingVisibleTo } from '../../policy.ts'
import { pathOf } from '../../portal/story.ts'
import { UsesOfMedium } from './uses.tsx'

const most = 30

/** On the page of a medium: the pages on which readers see it, then the texts in which it stands. */
export const mediaPanel: Panel = { screen: 'media', position: 10, ability: 'articles.read', load }

async function load(deps: Deps, actor: Actor, mediumId: number) {
  const ids = (await usesOf(deps.db, mediumId)).filter(({ subject }) => subject === 'article').map(({ subjectId }) => subjectId)
  if (ids.length === 0) return null
  const [seen, working] = await Promise.all([livePages(deps.db, mediumId, ids), workingTexts(deps.db, actor, ids)])
  const sites = sitesOf(deps)
  const live = seen.slice(0, most).map((page) => {
    const site = sites.find(({ id }) => id === page.siteId)
    return {
      articleId: page.articleId,
      title: page.title,
      site: site?.name ?? '',
      address: site ? addressOn(site, pathOf(site.sections, page)) : null,
    }
  })
  const known = new Set([...seen.map(({ articleId }) => articleId), ...working.map(({ id }) => id)])
  const rest = working.filter(({ id }) => !seen.some(({ articleId }) => articleId === id)).slice(0, most)
  return h(UsesOfMedium, { lang: actor.lang, live, working: rest, unseen: ids.filter((id) => !known.has(id)).length })
}

/** What readers see is nobody's secret. */
const livePages = (db: Db, mediumId: number, ids: readonly number[]) =>
  db
    .selectFrom('publications')
    .innerJoin('revisions', 'revisions.id', 'publications.revision_id')
    .innerJoin('media', (join) => join.on('media.id', '=', mediumId))
    .select(['publications.article_id as id', 'publications.article_id as articleId', 'publications.site_id as siteId'])
    .select(['publications.section_id as sectionId', 'publications.slug', 'revisions.title'])
    .where('publications.article_id', 'in', ids)
    .where('publications.status', '=', 'live')
    .where((eb) =>
      eb.or([
        eb('revisions.cover_media_id', '=', mediumId),
        eb(sql`strpos(publications.html, regexp_replace(media.key, '[.][^.]*$', ''))`, '>', 0),
      ]),
    )
    .orderBy('publications.live_at', 'desc')
    .execute()

const workingTexts = (db: Db, actor: Actor, ids: readonly number[]) =>
  db
    .selectFrom('articles')
    .select(['articles.id', 'articles.title'])
    .where('articles.id', 'in', ids)
    .where(workingVisibleTo(actor))
    .where('articles.hidden_at', 'is', null)
    .orderBy('articles.id', 'desc')
    .execute()
