import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sampleHouse } from '../house.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, shot, signedIn } from './people.ts'
import { photograph, picturesUnder, tellsPlace } from './pictures.ts'

const { base, dataDir, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})
const plain = { javaScriptEnabled: false }

test('without script an editor returns an article with a reason, and what was typed stays when the reason is missing', async () => {
  const { page, context } = await signedIn('editor', { ...onDesk, ...plain })
  await page.goto(`${base}/toa-soan/duyet`)
  await page
    .getByRole('link', { name: /^Tối 05\/12 giới thiệu sưu tập khèn/ })
    .first()
    .click()
  const heading = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('link', { name: 'Trả lại' }).click()
  await page.getByRole('button', { name: 'Trả lại' }).click()
  await page.getByText('Hãy ghi lý do để người nhận biết cần làm gì.').first().waitFor()
  await shot(page, 'plain-return-missing')
  await page.getByLabel('Viết thêm cho người nhận').fill('Ghi rõ tên nghệ nhân, bản, xã.')
  await page.getByRole('button', { name: 'Trả lại' }).click()
  await page.getByText('Đã trả lại bài kèm lý do.').waitFor()
  await page.getByText('Ghi rõ tên nghệ nhân, bản, xã.').first().waitFor()
  await shot(page, 'plain-returned')
  await page.goto(`${base}/toa-soan/duyet`)
  assert.equal(await page.getByRole('link', { name: heading }).count(), 0)
  await context.close()
})

test('without script the chief approves, and the article is there for readers at once', async () => {
  const { page, context } = await signedIn('chief', { ...onDesk, ...plain })
  await page.goto(`${base}/toa-soan/viec-cua-toi`)
  await page
    .getByRole('link', { name: /^Mười phút đầu giờ/ })
    .first()
    .click()
  const heading = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('link', { name: 'Duyệt, hẹn đăng' }).first().click()
  await page.getByLabel('Ngay khi duyệt').check()
  await page.getByRole('button', { name: 'Duyệt, hẹn đăng' }).click()
  await page.getByText('Đã duyệt.').waitFor()
  await shot(page, 'plain-approved')
  const live = page.getByRole('complementary').getByRole('link', { name: /^Thư viện tỉnh, Cổng thông tin điện tử/ })
  await page.goto((await live.getAttribute('href'))!)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await context.close()
})

test('without script the administrator makes an account, whose owner then sets a password; both sign out', async () => {
  const { page, context } = await signedIn('admin', { ...onDesk, ...plain })
  await page.goto(`${base}/toa-soan/nguoi-dung`)
  await page.getByRole('link', { name: 'Thêm người' }).click()
  await page.getByLabel('Họ và tên').fill('Lò Văn Pâng')
  await page.getByLabel('Thư điện tử').fill('pang@hoaban.local')
  await page.getByRole('button', { name: 'Thêm người' }).click()
  const password = await page.locator('code').first().innerText()
  await shot(page, 'plain-account')
  await signOut(page)
  await page.getByLabel('Địa chỉ thư điện tử').fill('pang@hoaban.local')
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Đặt mật khẩu của bạn' }).waitFor()
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('dong suoi chay qua ban nho')
  await page.getByLabel('Nhập lại mật khẩu mới').fill('dong suoi chay qua ban nho')
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
  await page.waitForURL(/\/(?:toa-soan|tai-khoan)/)
  await shot(page, 'plain-new-person')
  await signOut(page)
  await page.goto(`${base}/toa-soan/nguoi-dung`)
  assert.equal(new URL(page.url()).pathname, '/dang-nhap')
  await context.close()
})

async function signOut(page: Awaited<ReturnType<typeof signedIn>>['page']) {
  await page.locator('summary:visible').last().click()
  // The page of somebody without a role offers it a second time, in the middle.
  await page.getByRole('navigation').getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  await page.getByText('Đã đăng xuất.').waitFor()
}

test('without script a picture sent from a phone loses the place where it was taken', async () => {
  const { page, context } = await signedIn('contributor', { ...onPhone, ...plain })
  await page.goto(`${base}/toa-soan/tu-lieu`)
  await page
    .getByLabel('Chọn ảnh, video hoặc tệp')
    .setInputFiles({ name: 'cho-phien.jpg', mimeType: 'image/jpeg', buffer: await photograph('#2f6f4f', true) })
  await page.getByLabel('Thuộc trang').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Tải lên' }).click()
  await page.waitForURL(/tu-lieu/)
  await shot(page, 'plain-uploaded')
  const kept = await picturesUnder(dataDir)
  assert.ok(kept.length > 0)
  for (const file of kept) assert.equal(await tellsPlace(file), false, file)
  await context.close()
})
