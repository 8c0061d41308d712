import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../../../kernel/module.ts'
import { lookOf } from '../../../../kernel/pages/look.ts'
import { siteName } from '../../places.ts'
import { sessionOf } from '../../signin/identify.ts'
import { localPath, signInHref } from '../paths.ts'
import type { GateFace } from './gate.tsx'

/** In the person's language once we know who it is; before that the visitor may choose with `?nn=en`. */
export function gateFace(deps: Deps, request: FastifyRequest): GateFace {
  const query = (request.query ?? {}) as Record<string, unknown>
  const known = sessionOf(request)?.person.lang
  const lang = known ?? (query.nn === 'en' ? 'en' : 'vi')
  const other = lang === 'vi' ? { nn: 'en' } : {}
  return {
    lang,
    assets: deps.assets,
    look: lookOf(request.headers.cookie),
    site: (request.site && siteName(deps, request.site.siteId)) ?? '',
    otherHref: known ? undefined : signInHref(localPath(query.ve), other as Record<string, string>),
  }
}
