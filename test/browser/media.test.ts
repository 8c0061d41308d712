import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onPhone, shot, signedIn, type } from './people.ts'

const { base, deps, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})

/** Some nine megabytes that no browser makes lighter. */
const buffer = await sharp(randomBytes(1_800 * 1_700 * 3), { raw: { width: 1_800, height: 1_700, channels: 3 } })
  .png({ compressionLevel: 0 })
  .toBuffer()
const file = { name: 'Chợ phiên Tủa Chùa.png', mimeType: 'image/png', buffer }
const choose = (page: Page) => page.getByLabel('Chọn ảnh, video hoặc tệp').setInputFiles(file)

test('a laptop is closed in the middle of an upload: chosen again the file goes on where it was, through one more cut, with the words typed meanwhile', async () => {
  const { page, context, faults } = await signedIn('contributor', onPhone)
  let pieces = 0
  // The first piece arrives, the second never does.
  await page.route('**/tai-dan/*', async (route) => {
    if (route.request().method() !== 'PATCH' || pieces++ === 0) return route.continue()
  })
  await page.goto(`${base}/toa-soan/tu-lieu`)
  const site = await page.getByLabel('Thuộc trang').count()
  if (site > 0) await page.getByLabel('Thuộc trang').selectOption({ index: 1 })
  await choose(page)
  const line = page.locator('.tl-hang > li')
  await page.waitForFunction(() => Number(document.querySelector<HTMLProgressElement>('.tl-hang progress')?.value) > 0.2)
  const noted = page.waitForResponse((answer) => answer.url().endsWith('/chu-thich') && answer.status() === 204)
  await type(line.getByLabel('Chú thích'), 'Phiên chợ cuối năm')
  await line.getByLabel('Nguồn').focus()
  await noted
  await shot(page, 'media-sending')
  assert.deepEqual(await axe(page), [])
  await page.close({ runBeforeUnload: false })

  const again = await context.newPage()
  const offsets: number[] = []
  await again.route('**/tai-dan/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    offsets.push(Number(route.request().headers()['upload-offset']))
    return offsets.length === 2 ? route.abort('connectionreset') : route.continue()
  })
  await again.goto(`${base}/toa-soan/tu-lieu`)
  await again.getByRole('heading', { name: 'Đang tải dở' }).waitFor()
  if (site > 0) await again.getByLabel('Thuộc trang').selectOption({ index: 1 })
  await choose(again)
  const second = again.locator('.tl-hang > li')
  assert.equal(await second.getByLabel('Chú thích').inputValue(), 'Phiên chợ cuối năm')
  await type(second.getByLabel('Mô tả cho người không nhìn thấy'), 'Người đi chợ đứng chật bãi')
  await second.getByText('Xong').waitFor({ timeout: 60_000 })
  assert.ok(offsets[0]! >= 2 * 1024 * 1024, offsets.join())
  assert.ok(offsets.length > 2 && offsets[2]! >= offsets[0]!, offsets.join())
  await second.getByRole('link', { name: 'Mở trang của tệp' }).click()
  await again.getByRole('heading', { level: 1, name: 'Phiên chợ cuối năm' }).waitFor()
  await again.getByText('Người đi chợ đứng chật bãi').first().waitFor()
  const { decorative, alt } = await deps.db
    .selectFrom('media')
    .select(['alt', 'decorative'])
    .where('caption', '=', 'Phiên chợ cuối năm')
    .executeTakeFirstOrThrow()
  assert.deepEqual([alt, decorative], ['Người đi chợ đứng chật bãi', false])
  assert.deepEqual(faults, [])
  await context.close()
})

test('on a phone the library stands in two columns, its filters keep the way of looking, and several are chosen for captions', async () => {
  const { page, context, faults } = await signedIn('editor', onPhone)
  await page.goto(`${base}/toa-soan/tu-lieu?kind=image`)
  const [one, two, three] = await Promise.all([0, 1, 2].map((index) => page.locator('.tl-luoi > li').nth(index).boundingBox()))
  assert.ok(one!.y === two!.y && three!.y > one!.y)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
  assert.deepEqual(await axe(page), [])
  await page.getByRole('link', { name: 'Danh sách' }).click()
  await page.getByRole('link', { name: /^Thiếu nguồn/ }).click()
  await page.waitForURL(/view=list/)
  assert.match(page.url(), /kind=image.*missing=credit/)
  assert.deepEqual(await axe(page), [])
  await page.goto(`${base}/toa-soan/tu-lieu?kind=image`)
  for (const index of [0, 1]) await page.locator('.tl-luoi input[type=checkbox]').nth(index).check()
  await page.getByRole('button', { name: 'Ghi chú thích cho mục đã chọn' }).click()
  await page.getByText('2 mục đã chọn.').waitFor()
  assert.deepEqual(await axe(page), [])
  await shot(page, 'media-captions')
  await page.goto(`${base}/toa-soan/tu-lieu/trung`)
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(faults, [])
  await context.close()
})
