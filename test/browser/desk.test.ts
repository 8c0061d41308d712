import assert from 'node:assert/strict'
import { get } from 'node:http'
import { after, test } from 'node:test'
import type { Page, Response } from 'playwright-core'
import { sampleHouse, samplePassword } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn, visitor, type Role } from './people.ts'

const { base, deps, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})

/** The richest first: a screen that several roles share is walked with the most buttons on it. */
const roles: Role[] = ['chief', 'admin', 'keeper', 'contributor', 'editor', 'secretary', 'leader', 'accountant']
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }
const narrowest = { width: 360, height: 740 }

/** Every kind of screen that was reached, with an address of it. */
const reached = new Map<string, string>()
/** `/toa-soan/bai-viet/12/viet` and `/toa-soan/bai-viet/7/viet` are one kind of screen. */
const kindOf = (path: string) => path.replace(/\/\d+(?=\/|$)/g, '/:n')
const isPage = (path: string) => /^\/(?:toa-soan|tai-khoan)(?:\/|$)/.test(path) && !/\.\w+$|\/khung$/.test(path)

async function links(page: Page, within = 'body'): Promise<string[]> {
  const found = await page
    .locator(`${within} a[href]`)
    .evaluateAll((all) =>
      all.map((one) => new URL((one as HTMLAnchorElement).href)).map(({ pathname, search, host }) => ({ pathname, search, host })),
    )
  return found
    .filter(({ pathname, host }) => host === new URL(base).host && isPage(pathname))
    .map(({ pathname, search }) => pathname + search)
}

const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

/** What is wrong with a screen, one line each: what axe finds on a desktop (and on a phone, unless the screen is known from another role), and any scrolling sideways. */
async function faultsOf(page: Page, path: string, known: boolean): Promise<string[]> {
  const wrong: string[] = []
  await page.setViewportSize(wide)
  const answer = await page.goto(base + path)
  if (answer?.status() !== 200) wrong.push(`${path}: ${answer?.status()}`)
  await page
    .locator('.ProseMirror')
    .waitFor({ timeout: path.endsWith('/viet') ? 15_000 : 1 })
    .catch(() => {})
  for (const size of [wide, narrow, narrowest]) {
    await page.setViewportSize(size)
    if ((await overflow(page)) > 0) wrong.push(`${path} scrolls sideways at ${size.width} by ${await overflow(page)}`)
    if (size === wide || (size === narrow && !known)) wrong.push(...(await axe(page)).map((line) => `${path} at ${size.width}: ${line}`))
  }
  return wrong
}

for (const role of roles)
  test(`every screen of the ${role} is whole: axe finds nothing, nothing scrolls sideways, no script fails`, async () => {
    const { page, context, faults } = await signedIn(role)
    const menu = [...new Set(await links(page, 'nav'))]
    const waiting = [...menu, '/tai-khoan']
    const own = new Set(menu.map((path) => kindOf(path.split('?')[0]!)))
    const seen = new Set<string>()
    const wrong: string[] = []
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const kind = kindOf(path.split('?')[0]!)
      // Screens of the menu differ by role; what lies behind them is walked once.
      if (seen.has(kind) || (reached.has(kind) && !own.has(kind))) continue
      seen.add(kind)
      wrong.push(...(await faultsOf(page, path, reached.has(kind))))
      if (page.url() === base + path) reached.set(kind, path)
      waiting.push(...(await links(page)))
    }
    assert.deepEqual([...wrong, ...faults], [])
    assert.ok(seen.size > 2, `only ${seen.size} screens of the ${role}`)
    await context.close()
  })

test('the walk came to every kind of screen that the newsroom has', async () => {
  const kinds = [
    'viec-cua-toi',
    'bai-viet',
    'duyet',
    'bai-viet/moi',
    'bai-viet/:n',
    'bai-viet/:n/viet',
    'bai-viet/:n/lich-su',
    'bai-viet/:n/tra-lai',
    'bai-viet/:n/duyet',
    'bai-viet/:n/thong-tin',
    'bai-viet/:n/xem-truoc',
    'tu-lieu',
    'tu-lieu/:n',
    'tac-gia',
    'tac-gia/them',
    'nguoi-dung',
    'nguoi-dung/them',
    'nguoi-dung/:n',
    'uy-quyen',
    'quy-dinh',
    'trang',
    'suc-khoe',
    'nhat-ky',
    'truy-cap',
  ].map((kind) => `/toa-soan/${kind}`)
  assert.deepEqual(
    kinds.filter((kind) => !reached.has(kind)),
    [],
  )
})

for (const theme of ['toi', 'tuong-phan'])
  test(`a dozen screens are as readable in the look “${theme}”`, async () => {
    const { page, context } = await signedIn('chief')
    await context.addCookies([{ name: 'giao-dien', value: `${theme}.100`, url: base }])
    const kinds = [
      'viec-cua-toi',
      'bai-viet',
      'duyet',
      'bai-viet/moi',
      'bai-viet/:n',
      'bai-viet/:n/viet',
      'bai-viet/:n/lich-su',
      'bai-viet/:n/duyet',
      'tu-lieu',
      'tac-gia',
      'quy-dinh',
      'trang',
    ]
    const wrong: string[] = []
    for (const kind of kinds) {
      await page.goto(base + (reached.get(`/toa-soan/${kind}`) ?? assert.fail(kind)))
      wrong.push(...(await axe(page)).map((line) => `${kind}: ${line}`))
      if (kind === 'bai-viet/:n/viet') await shot(page, `editor-${theme}`)
    }
    assert.deepEqual(wrong, [])
    await context.close()
  })

test('a list costs little to load, and the editor’s page can be written in before its heavy part is there', async () => {
  const { page, context } = await signedIn('contributor')
  const list = await loaded(page, '/toa-soan/bai-viet')
  assert.ok(list.css <= 12 && list.js <= 25, JSON.stringify(list))
  const editor = await loaded(page, '/toa-soan/bai-viet/moi', () => page.getByRole('button', { name: /^Tin / }).click())
  assert.ok(editor.js <= 45 && editor.late > 0 && editor.late <= 150, JSON.stringify(editor))
  await page.route(`**${deps.assets.url('writing.js')}`, () => {})
  await page.reload({ waitUntil: 'domcontentloaded' })
  await page.getByRole('textbox', { name: 'Tiêu đề' }).fill('Viết trước khi phần soạn đến')
  await saved(page)
  assert.equal(await page.locator('.ProseMirror').count(), 0)
  await context.close()
})

/** Kilobytes, packed, of what a screen loads with an empty cache, from the network's log; `late` is the editor itself. */
async function loaded(page: Page, path: string, then = async () => {}) {
  const urls = new Set<string>()
  const note = (answer: Response) => urls.add(answer.url())
  await page.goto(base + path)
  await then()
  await page.waitForLoadState('networkidle')
  page.on('response', note)
  await page.reload({ waitUntil: 'networkidle' })
  page.off('response', note)
  const weights = { js: 0, css: 0, late: 0 }
  for (const url of urls) {
    const kind = url.endsWith(deps.assets.url('writing.js'))
      ? 'late'
      : url.endsWith('.js')
        ? 'js'
        : url.endsWith('.css')
          ? 'css'
          : undefined
    if (kind) weights[kind] += (await packed(url)) / 1024
  }
  return weights
}

const packed = (url: string) =>
  new Promise<number>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => resolve(bytes))
    }).on('error', reject)
  })

test('the dialogs of the editor are as sound as the page, and Esc closes each and gives the focus back', async () => {
  for (const options of [onDesk, onPhone]) {
    const { page, context, faults } = await signedIn('contributor', options)
    await page.goto(`${base}/toa-soan/bai-viet/moi`)
    await page.getByRole('button', { name: /^Tin / }).click()
    await page.getByRole('textbox', { name: 'Nội dung bài' }).click()
    for (const [button, title] of [
      ['Liên kết (Ctrl+K)', 'Liên kết'],
      ['Ảnh', 'Chèn ảnh'],
      ['Bảng', 'Chèn bảng'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.waitFor()
      assert.deepEqual(await axe(page), [], title)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY', title)
    }
    assert.deepEqual(faults, [])
    await context.close()
  }
})

test('sending with things missing sends nothing, says what is missing, and each line leads to its spot', async () => {
  const { page, context } = await signedIn('contributor', onPhone)
  await page.goto(`${base}/toa-soan/bai-viet/moi`)
  await page.getByRole('button', { name: /^Tin / }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Chưa gửi được, còn chỗ cần làm').waitFor()
  await page.waitForFunction(() => document.activeElement?.matches('[role=alert]'))
  assert.equal(await page.getByText('Đã gửi bài').count(), 0)
  await shot(page, 'missing')
  await page.getByRole('alert').getByRole('link', { name: 'Chưa có tiêu đề' }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  assert.equal(await page.evaluate(() => location.hash), '#tieu-de')
  await page.waitForFunction(() => document.activeElement?.id === 'tieu-de')
  await context.close()
})

test('by keyboard alone one signs in, passes over the menu and comes to the article that waits; the focus is always seen', async () => {
  const { page, context } = await visitor(onDesk)
  await page.goto(`${base}/dang-nhap`)
  await tabTo(page, 'Địa chỉ thư điện tử')
  await page.keyboard.type('editor@hoaban.local')
  await tabTo(page, 'Mật khẩu')
  await page.keyboard.type(samplePassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(/viec-cua-toi/)
  await page.getByRole('link', { name: 'Biên tập' }).first().waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Đến nội dung chính')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'noi-dung')
  await tabTo(page, 'Biên tập')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  await page.goBack()
  await page.locator('#noi-dung a').first().focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor({ state: 'hidden' })
  await context.close()
})

/** Presses Tab until something of this name has the focus; every stop on the way must show it. */
async function tabTo(page: Page, name: string) {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    assert.ok(await focusSeen(page), `the focus on “${here}” is not seen`)
    if (here === name) return
  }
  assert.fail(`Tab never came to “${name}”`)
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement | null
    return (here?.labels?.[0]?.textContent ?? here?.getAttribute('aria-label') ?? here?.textContent ?? '').trim()
  })

const focusSeen = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement
    if (!here || here === document.body) return true
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here)
    const { top, bottom, width } = here.getBoundingClientRect()
    return (
      ((outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none') && width > 0 && bottom > 0 && top < innerHeight
    )
  })
