import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { take } from '../../src/modules/articles/commands/steps.ts'
import { create } from '../../src/modules/articles/commands/writing.ts'
import { saveWorking } from '../../src/modules/articles/commands/saving.ts'
import { ok, text } from '../../src/modules/articles/fixture.ts'
import { anyArticle } from '../../src/modules/articles/queries.ts'
import { actorById } from '../../src/modules/people/index.ts'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onPhone, shot, signedIn } from './people.ts'

const { base, deps, close } = await sampleHouse()
const { db } = deps
after(async () => {
  await closeBrowser()
  await close()
})

async function sampleActor(role: string) {
  const { id } = await db.selectFrom('people').select('id').where('email', '=', `${role}@hoaban.local`).executeTakeFirstOrThrow()
  return (await actorById(db, id))!
}

/** The contributor sends an article that the editor returns. */
async function returned(title: string) {
  const [mai, hoa] = [await sampleActor('contributor'), await sampleActor('editor')]
  const section = await db
    .selectFrom('sections')
    .innerJoin('sites', 'sites.id', 'sections.site_id')
    .select(['sections.id', 'site_id'])
    .where('sites.key', '=', 'cong')
    .executeTakeFirstOrThrow()
  const { id } = ok(await create(deps, mai, { siteId: section.site_id, sectionId: section.id, genre: 'feature' }))
  await saveWorking(deps, mai, id, 1, text(title))
  const seen = async () => ({ version: (await anyArticle(db, id)).version })
  ok(await take(deps, mai, id, 'submit', await seen()))
  ok(await take(deps, hoa, id, 'return', { ...(await seen()), reason: 'Thiếu ảnh bìa' }))
  return id
}

const bell = (page: Page) => page.getByRole('link', { name: /^Thông báo/ })
const said = async (page: Page) => (await bell(page).innerText()).replace(/\s+/g, ' ').trim()
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('on a phone the bell says that something came, the inbox says what, and opening it leads there', async () => {
  const { page, context, faults } = await signedIn('contributor', onPhone)
  await page.goto(`${base}/toa-soan/thong-bao`)
  await page.getByRole('button', { name: 'Đánh dấu đã xem tất cả' }).click()
  await page.getByText('Đã xem hết.').waitFor()
  const id = await returned('Đêm Xòe trên phố')
  // The worker tells within a second or two, unless it has the pictures of the sample to make first.
  const line = page.getByRole('link', { name: 'Mới: Quàng Thị Hoa trả lại “Đêm Xòe trên phố”: Thiếu ảnh bìa' })
  for (let tries = 0; tries < 120 && (await line.count()) === 0; tries++) {
    await page.waitForTimeout(400)
    await page.goto(`${base}/toa-soan/thong-bao`)
  }
  await shot(page, 'inbox')
  assert.equal(await said(page), 'Thông báo 1 chưa xem')
  const { height, width } = (await bell(page).boundingBox())!
  assert.ok(height >= 44 && width >= 44, `the bell is ${width} × ${height}`)
  assert.deepEqual([await axe(page), await overflow(page)], [[], 0])
  await Promise.all([page.waitForURL(new RegExp(`/toa-soan/bai-viet/${id}`)), line.click()])
  await page.goto(`${base}/toa-soan/viec-cua-toi`)
  assert.equal(await said(page), 'Thông báo')
  assert.deepEqual(faults, [])
  await context.close()
})

test('on a phone somebody chooses what comes as a letter and when, and asks for one on trial', async () => {
  const { page, context, faults } = await signedIn('secretary', onPhone)
  await page.goto(`${base}/tai-khoan`)
  await page.getByRole('link', { name: 'Chọn cách nhận' }).click()
  assert.deepEqual([await axe(page), await overflow(page)], [[], 0])
  await shot(page, 'choices')
  const sharing = page.getByRole('group', { name: 'Chia sẻ giữa các trang' })
  await sharing.getByLabel('Chỉ hiện trong Thông báo').check()
  await page.getByLabel('Từ', { exact: true }).fill('hai mươi mốt giờ')
  await page.getByRole('button', { name: 'Lưu cách nhận' }).click()
  await page.getByText('Từ: Giờ chưa đúng').waitFor()
  assert.ok(await sharing.getByLabel('Chỉ hiện trong Thông báo').isChecked())
  assert.deepEqual(await axe(page), [])
  await page.getByLabel('Từ', { exact: true }).fill('20h')
  await page.getByRole('button', { name: 'Lưu cách nhận' }).click()
  await page.getByText('Đã lưu cách nhận thông báo.').first().waitFor()
  assert.equal(await page.getByLabel('Từ', { exact: true }).inputValue(), '20:00')
  await page.getByRole('button', { name: 'Gửi thử một thư cho tôi' }).click()
  await page.getByText('Đang gửi thư thử.').first().waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})
