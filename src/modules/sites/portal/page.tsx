import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { badRequest, notFound } from '../../../kernel/errors.ts'
import { queryOf } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { decodePath, encodeLocation, splitTarget } from '../../../kernel/pages/address.ts'
import { replyWith } from '../../../kernel/pages/answer.ts'
import { lookOf, type Look } from '../../../kernel/pages/look.ts'
import { pageStamp } from '../../../kernel/stamp.ts'
import type { Lang } from '../../../kernel/text.ts'
import { SiteFrame } from '../../../ui/frame/frame.tsx'
import { addressOn, mainSite, siteById } from '../network.ts'
import { siteTag, type Site } from '../site.ts'
import { Alerts } from './alerts.tsx'
import { faceOf } from './face.ts'

export type Reading = { site: Site; lang: Lang; look: Look; path: string; query: Readonly<Record<string, string>> }

/** What a portal route answers: a framed page, a bare body (feeds, sitemaps), or another address. */
export type PortalPage =
  | {
      title: string
      description?: string
      head?: ComponentChildren
      tags: readonly string[]
      islands?: readonly string[]
      children: ComponentChildren
      search?: string
      status?: number
      maxAge?: number
      /** What views of this page count for besides the page itself: `article 42`. */
      subject?: string
      /** The address its views are counted under, where that is not the path. */
      counted?: string
    }
  | { type: string; body: string; tags: readonly string[]; maxAge?: number }
  | { to: string; permanent?: boolean }

/**
 * A reader's page: answered from the store, or rendered once and stored under host, path, the parameters named here, and the look.
 * A parameter that the route does not know leads to the address without it, so shared links with trackers still work and make no second page.
 */
export async function portal(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: readonly string[],
  load: (reading: Reading) => Promise<PortalPage>,
): Promise<FastifyReply> {
  const reading = readingOf(deps, request, parameters)
  if (!reading)
    return reply
      .code(302)
      .header('location', encodeLocation(withoutStrangers(request, parameters)))
      .send()
  let to: { to: string; permanent?: boolean } | undefined
  const key = { host: reading.site.host, path: reading.path, query: reading.query, look: reading.look }
  const stored = await deps.pages.page(key, async () => {
    const page = await load(reading)
    if ('to' in page) {
      to = page
      return { status: 302, type: 'text/plain; charset=utf-8', body: page.to, tags: [] }
    }
    if ('body' in page) return { status: 200, ...page }
    const { tags, status = 200, maxAge } = page
    return {
      status,
      type: 'text/html; charset=utf-8',
      body: await drawn(deps, reading, page),
      tags: [siteTag(reading.site.id), ...tags],
      ...(maxAge === undefined ? {} : { maxAge }),
    }
  })
  if (stored.status === 302)
    return reply
      .code(to?.permanent ? 301 : 302)
      .header('location', encodeLocation(to?.to ?? stored.identity.body.toString()))
      .send()
  return replyWith(reply, deps.pages.answer(stored, request.raw))
}

type Framed = Extract<PortalPage, { children: ComponentChildren }>

/** With the stamp by which its views are counted, for the beacon and for readers without script. */
async function drawn(deps: Deps, reading: Reading, page: Framed) {
  const { subject = '', counted: path = reading.path, head, children } = page
  const stamp = await pageStamp(deps, reading.site.id, path, subject)
  const counted = new URLSearchParams({ p: path, s: subject, k: stamp }).toString()
  const whole = {
    ...page,
    head: (
      <>
        {head}
        <meta name="hoaban:dem" content={counted} />
      </>
    ),
    children: (
      <>
        {children}
        <noscript>
          <img src={`/_dem?${counted}`} alt="" width={1} height={1} />
        </noscript>
      </>
    ),
  }
  return `<!doctype html>${renderToString(framed(deps, reading, whole))}`
}

/** The frame of the site around a page; also for pages that are never stored (refusals, answers to a form). */
export function framed(deps: Deps, { site, lang, look, path }: Reading, page: Framed): VNode {
  const main = mainSite(deps)
  return (
    <SiteFrame
      lang={lang}
      site={faceOf(site, path, main)}
      look={look}
      title={page.title}
      description={page.description ?? ''}
      head={page.head}
      path={path}
      assets={deps.assets}
      newsroomUrl={main ? addressOn(main, '/toa-soan') : undefined}
      query={page.search}
      notice={site.alerts.length > 0 && <Alerts lang={lang} alerts={site.alerts} />}
      islands={['count.island.js', ...(page.islands ?? [])]}
    >
      {page.children}
    </SiteFrame>
  )
}

/** Who reads what, or null when a parameter is not the route's. Throws a refusal for an address nobody could have meant. */
function readingOf(deps: Deps, request: FastifyRequest, parameters: readonly string[]): Reading | null {
  const site = request.site && siteById(deps, request.site.siteId)
  if (!site) throw notFound()
  const path = decodePath(splitTarget(request.raw.url ?? '/').path)
  if (path === null) throw badRequest()
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(queryOf(request))) {
    if (!parameters.includes(name)) return null
    if (typeof value !== 'string') throw badRequest()
    if (value.trim() !== '') query[name] = value.normalize('NFC')
  }
  return { site, lang: 'vi', look: lookOf(request.headers.cookie), path, query }
}

function withoutStrangers(request: FastifyRequest, parameters: readonly string[]) {
  const { path } = splitTarget(request.raw.url ?? '/')
  const kept = Object.entries(queryOf(request)).filter(([name, value]) => parameters.includes(name) && typeof value === 'string') as [
    string,
    string,
  ][]
  return kept.length > 0 ? `${path}?${new URLSearchParams(kept)}` : path
}
