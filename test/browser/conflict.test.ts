import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { sampleHouse } from '../house.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn, signIn, tale, type, type Person } from './people.ts'

const { base, deps, close } = await sampleHouse()
const people: Person[] = []
after(async () => {
  await closeBrowser()
  await close()
})
const step = tale(() => people)

const body = (page: Page) => page.getByRole('textbox', { name: 'Nội dung bài' })
const paragraph = (page: Page, text: string | RegExp) => body(page).locator('p').filter({ hasText: text })
const status = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })

async function enter(options: Parameters<typeof signedIn>[1]) {
  const person = await signedIn('contributor', options)
  people.push(person)
  return person
}

/** A new draft with one paragraph, saved. */
async function draft(page: Page, text: string): Promise<number> {
  await page.goto(`${base}/toa-soan/bai-viet/moi`)
  await page.getByRole('button', { name: /^Tin / }).click()
  await type(body(page), text)
  const id = Number(/bai-viet\/(\d+)/.exec(page.url())![1])
  await arrived(page, id, text)
  return id
}

/** The server has these words, and the line says so. */
async function arrived(page: Page, id: number, words: string) {
  for (const until = Date.now() + 15_000; !(await stored(id)).text.includes(words) && Date.now() < until;) await page.waitForTimeout(50)
  assert.ok((await stored(id)).text.includes(words), `never saved: ${words}`)
  await saved(page)
}

/** Writes on at the end. Within 50 ms of a letter the editor may put a moved cursor back, faster than any hand, so this looks whether it stayed. */
async function append(page: Page, text: string) {
  const last = body(page).locator('p').last()
  const atEnd = () =>
    last.evaluate((end) => {
      const { anchorNode, anchorOffset } = getSelection()!
      return end.contains(anchorNode) && anchorOffset === anchorNode!.textContent!.length
    })
  for (let tries = 0; tries < 20; tries++) {
    await last.click()
    await page.keyboard.press('Control+End')
    await page.waitForTimeout(80)
    if (await atEnd()) return page.keyboard.type(text)
  }
  assert.fail('the cursor never came to the end')
}

/** What the server has. */
async function stored(id: number): Promise<{ text: string; version: number }> {
  const { body, version } = await deps.db.selectFrom('articles').select(['body', 'version']).where('id', '=', id).executeTakeFirstOrThrow()
  return { text: JSON.stringify(body), version }
}
const articles = async () =>
  Number(
    (
      await deps.db
        .selectFrom('articles')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

/** The same draft open twice; the telephone has saved since, so the desktop's next letter meets a newer version. */
async function clash(words: string) {
  const [desk, hand] = [people[0]!.page, people[1]!.page]
  const id = await draft(desk, 'Câu đầu của bài.')
  await hand.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
  await append(hand, ' Câu từ điện thoại.')
  await arrived(hand, id, 'Câu từ điện thoại.')
  await append(desk, ` ${words}`)
  const dialog = desk.getByRole('dialog', { name: /vừa lưu bài này lúc \d\d:\d\d/ })
  await dialog.waitFor()
  return { desk, hand, id, dialog }
}

step('when two browsers edit one draft, the second is asked, and comparing shows both without saving either', async () => {
  await enter(onDesk)
  await enter(onPhone)
  const { desk, id, dialog } = await clash('Câu từ máy bàn.')
  await shot(desk, 'clash-asked')
  assert.ok(!(await stored(id)).text.includes('máy bàn'))
  await dialog.getByRole('button', { name: 'Xem khác nhau' }).click()
  const compared = dialog.frameLocator('iframe')
  await compared.locator('ins').filter({ hasText: 'máy bàn' }).waitFor()
  await shot(desk, 'clash-compared')
  await desk.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await status(desk, 'Có bản khác mới hơn').waitFor()
  assert.ok(!(await stored(id)).text.includes('máy bàn'))
  await desk.getByRole('button', { name: 'Chọn cách giữ' }).click()
  await dialog.getByRole('button', { name: 'Lấy bản mới' }).click()
  await paragraph(desk, 'Câu từ điện thoại.').waitFor()
  assert.equal(await paragraph(desk, 'máy bàn').count(), 0)
  await append(desk, ' Viết tiếp.')
  await arrived(desk, id, 'Câu từ điện thoại. Viết tiếp.')
})

step('keeping both makes a second article of one’s own words and leaves the first as the other saved it', async () => {
  const { desk, id, dialog } = await clash('Câu giữ riêng.')
  const before = await articles()
  await dialog.getByRole('button', { name: 'Giữ cả hai' }).click()
  await desk.getByText('Đã lưu phần của bạn thành một bài riêng.').waitFor()
  await shot(desk, 'clash-both')
  assert.equal(await articles(), before + 1)
  await paragraph(desk, 'Câu từ điện thoại.').waitFor()
  assert.ok(!(await stored(id)).text.includes('Câu giữ riêng'))
  await desk.getByRole('link', { name: 'Mở bài đó' }).click()
  await paragraph(desk, 'Câu giữ riêng.').waitFor()
})

step('when the line is cut in the middle of a sentence, writing goes on, and all of it arrives as one version', async () => {
  const { page, context } = people[1]!
  const id = await draft(page, 'Đoàn xe sách')
  const before = await stored(id)
  await context.setOffline(true)
  await append(page, ' về đến xã Nậm Kè')
  await status(page, 'Mất mạng, đã giữ trên máy').waitFor()
  await shot(page, 'offline')
  await page.keyboard.type(' lúc trời đã tối.')
  await page.getByText('Có bản trên máy này').waitFor({ state: 'attached' })
  assert.equal((await stored(id)).version, before.version)
  await context.setOffline(false)
  await arrived(page, id, 'Đoàn xe sách về đến xã Nậm Kè lúc trời đã tối.')
  assert.equal((await stored(id)).version, before.version + 1)
  await page.reload()
  await paragraph(page, 'Đoàn xe sách về đến xã Nậm Kè lúc trời đã tối.').waitFor()
})

step('a page that is closed while the line is down offers what was typed when it is opened again', async () => {
  const { page, context } = people[1]!
  const closing = await context.newPage()
  const id = await draft(closing, 'Chợ phiên')
  await context.setOffline(true)
  await append(closing, ' họp từ năm giờ sáng.')
  await status(closing, 'Mất mạng, đã giữ trên máy').waitFor()
  await closing.close()
  await context.setOffline(false)
  await page.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
  const dialog = page.getByRole('dialog', { name: 'Trên máy này có bản chưa gửi lên' })
  await dialog.waitFor()
  await shot(page, 'offline-offered')
  await dialog.getByRole('button', { name: 'Dùng bản trên máy' }).click()
  await paragraph(page, 'Chợ phiên họp từ năm giờ sáng.').waitFor()
  await arrived(page, id, 'Chợ phiên họp từ năm giờ sáng.')
})

step('a session that ended while writing keeps the text, and after signing in again it is saved', async () => {
  const { page, context } = people[0]!
  const id = await draft(page, 'Mùa ban năm nay')
  await context.clearCookies()
  await append(page, ' nở sớm hơn mọi năm.')
  await status(page, 'Hết phiên, đã giữ trên máy').waitFor()
  await shot(page, 'signed-out')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Đăng nhập lại' }).click()
  const other = await opened
  await signIn(other, 'contributor')
  await other.waitForURL(/\/toa-soan/)
  await other.close()
  await page.bringToFront()
  await append(page, ' Cả bản vui.')
  await arrived(page, id, 'Mùa ban năm nay nở sớm hơn mọi năm. Cả bản vui.')
  assert.deepEqual(
    people.flatMap(({ faults }) => faults),
    [],
  )
})
