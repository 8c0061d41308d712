import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { docx, p, picture, r, usualStyles } from '../../src/modules/articles/word/fixture-docx.ts'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn } from './people.ts'
import { photograph } from './pictures.ts'

const { base, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const file = {
  name: 'Vòng xòe.docx',
  mimeType: docxType,
  buffer: docx(
    [
      p('Vòng xòe nối những bản xa', { style: 'Title' }),
      p('Tối thứ bảy, nhà văn hóa bản Na Vai lại sáng đèn đón bốn mươi người.', { bold: true }),
      p('Lớp mở từ tháng ba.'),
      p('- Khăn piêu'),
      p('- Trống'),
      p(picture('a')),
      p('Vòng xòe. Ảnh: Lò Thị Mai', { align: 'center' }),
      p(picture('b')),
      p(r('§iÖn Biªn', { font: '.VnTime' })),
    ].join(''),
    { styles: usualStyles, media: { 'a.jpg': await photograph('#7A2A6C', false), 'b.jpg': await photograph('#17603F', false) } },
  ),
}

const isWhole = async (page: Page, what: string) => {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`)
  assert.deepEqual(await axe(page), [], what)
}

/** What was brought in, as it stands in the editor. */
async function isIn(page: Page) {
  await page.waitForURL(/\/viet\?vua=tu-word/)
  await page.locator('.ProseMirror li', { hasText: 'Khăn piêu' }).waitFor()
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Vòng xòe nối những bản xa')
  await page.locator('.ProseMirror figure img').nth(1).waitFor()
}

for (const [where, options] of [
  ['a phone', onPhone],
  ['a desktop', onDesk],
] as const)
  test(`on ${where} a Word file is sent with its progress, looked at, converted when asked, and taken`, async () => {
    const { page, context, faults } = await signedIn('contributor', options)
    await page.goto(`${base}/toa-soan/bai-viet/moi`)
    await page.getByRole('link', { name: 'Nhập từ Word' }).click()
    await isWhole(page, 'the form')
    await page.getByRole('button', { name: 'Đọc tệp và xem trước' }).click()
    await page.getByText('Hãy chọn một tệp .docx.').first().waitFor()
    await page
      .getByLabel('Tệp Word (.docx)')
      .setInputFiles({ name: 'cu.doc', mimeType: 'application/msword', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') })
    await page.getByRole('button', { name: 'Đọc tệp và xem trước' }).click()
    await page.getByText(/Word đời cũ \(\.doc\)/).waitFor()
    assert.equal(await page.getByText('Hãy chọn một tệp .docx.').count(), 0)
    await shot(page, 'word-refused')
    await page.getByLabel('Tệp Word (.docx)').setInputFiles(file)
    await page.getByRole('button', { name: 'Đọc tệp và xem trước' }).click()
    await page.getByRole('heading', { name: 'Xem trước bài từ Word' }).waitFor()
    await isWhole(page, 'the preview')
    await shot(page, 'word-look')
    await page.getByRole('button', { name: 'Chuyển sang Unicode' }).click()
    await page.getByText('Điện Biên', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Đưa vào bài' }).click()
    await isIn(page)
    await page.getByText('Điện Biên', { exact: true }).waitFor()
    await shot(page, 'word-taken')
    assert.deepEqual(faults, [])
    await context.close()
  })

test('a Word file dropped on the text is shown first; taken, what stood there is in the history', async () => {
  const { page, context, faults } = await signedIn('contributor')
  await page.goto(`${base}/toa-soan/bai-viet/moi`)
  await page.getByRole('button', { name: /^Tin/ }).first().click()
  await page.locator('.ProseMirror').click()
  await page.keyboard.type('Câu viết trước.')
  await saved(page)
  const dropped = await page.evaluateHandle(
    ({ name, type, bytes }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type }))
      return data
    },
    { name: file.name, type: docxType, bytes: file.buffer.toString('base64') },
  )
  const { x, y } = (await page.locator('.ProseMirror > p').boundingBox())!
  await page.dispatchEvent('.ProseMirror', 'drop', { dataTransfer: dropped, clientX: x + 5, clientY: y + 5 })
  await page.waitForURL(/\/ban-word\/\d+$/)
  await page.getByText('Bản đang có giữ lại trong lịch sử.').waitFor()
  await page.getByRole('button', { name: 'Đưa vào bài' }).click()
  await isIn(page)
  assert.equal(await page.getByText('Câu viết trước.').count(), 0)
  await page.goto(page.url().replace(/viet\?.*$/, 'lich-su/1'))
  await page.getByText('Câu viết trước.').waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('without script a Word file comes in all the same', async () => {
  const { page, context } = await signedIn('contributor', { ...onPhone, javaScriptEnabled: false })
  await page.goto(`${base}/toa-soan/ban-word`)
  await page.getByLabel('Tệp Word (.docx)').setInputFiles(file)
  await page.getByRole('button', { name: 'Đọc tệp và xem trước' }).click()
  await page.getByText('2 dòng gõ gạch đầu dòng').waitFor()
  await page.getByRole('button', { name: 'Đưa vào bài' }).click()
  await page.waitForURL(/\/viet\?vua=tu-word/)
  await page.goto(page.url().replace(/\/viet\?.*$/, ''))
  await page.getByText('Khăn piêu').first().waitFor()
  await context.close()
})
