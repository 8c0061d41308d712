import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { forbidden, notFound } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { Id, idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { search } from '../../../../kernel/search/index.ts'
import { changeSetting, settingOf } from '../../../../kernel/settings.ts'
import { desk } from '../../../people/index.ts'
import { siteById, sitesOf } from '../../../sites/index.ts'
import { doors, type Doors } from '../../sharing/doors.ts'
import { listPage } from '../../portal/queries.ts'
import { readableAtHome, sharesAt, type Readable } from '../../sharing/queries.ts'
import { speaksFor } from '../../sharing/share.ts'
import { chosenIn, flashOf, numberIn } from '../params.ts'
import { sharingPath } from './address.ts'
import { SharingBoard } from './board.tsx'
import { text } from './text.ts'

const most = 20

export async function showBoard(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const sites = sitesOf(deps)
  const asked = queryOf(request)
  const q = typeof asked.q === 'string' ? asked.q.slice(0, 200) : ''
  const site = numberIn(request, 'trang')
  const own = sites.filter(({ id }) => speaksFor(actor, id)).map(({ id }) => id)
  const [shares, found, open] = await Promise.all([
    sharesAt(deps.db, own),
    asked.q === undefined ? null : itemsOf(deps, actor, q, site),
    settingOf(deps.db, doors),
  ])
  const body = <SharingBoard actor={actor} sites={sites} shares={shares} found={found} q={q} site={site} doors={open} />
  return reply.view(
    await desk(
      deps,
      request,
      { title: text[actor.lang].boardTitle, current: sharingPath, flash: flashOf(request, text[actor.lang]) },
      body,
    ),
  )
}

/** What other sites have before their readers: like these words, or the newest. */
async function itemsOf(deps: Deps, actor: Actor, q: string, site: number | undefined): Promise<Readable[]> {
  const sites = sitesOf(deps).map(({ id }) => id)
  const wanted = site === undefined ? sites.filter((id) => !speaksFor(actor, id) || sites.length === 1) : sites.filter((id) => id === site)
  // Whoever speaks for all sites looks through all of them.
  const among = wanted.length > 0 ? wanted : sites
  const ids = q.trim() ? await matching(deps, q, among) : await newest(deps, among)
  return readableAtHome(deps.db, ids)
}

async function matching(deps: Deps, q: string, siteIds: number[]) {
  const { hits } = await search(deps.db, { q, siteIds, kinds: ['article'], filters: {}, page: 1, size: most })
  return [...new Set(hits.map(({ subjectId }) => subjectId))]
}

async function newest(deps: Deps, sites: readonly number[]) {
  const lists = await Promise.all(sites.map((siteId) => listPage(deps.db, { siteId, own: true, limit: most })))
  const items = lists.flatMap((list) => list.items).toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  return items.slice(0, most).map(({ id }) => id)
}

/** From which sites this one takes items without being asked. */
export async function setDoor(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const site = siteById(deps, idParam(request, 'site'))
  if (!site) throw notFound()
  if (!speaksFor(actor, site.id)) throw forbidden()
  const chosen = chosenIn(request.body, 'from')
  const from = sitesOf(deps)
    .map(({ id }) => id)
    .filter((id) => id !== site.id && chosen.includes(id))
  const section = Id.safeParse(typed(request.body).section)
  const before = await settingOf(deps.db, doors)
  const others = Object.fromEntries(Object.entries(before).filter(([key]) => key !== String(site.id)))
  const known = section.success && site.sections.some(({ id }) => id === section.data)
  const next: Doors = from.length > 0 && known ? { ...others, [String(site.id)]: { from, section: section.data } } : others
  await changeSetting(deps, actor, doors, before, next)
  return reply.redirect(`${sharingPath}?vua=saved`, 303)
}
