import type { FastifyInstance } from 'fastify'
import { notFound } from '../../../kernel/errors.ts'
import { queryOf } from '../../../kernel/http/params.ts'
import type { Deps, Module } from '../../../kernel/module.ts'
import { localAddress } from '../../../kernel/pages/address.ts'
import { lookCookie, lookFrom } from '../../../kernel/pages/look.ts'
import { addressOn, siteById } from '../network.ts'
import { text } from '../text.ts'
import { themeCss, themePath } from './face.ts'
import { HomePage } from './home.tsx'
import { HeadOf } from './meta.tsx'
import { portal } from './page.tsx'
import { SiteMapPage } from './sitemap.tsx'

export function portalRoutes(app: FastifyInstance, deps: Deps) {
  const open = { access: 'public', face: 'portal' } as const

  app.get('/', { config: { ...open, page: 'home' } }, (request, reply) =>
    portal(deps, request, reply, [], async ({ site, lang }) => {
      const { tags, nodes } = await blocksOn(deps, { siteId: site.id, lang }, site.blocks)
      const head = (
        <HeadOf address={addressOn(site, '/')} title={site.name} description={site.description} site={site.name} type="website" feeds />
      )
      return {
        title: site.name,
        description: site.description,
        head,
        tags,
        children: <HomePage lang={lang} name={site.name} blocks={site.blocks.map(({ id }) => nodes.get(id))} />,
      }
    }),
  )

  app.get('/so-do', { config: { ...open, page: 'site-map' } }, (request, reply) =>
    portal(deps, request, reply, [], async ({ site, lang }) => {
      const title = text[lang].siteMap
      const head = <HeadOf address={addressOn(site, '/so-do')} title={title} site={site.name} type="website" />
      return { title, head, tags: [], children: <SiteMapPage lang={lang} sections={site.sections.filter(({ hidden }) => !hidden)} /> }
    }),
  )

  app.get('/_giao-dien', { config: { access: 'public', face: 'both' } }, async (request, reply) => {
    const { theme, text: size, ve } = queryOf(request)
    return reply
      .code(303)
      .header('cache-control', 'no-store')
      .header('set-cookie', lookCookie(lookFrom(theme, size), request.protocol === 'https'))
      .header('location', localAddress(ve))
      .send()
  })

  app.get('/_chu-de/:file', { config: open }, async (request, reply) => {
    const site = request.site && siteById(deps, request.site.siteId)
    if (!site || themePath(site) !== `/_chu-de/${(request.params as { file: string }).file}`) throw notFound()
    return reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(themeCss(site))
  })
}

/** Each module loads all of its blocks at once; modules load side by side. */
async function blocksOn(
  deps: Deps,
  at: Parameters<NonNullable<Module['blocks']>['load']>[1],
  wanted: Parameters<NonNullable<Module['blocks']>['load']>[2],
) {
  const sets = deps.modules.flatMap(({ blocks }) => (blocks ? [blocks] : []))
  const loaded = await Promise.all(
    sets.map(async (set) => {
      const own = wanted.filter(({ kind }) => kind in set.kinds)
      return own.length > 0 ? set.load(deps, at, own) : { tags: [], nodes: new Map<number, never>() }
    }),
  )
  return { tags: loaded.flatMap(({ tags }) => tags), nodes: new Map(loaded.flatMap(({ nodes }) => [...nodes])) }
}
