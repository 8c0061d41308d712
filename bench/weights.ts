import { chromium as driver, type CDPSession, type Page } from 'playwright-core'
import { chromium } from '../tools/chromium.ts'
import type { Figure } from './figure.ts'
import type { Opened } from './opened.ts'
import { baseHost } from './world.ts'

/** Bytes of the body as sent, and with its headers. */
type Load = { url: string; type: string; bytes: number; whole: number; encoding: string }

const kilobyte = 1_024
const budgets = { Document: 25, Stylesheet: 10, Script: 12, Font: 56 } as const
const words = { Document: 'HTML', Stylesheet: 'CSS', Script: 'JS', Font: 'fonts' } as const

/** What a phone fetches at its first visit, gzip, without scrolling: the network log of Chromium. */
export async function benchWeights(opened: Opened): Promise<Figure[]> {
  const executablePath = chromium()
  if (!executablePath) return []
  const browser = await driver.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${baseHost} 127.0.0.1:${opened.port}`],
  })
  try {
    const context = () =>
      browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        extraHTTPHeaders: { 'accept-encoding': 'gzip' },
      })
    const base = `http://${baseHost}`
    const home = await visit(await (await context()).newPage(), `${base}/`)
    const [path] = await opened.admin
      .query<{ path: string }>(`
      select '/' || s.slug || '/' || p.slug || '-' || p.article_id as path from publications p join sections s on s.id = p.section_id join sites k on k.id = p.site_id
      where k.key = 'cong' and p.status = 'live' and p.featured is not null order by p.featured limit 1`)
      .then(({ rows }) => rows)
    const article = await visit(await (await context()).newPage(), base + path!.path)
    return [...figures('home', home, 350), ...figures('article', article, 250)]
  } finally {
    await browser.close()
  }
}

async function visit(page: Page, url: string): Promise<{ loads: Load[]; lead: number }> {
  const session = await page.context().newCDPSession(page)
  const loads = await watch(session)
  await page.goto(url, { waitUntil: 'networkidle' })
  const shown = (await page.evaluate(
    `document.querySelector('.chinh img, .art .sapo ~ * img, .art figure img')?.currentSrc ?? ''`,
  )) as string
  const all = [...loads.values()].filter(({ whole }) => whole > 0)
  return { loads: all, lead: all.find((load) => load.url === shown)?.bytes ?? 0 }
}

async function watch(session: CDPSession) {
  const loads = new Map<string, Load>()
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.url.startsWith('http'))
      loads.set(requestId, {
        url: response.url,
        type,
        bytes: -response.encodedDataLength,
        whole: 0,
        encoding: response.headers['content-encoding'] ?? response.headers['Content-Encoding'] ?? '',
      })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    if (!load) return
    load.whole = encodedDataLength
    load.bytes += encodedDataLength
  })
  return loads
}

function figures(page: string, { loads, lead }: { loads: Load[]; lead: number }, whole: number): Figure[] {
  const sum = (part: readonly Load[], of: 'bytes' | 'whole' = 'bytes') => part.reduce((total, load) => total + load[of], 0) / kilobyte
  const parts = (Object.keys(budgets) as (keyof typeof budgets)[]).map((type): Figure => {
    const part = loads.filter((load) => load.type === type)
    const encodings = [...new Set(part.map(({ encoding }) => encoding || 'plain'))].join(', ')
    return {
      name: `weight of ${page}, ${words[type]}`,
      value: sum(part),
      unit: 'KB',
      goal: { atMost: budgets[type] },
      note: `${part.length} files, ${encodings}`,
    }
  })
  return [
    ...parts,
    { name: `weight of ${page}, lead picture`, value: lead / kilobyte, unit: 'KB', goal: { atMost: 60 } },
    { name: `weight of ${page}, all`, value: sum(loads, 'whole'), unit: 'KB', goal: { atMost: whole }, note: 'headers included' },
    { name: `weight of ${page}, requests`, value: loads.length, unit: '', ...(page === 'home' ? { goal: { atMost: 25 } } : {}) },
  ]
}
