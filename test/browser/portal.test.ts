import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser, desk, freshPage, phone } from './chromium.ts'

const { base, deps, close, port } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})

const articles = await deps.db
  .selectFrom('publications')
  .innerJoin('sections', 'sections.id', 'publications.section_id')
  .innerJoin('sites', 'sites.id', 'publications.site_id')
  .select([
    'publications.article_id as id',
    'publications.slug',
    'sections.slug as section',
    'publications.genre',
    'publications.status',
    'publications.corrected_at as corrected',
  ])
  .where('sites.key', '=', 'cong')
  .execute()
const pathOf = (chosen: (article: (typeof articles)[number]) => boolean) => {
  const { section, slug, id } = articles.find(chosen)!
  return `/${section}/${slug}-${id}`
}
const article = pathOf(({ genre, status }) => genre === 'feature' && status === 'live')
/** Every page type a reader can open; the route registry must know no other. */
const pages: Record<string, string[]> = {
  home: ['/'],
  'site-map': ['/so-do'],
  statistics: ['/thong-ke', '/thong-ke?ky=12t'],
  section: ['/tin-tuc', '/van-hoa'],
  article: [
    article,
    pathOf(({ genre }) => genre === 'photos'),
    pathOf(({ genre }) => genre === 'video'),
    pathOf(({ corrected }) => corrected !== null),
    pathOf(({ status }) => status === 'withdrawn'),
  ],
  search: ['/tim-kiem', '/tim-kiem?q=xoe', '/tim-kiem?q=khongcogicaduoc'],
  galleries: ['/thu-vien-anh'],
  videos: ['/video'],
  tag: [`/the/${encodeURIComponent('Lễ hội Hoa Ban')}`],
  author: [await authorPath()],
}
const all = [...Object.values(pages).flat(), '/khong-co-trang-nay']

async function authorPath() {
  const html = await (await fetch(`${base}${article}`, { headers: { host: `localhost:${port}` } })).text()
  return /href="(\/tac-gia\/[^"]+)"/.exec(html)![1]!
}

const look = (theme: string) => [{ name: 'giao-dien', value: `${theme}.100`, url: base }]

for (const [name, viewport] of Object.entries({ phone, desk }))
  for (const theme of ['sang', 'toi', 'tuong-phan'])
    test(`axe finds nothing on any page, ${theme}, ${name}`, async () => {
      const { page, context, faults } = await freshPage({ viewport })
      await context.addCookies(look(theme))
      for (const path of all) {
        await page.goto(base + path)
        assert.deepEqual(await axe(page), [], path)
      }
      assert.deepEqual(faults, [])
      await context.close()
    })

test('no page scrolls sideways, from 320 to 1440 pixels, nor with the largest text', async () => {
  const { page, context } = await freshPage()
  for (const width of [320, 360, 390, 768, 1024, 1440])
    for (const path of all) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(base + path)
      assert.equal(await overflow(page), 0, `${path} at ${width}`)
    }
  await context.addCookies([{ name: 'giao-dien', value: 'tu-dong.150', url: base }])
  await page.setViewportSize({ width: 360, height: 900 })
  for (const path of all) {
    await page.goto(base + path)
    assert.equal(await overflow(page), 0, `${path} at 150 %`)
  }
  await context.close()
})

const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

test('without script a reader goes from the home page to an article, larger text, the search and back', async () => {
  const { page, context } = await freshPage({ javaScriptEnabled: false, viewport: phone })
  await page.goto(base)
  await page.getByText('Mục lục').click()
  await page.locator('.muc').getByRole('link', { name: 'Tin tức' }).click()
  assert.match(await page.title(), /^Tin tức/)
  await page.locator('.ds :is(h2, h3) a').first().click()
  assert.ok((await page.locator('.bai p').count()) > 2)
  await page.getByRole('link', { name: 'Cỡ chữ A+' }).click()
  assert.equal(await page.locator('html').getAttribute('data-text'), '112')
  await page.locator('.nav input[name=q]').fill('xoe thai')
  await page.keyboard.press('Enter')
  await page.locator('.kq li').first().waitFor()
  assert.match(await page.locator('.kq mark').first().innerText(), /xòe|thái/i)
  await context.close()
})

test('the theme and the size of text stay chosen, and the page comes right the first time', async () => {
  const { page, context } = await freshPage()
  await page.goto(`${base}/_giao-dien?theme=dark&text=125&ve=${encodeURIComponent('/so-do')}`)
  assert.equal(new URL(page.url()).pathname, '/so-do')
  assert.deepEqual(await page.locator('html').evaluate((html) => [html.dataset.theme, html.dataset.text]), ['dark', '125'])
  await page.goto(`${base}/_giao-dien?theme=light&ve=${encodeURIComponent('//evil.example/')}`)
  assert.equal(new URL(page.url()).host, new URL(base).host)
  await context.close()
})

test('the day, the visits and who is online come by one small request', async () => {
  const { page, context } = await freshPage({
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36',
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(base)
  await page.locator('[data-mau=dang-xem]').waitFor({ state: 'visible' })
  assert.match(await page.locator('[data-mau=dang-xem]').innerText(), /^Đang xem: \d+$/)
  assert.match(await page.locator('[data-mau=truy-cap]').innerText(), /^Lượt truy cập: [\d.]+$/)
  assert.equal(asked.filter((one) => one.endsWith('/_mau')).length, 1)
  assert.equal(asked.filter((one) => one === 'POST /_dem').length, 1)
  await context.close()
})

test('a home page and an article stay within their budgets on a first visit', async () => {
  for (const [path, whole] of [
    ['/', 350],
    [article, 250],
  ] as const) {
    const { page, context } = await freshPage({ viewport: phone })
    const weights = new Map<string, number>()
    page.on('response', async (answer) => {
      const kind = answer.request().resourceType()
      const bytes = await answer.body().catch(() => Buffer.alloc(0))
      const sent = ['image', 'font', 'media'].includes(kind) ? bytes.length : gzipSync(bytes).length
      weights.set(kind, (weights.get(kind) ?? 0) + sent)
    })
    await page.goto(base + path, { waitUntil: 'networkidle' })
    const kilobytes = (kind: string) => (weights.get(kind) ?? 0) / 1024
    assert.ok(kilobytes('document') <= 25, `${path} HTML ${kilobytes('document')}`)
    assert.ok(kilobytes('stylesheet') <= 10, `${path} CSS ${kilobytes('stylesheet')}`)
    assert.ok(kilobytes('script') <= 12, `${path} JS ${kilobytes('script')}`)
    assert.ok(kilobytes('font') <= 56, `${path} fonts ${kilobytes('font')}`)
    const total = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024
    assert.ok(total <= whole, `${path} all ${total}`)
    await context.close()
  }
})
