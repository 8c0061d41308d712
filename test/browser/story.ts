import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { ask } from '../house.ts'
import { shot } from './people.ts'
import { photograph, picturesUnder, tellsPlace } from './pictures.ts'

/** The words of the main journey, and what its people do on a page. */
export async function optionLike(page: Page, name: string) {
  const labels = await page.getByLabel('Chuyên mục').first().locator('option').allInnerTexts()
  return labels.find((label) => label.trim().endsWith(name))!
}

export async function addPictures(page: Page) {
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click()
  await shot(page, 'contributor-picker')
  await page
    .getByRole('dialog', { name: 'Chèn ảnh' })
    .getByLabel('Tải lên từ máy')
    .setInputFiles([
      { name: 'xoe-1.jpg', mimeType: 'image/jpeg', buffer: await photograph('#7a3b5e', true) },
      { name: 'xoe-2.jpg', mimeType: 'image/jpeg', buffer: await photograph('#3b6a7a') },
    ])
  await page.locator('#than figure img').nth(1).waitFor()
}

export async function describe(page: Page, index: number, said: { caption: string; credit: string; alt: string }) {
  const figure = page.locator('#than figure').nth(index)
  await figure.locator('figcaption .chu').click()
  await page.keyboard.type(said.caption)
  await figure.getByRole('button', { name: 'Thêm nguồn ảnh' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thông tin ảnh' })
  await dialog.getByLabel('Nguồn ảnh').fill(said.credit)
  await dialog.getByLabel('Mô tả ảnh').fill(said.alt)
  if (index === 0) await shot(page, 'contributor-picture-dialog')
  await dialog.getByRole('button', { name: 'Xong' }).click()
  await figure.getByText(`Ảnh: ${said.credit}`).waitFor()
}

/** Puts other words in the place of a paragraph, by selecting it and typing. */
export async function rewrite(page: Page, from: string, to: string) {
  await page.locator('#than p').filter({ hasText: from }).click({ clickCount: 3 })
  await page.keyboard.type(to)
  await page.locator('#than p').filter({ hasText: to }).waitFor()
}

/** The next full minute in Vietnam, or the one after it when there is no time left to press the button. */
export function soon() {
  const now = Temporal.Now.zonedDateTimeISO('Asia/Ho_Chi_Minh')
  const at = now.add({ seconds: 6 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  return at.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** What a reader sees of the two pictures; and no picture the house keeps tells where it was taken. */
export async function pictures(page: Page, dataDir: string) {
  const shown = page.getByRole('article').locator('figure')
  assert.equal(await shown.count(), 2)
  assert.match(await shown.first().innerText(), /Vòng Xòe của lớp học bản Na Vai\s+.*Ảnh: Lò Thị Mai/s)
  assert.equal(await shown.nth(1).getByRole('img').getAttribute('alt'), 'Một bà cụ cầm tay một em gái mặc áo cóm')
  await shown
    .first()
    .getByRole('img')
    .evaluate((img: HTMLImageElement) => img.decode())
  assert.equal(await tellsPlace(await photograph('#7a3b5e', true)), true)
  const kept = await picturesUnder(dataDir)
  assert.ok(kept.length > 2)
  for (const file of kept) assert.equal(await tellsPlace(file), false, file)
}

/** Every part of a site's map in one text. */
export async function sitemapOf(port: number, host: string) {
  const index = (await ask(port, host, '/sitemap.xml')).body
  const parts = [...index.matchAll(/<loc>([^<]+\.xml)<\/loc>/g)].map(([, url]) => new URL(url!).pathname)
  return (await Promise.all(parts.map((path) => ask(port, host, path)))).map(({ body }) => body).join() + index
}

/** How often a home page names a story: in its column of corrections, and elsewhere, where it would be offered to read. */
export async function offered(page: Page, address: string, title: string) {
  await page.goto(address)
  const column = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Đính chính' }) })
  const inColumn = await column.getByRole('link', { name: title }).count()
  return { inColumn, elsewhere: (await page.getByRole('main').getByRole('link', { name: title }).count()) - inColumn }
}
