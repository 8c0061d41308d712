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

/** The same draft open twice: at a desk and on a telephone. */
async function openTwice(words: string) {
  const [desk, hand] = [people[0]!.page, people[1]!.page]
  const id = await draft(desk, words)
  await hand.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
  await paragraph(hand, words).waitFor()
  return { desk, hand, id }
}

step(
  'two browsers write in one draft: a paragraph of one stands at the other without a letter typed there, and both are on the server',
  async () => {
    await enter(onDesk)
    await enter(onPhone)
    const { desk, hand, id } = await openTwice('Câu đầu của bài.')
    await append(hand, ' Câu từ điện thoại.')
    await hand.keyboard.press('Enter')
    await hand.keyboard.type('Đoạn mới từ điện thoại.')
    await arrived(hand, id, 'Đoạn mới từ điện thoại.')
    await paragraph(desk, 'Đoạn mới từ điện thoại.').waitFor()
    await append(desk, ' Viết tiếp ở máy bàn.')
    await arrived(desk, id, 'Đoạn mới từ điện thoại. Viết tiếp ở máy bàn.')
    await paragraph(hand, 'Viết tiếp ở máy bàn.').waitFor()
    await shot(hand, 'cowriting-phone')
  },
)

step('both write the same paragraph: both wordings are shown, and the chosen one stands at both', async () => {
  const { desk, hand, id } = await openTwice('Chợ phiên họp sáng thứ bảy.')
  await append(hand, ' Câu từ điện thoại.')
  await append(desk, ' Câu từ máy bàn.')
  await arrived(hand, id, 'Chợ phiên')
  const [asking, other] = await Promise.race(
    [
      [desk, hand],
      [hand, desk],
    ].map(async ([here, there]) => {
      await here!.getByText(/cũng sửa đoạn này/).waitFor()
      return [here!, there!] as const
    }),
  )
  await shot(asking, 'cowriting-asked')
  const mine = asking === desk ? 'Câu từ máy bàn.' : 'Câu từ điện thoại.'
  await asking.getByRole('button', { name: 'Giữ lời của tôi' }).click()
  await arrived(asking, id, `Chợ phiên họp sáng thứ bảy. ${mine}`)
  await paragraph(other, mine).waitFor()
})

step('while the chief decides, the editor’s text is held and kept; taking it over tells the chief', async () => {
  const [hoa, son] = [await signedIn('editor', onDesk), await signedIn('chief', onPhone)]
  people.push(hoa, son)
  const { id } = await deps.db
    .selectFrom('articles')
    .select('id')
    .where('status', '=', 'submitted')
    .where('title', '<>', '')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  await hoa.page.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
  await body(hoa.page).waitFor()
  await son.page.goto(`${base}/toa-soan/bai-viet/${id}`)
  await son.page.getByRole('link', { name: 'Trả lại' }).first().click()
  await son.page.getByRole('heading', { name: 'Trả lại bài' }).waitFor()
  await hoa.page.getByRole('img', { name: /đang xét duyệt/ }).waitFor()
  await append(hoa.page, ' Sửa thêm một câu.')
  await status(hoa.page, /đang xét duyệt$/).waitFor()
  await shot(hoa.page, 'cowriting-held')
  assert.ok(!(await stored(id)).text.includes('Sửa thêm một câu.'))
  await hoa.page.getByRole('button', { name: 'Lấy quyền sửa' }).click()
  await arrived(hoa.page, id, 'Sửa thêm một câu.')
  await status(son.page, /đã lấy quyền sửa bài/).waitFor()
  await shot(son.page, 'cowriting-taken')
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
