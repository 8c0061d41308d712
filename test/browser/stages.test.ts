import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, shot, signedIn } from './people.ts'

const { base, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})
const waiting = 'Mười hai hộ ở bản Nà Sự học cách đón khách ở lại nhà'

test('on a phone an editor takes an item from the queue and passes it, the secretary sends it back one stage with reasons', async () => {
  const { page, context } = await signedIn('editor', onPhone)
  await page.goto(`${base}/toa-soan/duyet?buoc=bien-tap&loc=chua-nhan`)
  await shot(page, 'phone-queue')
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: `Nhận bài “${waiting}”` }).click()
  await page.getByText('Bạn đã nhận bài này.').waitFor()
  await page.getByRole('link', { name: /^Của tôi/ }).click()
  const row = page.getByRole('listitem').filter({ hasText: waiting })
  await row.getByText('bạn đang làm').waitFor()
  await row.getByText(/^Quá hạn|^hạn /).waitFor()
  await row.getByRole('link', { name: waiting }).click()
  await page
    .getByRole('button', { name: /Chuyển/ })
    .first()
    .click()
  await page.getByText('Đã chuyển thư ký đọc.').waitFor()
  await shot(page, 'phone-passed')
  await context.close()

  const secretary = await signedIn('secretary', onPhone)
  await secretary.page.goto(`${base}/toa-soan/duyet?buoc=thu-ky`)
  await secretary.page.getByRole('link', { name: waiting }).click()
  await secretary.page.getByRole('link', { name: 'Trả lại' }).first().click()
  await secretary.page.getByLabel('Bước trước: Biên tập').check()
  await secretary.page.getByRole('button', { name: 'Trả lại' }).click()
  await secretary.page.getByText('Hãy ghi lý do để người nhận biết cần làm gì.').first().waitFor()
  assert.ok(await secretary.page.getByLabel('Bước trước: Biên tập').isChecked(), 'what was chosen stays')
  assert.deepEqual(await axe(secretary.page), [])
  await secretary.page.getByLabel('Cần xác minh số liệu').check()
  await shot(secretary.page, 'phone-return')
  await secretary.page.getByRole('button', { name: 'Trả lại' }).click()
  await secretary.page.getByText('Đã trả về bước trước kèm lý do.').waitFor()
  await secretary.page.getByText('Cần xác minh số liệu').first().waitFor()
  assert.ok((await secretary.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0)
  await secretary.context.close()
})

test('without script a chief changes how many stages a site has, reads who does what, and gives an item to an editor', async () => {
  const { page, context } = await signedIn('chief', { ...onDesk, javaScriptEnabled: false })
  await page.goto(`${base}/toa-soan/quy-trinh`)
  await page.getByRole('link', { name: /^Xem, đổi quy trình của Trung tâm Văn hóa/ }).click()
  await page.getByLabel('Số bước của trang').selectOption({ label: '4 bước: biên tập, thư ký đọc, lãnh đạo đơn vị, Ban Biên tập duyệt' })
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu. Bài gửi từ nay theo cách mới.').waitFor()
  await page.getByText(/Lãnh đạo đơn vị hoặc Trưởng Ban Biên tập làm bước này, rồi chuyển Ban Biên tập duyệt/).waitFor()
  await shot(page, 'procedure-site')
  await page.goto(`${base}/toa-soan/duyet?buoc=bien-tap`)
  await page.getByRole('link', { name: /^Đêm đọc sách bên bếp lửa/ }).click()
  await page.getByText('Giao cho người khác').click()
  await page.getByLabel('Giao cho', { exact: true }).selectOption({ label: 'Quàng Thị Hoa' })
  await page.getByRole('button', { name: 'Giao bài' }).click()
  await page.getByText('Đã giao bài.').waitFor()
  await page.getByRole('complementary').getByText('chị Hoa').first().waitFor()
  await context.close()
})
