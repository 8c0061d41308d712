import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { plainText, type Body } from '../../src/modules/articles/body/body.ts'
import { sampleHouse } from '../house.ts'
import { axe } from './axe.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn, tale, type Person } from './people.ts'

const { base, deps, close } = await sampleHouse()
const people: Person[] = []
after(async () => {
  await closeBrowser()
  await close()
})
const step = tale(() => people)
const enter = async (...given: Parameters<typeof signedIn>) => {
  const person = await signedIn(...given)
  people.push(person)
  return person.page
}

/** A submitted item of somebody else, without a word about it yet. */
const item = await deps.db
  .selectFrom('articles')
  .select(['id', 'body'])
  .where('status', '=', 'submitted')
  .where((eb) => eb.not(eb.exists(eb.selectFrom('remarks').select('remarks.id').whereRef('remarks.article_id', '=', 'articles.id'))))
  .orderBy('id')
  .executeTakeFirstOrThrow()
const { id } = item
const lines = plainText(item.body as Body).split('\n')
const first = lines[0]!
const [quote, word] = [first.split(' ').slice(1, 4).join(' '), first.split(' ')[6]!]
const stored = async () => {
  const { title, lead, body } = await deps.db
    .selectFrom('articles')
    .select(['title', 'lead', 'body'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { title, lead, text: plainText(body as Body) }
}
const until = async (what: string, ready: () => Promise<boolean>) => {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) if (await ready()) return
  assert.fail(`never came: ${what}`)
}
const body = (page: Page) => page.getByRole('textbox', { name: 'Nội dung bài' })
const card = (page: Page, words: string) => page.locator('#tam-gop-y article').filter({ hasText: words })
const marked = (page: Page) => page.locator('.ProseMirror .gy-dau').allInnerTexts()

/** Chooses words of a paragraph, as a finger or a mouse does. */
async function choose(page: Page, words: string) {
  const line = body(page).locator('p').filter({ hasText: words }).first()
  await line.click()
  await page.waitForTimeout(80)
  await line.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at !== -1) return getSelection()!.setBaseAndExtent(node, at, node, at + wanted.length)
    }
  }, words)
  await page.waitForTimeout(120)
}

step(
  'at a desk an editor chooses words and remarks on them; they are marked in the text, and nothing of the text has changed',
  async () => {
    const page = await enter('editor', onDesk)
    await page.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
    const before = await stored()
    await choose(page, quote)
    await page.locator('.gy-noi').click()
    await page.getByLabel('Lời góp ý').fill('Ghi rõ ai nói câu này.')
    await page.getByRole('button', { name: 'Ghi góp ý' }).click()
    await card(page, 'Ghi rõ ai nói câu này.').waitFor()
    await until('the mark', async () => (await marked(page)).join('') === quote)
    assert.deepEqual(await stored(), before)
    assert.equal(await page.locator('#tab-gop-y sup').innerText(), '1')
    await shot(page, 'remark-desk')
    assert.deepEqual(await axe(page), [])
  },
)

step('on a phone the chief opens the talk by a press on its words and answers; the editor sees it and closes it', async () => {
  const page = await enter('chief', onPhone)
  await page.goto(`${base}/toa-soan/bai-viet/${id}`)
  await page.locator('.xb-chu mark').first().click()
  const talk = page.locator('.xb-ben article').filter({ hasText: 'Ghi rõ ai nói câu này.' })
  await until('the card in focus', () => talk.evaluate((element) => element === document.activeElement))
  await shot(page, 'remark-phone')
  assert.deepEqual(await axe(page), [])
  await talk.locator('summary').filter({ hasText: 'Trả lời' }).click()
  await talk.getByLabel('Lời trả lời').fill('Bà Ban nói, tối hôm ấy.')
  await talk.getByRole('button', { name: 'Gửi trả lời' }).click()
  await page.getByText('Đã gửi trả lời.').waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the phone')
  const desk = people[0]!.page
  await desk.reload()
  await desk.locator('#tab-gop-y').click()
  await card(desk, 'Bà Ban nói, tối hôm ấy.').waitFor()
  await card(desk, 'Ghi rõ').getByRole('button', { name: 'Xong' }).click()
  await until('the talk closed', async () => !(await desk.locator('#tab-gop-y sup').isVisible()))
  await until('no mark left', async () => (await marked(desk)).length === 0)
})

step('on a phone the editor proposes other words by the toolbar', async () => {
  const page = await enter('editor', onPhone)
  await page.goto(`${base}/toa-soan/bai-viet/${id}/viet`)
  await choose(page, word)
  await page.locator('[data-lenh=remark]').click()
  await page.getByLabel('Đề nghị sửa những chữ này thành').check()
  assert.equal(await page.getByLabel('Chữ đề nghị').inputValue(), word)
  await page.getByLabel('Chữ đề nghị').fill(`${word} (đã kiểm)`)
  await shot(page, 'suggest-phone')
  await page.getByRole('button', { name: 'Ghi góp ý' }).click()
  await card(page, `${word} (đã kiểm)`).waitFor()
  await shot(page, 'suggested-phone')
  assert.deepEqual(await axe(page), [])
  // The words are marked in the text: a press sets the cursor there, and the talk is one press further.
  await page.reload()
  await page.locator('.gy-dau').first().click()
  await page.getByText('Chỗ này có góp ý.').waitFor()
  assert.ok(await page.evaluate(() => document.activeElement?.closest('[contenteditable]') !== null), 'the cursor stands among the words')
  await page.getByRole('button', { name: 'Xem góp ý' }).click()
  await page.locator('#tam-gop-y article:focus').waitFor()
})

step(
  'accepted at the desk the words stand there to the letter, Ctrl+Z takes them out, and the notice’s undo opens the proposal again',
  async () => {
    const page = people[0]!.page
    await page.reload()
    await page.locator('#tab-gop-y').click()
    await page.locator('.ProseMirror .gy-dau').waitFor()
    await page.locator('header form[data-chinh] button').click()
    await page.getByText('Còn 1 góp ý chưa xong. Bấm lần nữa nếu vẫn chuyển bài đi.').waitFor()
    const { status } = await deps.db.selectFrom('articles').select('status').where('id', '=', id).executeTakeFirstOrThrow()
    assert.equal(status, 'submitted')
    const before = await stored()
    const talk = card(page, '(đã kiểm)')
    await talk.getByRole('button', { name: 'Nhận', exact: true }).click()
    const accepted = { ...before, text: before.text.replace(word, `${word} (đã kiểm)`) }
    await until('the words on the server', async () => (await stored()).text === accepted.text)
    await until('the words on the screen', async () => (await body(page).innerText()).includes(`${word} (đã kiểm)`))
    await page.getByText('Đã đưa chữ đề nghị vào bài.').waitFor()
    await saved(page)
    await shot(page, 'accepted-desk')
    await page.locator('#ed-bao').getByRole('button', { name: 'Hoàn tác' }).click()
    await until('the words out again', async () => (await stored()).text === before.text)
    await until('the screen as before', async () => !(await body(page).innerText()).includes('(đã kiểm)'))
    await until('the proposal open', async () => (await page.locator('#tab-gop-y sup').innerText()) === '1')
    await talk.getByRole('button', { name: 'Nhận', exact: true }).click()
    await until('accepted again', async () => (await stored()).text === accepted.text)
    await saved(page)
    await body(page).locator('p').first().click()
    await page.keyboard.press('Control+z')
    await until('undone by the key', async () => (await stored()).text === before.text)
    await page.keyboard.press('Control+y')
    await until('done again by the key', async () => (await stored()).text === accepted.text)
  },
)

step('two who have it open: the words that one accepts come to the other’s screen, while that one goes on writing', async () => {
  const [desk, hand] = [people[0]!.page, people[2]!.page]
  await hand.reload()
  await body(hand).locator('p').last().click()
  await hand.keyboard.press('Control+End')
  await hand.waitForTimeout(80)
  await choose(desk, quote)
  await desk.keyboard.press('Control+Alt+m')
  await desk.getByLabel('Đề nghị sửa những chữ này thành').check()
  await desk.getByLabel('Chữ đề nghị').fill('lời khác hẳn')
  await desk.getByRole('button', { name: 'Ghi góp ý' }).click()
  await card(desk, 'lời khác hẳn').getByRole('button', { name: 'Nhận', exact: true }).click()
  await hand.keyboard.type(' Câu viết thêm.')
  await until('both in the text', async () => {
    const { text } = await stored()
    return text.includes('lời khác hẳn') && text.includes('Câu viết thêm.') && !text.includes(quote)
  })
  await until('on the other screen', async () => (await body(hand).innerText()).includes('lời khác hẳn'))
  await until('on the own screen', async () => (await body(desk).innerText()).includes('Câu viết thêm.'))
})

step('two revisions stand side by side at a desk and in one column on a phone', async () => {
  const [desk, hand] = [people[0]!.page, people[1]!.page]
  for (const page of [desk, hand]) {
    await page.goto(`${base}/toa-soan/bai-viet/${id}/lich-su/so-sanh?tu=1`)
    await page.getByRole('heading', { name: 'So sánh hai bản' }).waitFor()
    await shot(page, 'compared')
    assert.deepEqual(await axe(page), [])
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  }
  assert.equal(await desk.locator('.ss-truoc').first().isVisible(), true)
  assert.equal(await hand.locator('.ss-truoc').first().isVisible(), false)
  await desk.keyboard.press('Alt+ArrowDown')
  assert.match(desk.url(), /#sua-1$/)
  assert.deepEqual(
    people.flatMap(({ faults }) => faults),
    [],
  )
})
