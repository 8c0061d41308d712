import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { buildAssets, type Assets } from '../kernel/assets.ts'
import { DeskGuide, PortalGuide } from './guide.tsx'
import type { Look, TextSize, Theme } from './look.ts'

const house = join(import.meta.dirname, '../..')
const axe = readFileSync(join(house, 'node_modules/axe-core/axe.min.js'), 'utf8')
const pages = { '/': PortalGuide, '/toa-soan': DeskGuide } as const

let outDir: string
let assets: Assets
let server: Server
let browser: Browser
let base: string
const asked: string[] = []

before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'hoaban-ui-'))
  assets = await buildAssets({ root: house, outDir })
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x')
    asked.push(request.url!)
    const file = assets.file(pathname)
    if (file) return response.setHeader('content-type', file.type).end(file.bytes)
    if (!(pathname in pages)) return response.writeHead(204).end()
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .setHeader('content-security-policy', "default-src 'self'; script-src 'self'; style-src 'self'")
    response.end(
      html(pathname as keyof typeof pages, {
        theme: (searchParams.get('theme') ?? 'light') as Theme,
        text: Number(searchParams.get('text') ?? 100) as TextSize,
      }),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
})

after(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await rm(outDir, { recursive: true })
})

for (const theme of ['light', 'dark', 'contrast'] as const)
  test(`Every part passes axe in the ${theme} theme, on a phone and on a desk, and nothing scrolls sideways`, async () => {
    for (const path of Object.keys(pages))
      for (const width of [320, 390, 768, 1440]) {
        await using visit = await open(`${path}?theme=${theme}`, { width })
        const { page } = visit
        assert.ok(
          ((await page.evaluate('document.documentElement.scrollWidth')) as number) <= width,
          `${path} at ${width} scrolls sideways`,
        )
        if (width === 320 || width === 768) continue
        assert.deepEqual(await violations(page), [], `${path} at ${width}`)
      }
  })

test('The open menu, look panel and dialogs pass axe too', async () => {
  for (const theme of ['light', 'dark', 'contrast']) {
    await using portal = await open(`/?theme=${theme}`, { width: 390 })
    await portal.page.click('.tn summary')
    assert.deepEqual(await violations(portal.page), [])
    await portal.page.keyboard.press('Escape')
    await portal.page.click('.muc summary')
    assert.deepEqual(await violations(portal.page), [])
    await using desk = await open(`/toa-soan?theme=${theme}`, { width: 1440 })
    await desk.page.click('.me summary')
    await desk.page.click('[data-mo] a')
    assert.deepEqual(await violations(desk.page), [])
    await using phone = await open(`/toa-soan?theme=${theme}`, { width: 390 })
    await phone.page.click('.muc summary')
    assert.deepEqual(await violations(phone.page), [])
  }
})

test('Stacked marks have room: no line of text stands tighter than 1.25', async () => {
  for (const path of Object.keys(pages)) {
    await using visit = await open(path, { width: 1440 })
    assert.deepEqual(await visit.page.evaluate(tightLines), [], path)
  }
})

test('Text at 150 % on a narrow phone loses nothing', async () => {
  for (const path of Object.keys(pages)) {
    await using visit = await open(`${path}?text=150`, { width: 360 })
    assert.ok(((await visit.page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, path)
  }
})

test('Vietnamese is set in the house fonts, dashes included', async () => {
  await using visit = await open('/', { width: 1440 })
  await visit.page.evaluate('document.fonts.ready')
  for (const font of ['16px PS', '700 16px PS', '600 30px SS'])
    assert.ok(await visit.page.evaluate(`document.fonts.check(${JSON.stringify(font)}, 'Ẫ Ể Ỗ ợ ỵ – đ ₫')`), font)
  assert.ok(asked.some((url) => url.includes('ps-dash')))
})

test('Without script the phone menu, the look links and the newsroom menu work', async () => {
  await using portal = await open('/', { width: 390, script: false })
  await portal.page.click('.muc summary')
  assert.ok(await portal.page.isVisible('.muc a:text("Văn bản")'))
  await portal.page.click('.tn summary')
  assert.match((await portal.page.getAttribute('[data-giao-dien="text=125"]', 'href'))!, /^\/_giao-dien\?theme=light&text=125&ve=%2F$/)
  await using desk = await open('/toa-soan', { width: 390, script: false })
  assert.ok(await desk.page.isVisible('a:text-is("Viết")'))
  await desk.page.click('.tb .muc summary')
  assert.ok(await desk.page.isVisible('.side-m a:has-text("Bạn đọc")'))
  assert.ok(await desk.page.isVisible('text=Đã gửi bài cho Ban Biên tập.'))
})

test('A look is changed on the spot and told to the server', async () => {
  await using visit = await open('/', { width: 1440 })
  await visit.page.click('.tn summary')
  await visit.page.click('[data-giao-dien="theme=contrast"]')
  await visit.page.click('[data-giao-dien="text=150"]')
  assert.deepEqual(await visit.page.evaluate('({ ...document.documentElement.dataset })'), {
    theme: 'contrast',
    text: '150',
    hinh: assets.url('icons.svg'),
  })
  await visit.page.waitForTimeout(100)
  assert.ok(asked.includes('/_giao-dien?theme=contrast&text=150&ve=%2F'))
})

test('The newsroom keys open help and areas, but never while typing', async () => {
  await using visit = await open('/toa-soan', { width: 1440 })
  const { page } = visit
  await page.focus('#ten-viec')
  await page.keyboard.type('?gb')
  assert.equal(await page.isVisible('dialog[open]'), false)
  assert.match(await page.inputValue('#ten-viec'), /\?gb/)
  await page.evaluate('document.activeElement.blur()')
  await page.keyboard.press('?')
  assert.match(await page.innerText('dialog[open]'), /Phím tắt[^]*g b\s+Bài viết/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.waitForURL(/.*/)
  await page.waitForTimeout(200)
  assert.ok(asked.includes('/toa-soan/bai'))
})

test('Errors take the focus, lead to their fields, and keep what was typed', async () => {
  await using visit = await open('/toa-soan', { width: 1440 })
  const { page } = visit
  assert.equal(await page.evaluate('document.activeElement.className'), 'loi-tom')
  await page.click('.loi-tom a')
  assert.equal(await page.evaluate('document.activeElement.id'), 'han')
  assert.equal(await page.inputValue('#han'), '21/11/2026')
  assert.match((await page.getAttribute('#han', 'aria-describedby'))!, /han-loi/)
})

test('A dialog opens in place of its page, Escape closes it and the focus goes back', async () => {
  await using visit = await open('/toa-soan', { width: 1440 })
  const { page } = visit
  await page.click('[data-mo] a')
  assert.match(await page.innerText('dialog[open]'), /1\.284 lượt xem/)
  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Gỡ bài')
})

test('Style sheets and scripts stay inside their budgets', () => {
  const weight = (name: string) => assets.file(assets.url(name))!.gz!.length
  assert.ok(weight('site.css') <= 10_240, `site.css ${weight('site.css')}`)
  assert.ok(weight('newsroom.css') <= 12_288, `newsroom.css ${weight('newsroom.css')}`)
  assert.ok(weight('frame.island.js') <= 3_072)
})

test('Pages carry no inline style, script or handler, and the default look adds nothing', () => {
  for (const path of Object.keys(pages) as (keyof typeof pages)[]) {
    const page = html(path, { theme: 'auto', text: 100 })
    assert.doesNotMatch(page, / style=| on[a-z]+=|<script(?![^>]* src=)/)
    assert.doesNotMatch(page, /data-theme|data-text/)
  }
})

function html(path: keyof typeof pages, look: Look) {
  return `<!doctype html>${renderToString(h(pages[path], { assets, look }))}`
}

async function open(path: string, { width, script = true }: { width: number; script?: boolean }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script, bypassCSP: false })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(base + path, { waitUntil: 'load' })
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [], path)
    },
  }
}

async function violations(page: Page) {
  await page.evaluate(axe)
  const { violations: found } = (await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as {
    violations: { id: string; nodes: { html: string }[] }[]
  }
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}

const tightLines = `[...document.querySelectorAll('body *')]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && element.getClientRects().length)
  .filter((element) => { const style = getComputedStyle(element); return parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.249 })
  .map((element) => element.tagName + '.' + element.className)`
