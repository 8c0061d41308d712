import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { usualHtml, wxr } from '../../src/modules/imports/fixture.ts'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onPhone, signedIn } from './people.ts'

const { base, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})

test('on a phone a keeper moves an old portal in: reads it through, begins, sees it go on by itself, and finds the items before readers', async () => {
  const { page, faults } = await signedIn('keeper', onPhone)
  await page.goto(`${base}/toa-soan/chuyen-du-lieu`)
  const posts = Array.from({ length: 30 }, (_, n) => ({
    id: n + 1,
    title: `Chuyện cũ ${n + 1}`,
    html: usualHtml(n),
    link: `https://old.example/chuyen/cu/${n + 1}/`,
  }))
  await page.locator('input[type=file]').setInputFiles({ name: 'cong-cu.xml', mimeType: 'text/xml', buffer: Buffer.from(wxr(...posts)) })
  const site = page.locator('select[name=site]')
  if ((await site.count()) > 0) await site.selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Đọc thử' }).click()
  // The page asks by itself until the source has been read.
  await page.getByRole('button', { name: 'Bắt đầu chuyển' }).click({ timeout: 30_000 })
  await page.getByText('đã xong').waitFor({ timeout: 30_000 })
  await page.reload()
  assert.ok(await page.getByText('30 trên 30').isVisible())
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(faults, [])
})
