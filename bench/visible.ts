import { setTimeout as sleep } from 'node:timers/promises'
import { slug } from '../src/kernel/text.ts'
import { median, type Figure } from './figure.ts'
import { hostOf, type Opened } from './opened.ts'
import type { Published } from './publishing.ts'
import { asked } from './turns.ts'

const times = 5

/**
 * From the chief's "approve, now" until the article and the home page that shows it are read on both nodes; then every page that was
 * stored before is asked for again, to see which of them had to be drawn anew.
 */
export async function benchVisible(node: Opened, other: Opened): Promise<Figure[]> {
  const millis: number[] = []
  let redrawn: string[] = []
  let stored = 0
  for (let i = 0; i < times; i++) {
    const pages = await storedPages(node)
    stored = pages.length
    const published = await asked<Published>(node.house, 'publish')
    const path = `/van-hoa/${slug(published.title)}-${published.id}`
    await Promise.all([node, other].map((each) => visibleOn(each, path)))
    millis.push(Date.now() - published.pressed)
    redrawn = await redrawnOf(node, pages)
  }
  return [
    {
      name: 'publish → article and home on two nodes',
      value: median(millis),
      unit: 'ms',
      goal: { atMost: 1_000 },
      note: `longest of ${times}: ${Math.max(...millis)} ms`,
    },
    { name: 'publish, pages drawn again', value: redrawn.length, unit: '', note: `of ${stored} stored: ${redrawn.join(' ')}` },
  ]
}

async function visibleOn(node: Opened, path: string) {
  for (;;) {
    const [article, home] = await Promise.all([node.get(path), node.get('/', undefined, { 'accept-encoding': 'identity' })])
    if (article.status === 200 && home.body.includes(`"${path}"`)) return
    await sleep(3)
  }
}

/** Homes, sections, feeds of all sites and some articles: in the store once they have been asked for. */
async function storedPages(node: Opened): Promise<[host: string, path: string][]> {
  const { rows } = await node.admin.query<{ key: string; path: string }>(`
    select key, path from sites cross join unnest(array['/', '/rss.xml', '/sitemap.xml', '/so-do', '/thu-vien-anh', '/video']) path
    union all select k.key, '/' || s.slug from sections s join sites k on k.id = s.site_id
    union all (
      select k.key, '/' || s.slug || '/' || p.slug || '-' || p.article_id from publications p join sections s on s.id = p.section_id join sites k on k.id = p.site_id
      where p.status = 'live' order by p.live_at desc limit 60)`)
  const pages = rows.map(({ key, path }): [string, string] => [hostOf(key), path])
  for (const [host, path] of pages) {
    const { status } = await node.get(path, host)
    if (status !== 200) throw new Error(`${status} ${host}${path}`)
  }
  return pages
}

async function redrawnOf(node: Opened, pages: readonly [string, string][]): Promise<string[]> {
  const found: string[] = []
  for (const [host, path] of pages) {
    const before = await node.used()
    await node.get(path, host)
    // The home page was asked for while waiting, so it has been drawn already.
    if ((await node.used()).misses > before.misses || (path === '/' && host === hostOf('cong')))
      found.push(`${host === hostOf('cong') ? '' : host.split('.')[0]}${path}`)
  }
  return found
}
