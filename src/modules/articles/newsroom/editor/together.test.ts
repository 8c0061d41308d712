import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { plainText, type Body } from '../../body/body.ts'
import { compose, endOf, line, newStage, open, phrase, saved, says, telex, until, written } from './driver.ts'
import { keyboards, sentence } from './keyboards.ts'
import { bodyOf, meanwhile, type Stage } from './stage.ts'

/** The stage's text with other words in these paragraphs. */
const changed = ({ body }: Stage, words: Record<string, string>): Body =>
  bodyOf({
    type: 'doc',
    content: body.content.map((block) => (words[block.attrs.id] ? line(words[block.attrs.id]!, block.attrs.id) : block)),
  })
const words = (page: Page) => page.locator('.ProseMirror').innerText()
const comesIn = (page: Page, text: string) => until(`“${text}” here`, async () => (await words(page)).includes(text))
const question = (page: Page) => page.locator('#ed-hoi .ed-hoi-o')
/** The page hears what is new, as it does every ten seconds. */
const look = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

test('two writers in different paragraphs: both texts stand in both places, and undo takes back only what is one’s own', async () => {
  const { stage, page, faults } = await open()
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Của Mai.')
  meanwhile(stage, { body: changed(stage, { doan2222: 'Lớp học mở tối chủ nhật.' }), title: 'Tiêu đề của chị Hoa' })
  await comesIn(page, 'Lớp học mở tối chủ nhật.')
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Tiêu đề của chị Hoa')
  await page.keyboard.type(' Viết tiếp.')
  await saved(stage, 'Bà Ban dạy Xòe. Của Mai. Viết tiếp.')
  await saved(stage, 'Lớp học mở tối chủ nhật.')
  assert.equal(await question(page).count(), 0)
  while (await page.locator('[data-lenh=undo]').isEnabled()) await page.click('[data-lenh=undo]')
  assert.match(await words(page), /Bà Ban dạy Xòe\.\s/)
  assert.match(await words(page), /Lớp học mở tối chủ nhật\./)
  await saved(stage, 'Bà Ban dạy Xòe."')
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('what a colleague adds, removes and moves comes in without a letter typed here, and the cursor stays in its sentence', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p')
  const [first, picture, last] = stage.body.content
  meanwhile(stage, { body: bodyOf({ type: 'doc', content: [line('Câu mở đầu mới.', 'doan3333'), last, first] }) })
  await look(page)
  await comesIn(page, 'Câu mở đầu mới.')
  await page.keyboard.type(' Đúng chỗ.')
  await saved(stage, 'Bà Ban dạy Xòe. Đúng chỗ.')
  assert.deepEqual(plainText(stage.body).split('\n'), ['Câu mở đầu mới.', 'Lớp học mở tối thứ bảy.', 'Bà Ban dạy Xòe. Đúng chỗ.'])
  assert.ok(!JSON.stringify(stage.body).includes(picture!.attrs.id))
  await page.context().close()
})

async function asked(width = 1440) {
  const opened = await open({ width })
  const { stage, page } = opened
  meanwhile(stage, { body: changed(stage, { doan1111: 'Bà Lò Thị Ban dạy Xòe.' }) })
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Của Mai.')
  await question(page).waitFor()
  return opened
}

for (const width of [1440, 390]) {
  test(`two writers in one paragraph at ${width} px: both wordings are shown, mine stays on the screen, theirs on the server, until one is chosen`, async () => {
    const { stage, page } = await asked(width)
    const shown = await question(page).innerText()
    assert.match(shown, /Chị Hoa cũng sửa đoạn này/)
    assert.match(shown, /Lời của Chị Hoa\s+Bà Lò Thị Ban dạy Xòe\.\s+Lời của bạn\s+Bà Ban dạy Xòe\. Của Mai\./)
    assert.match(await words(page), /Bà Ban dạy Xòe\. Của Mai\./)
    assert.match(plainText(stage.body), /^Bà Lò Thị Ban dạy Xòe\.\n/)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    await page.locator('.ProseMirror > p').first().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Câu khác.')
    await saved(stage, 'Lớp học mở tối thứ bảy. Câu khác.')
    assert.equal(await question(page).count(), 1)
    await page.getByRole('button', { name: 'Giữ lời của tôi' }).click()
    await saved(stage, 'Bà Ban dạy Xòe. Của Mai.')
    await until('no question', async () => (await question(page).count()) === 0)
    await says(page, /^Đã lưu/)
    assert.match(plainText(stage.body), /^Bà Ban dạy Xòe\. Của Mai\.\n/)
    await page.context().close()
  })
}

test('taking the colleague’s wording puts it in the text, where undo brings one’s own back', async () => {
  const { stage, page } = await asked()
  await page.getByRole('button', { name: 'Lấy lời của Chị Hoa' }).click()
  await comesIn(page, 'Bà Lò Thị Ban dạy Xòe.')
  await until('the choice saved', () => [...stage.asked.values()].every((places) => places.length === 0))
  assert.ok(!(await words(page)).includes('Của Mai.'))
  assert.equal(await question(page).count(), 0)
  await page.click('[data-lenh=undo]')
  await saved(stage, 'Bà Ban dạy Xòe. Của Mai.')
  await page.context().close()
})

test('title and lead that both wrote are asked about one by one', async () => {
  const { stage, page } = await open()
  meanwhile(stage, { title: 'Tiêu đề của chị Hoa', lead: 'Tóm tắt của chị Hoa.' })
  await page.locator('#tieu-de').fill('Tiêu đề của Mai')
  await page.locator('#tom-tat').fill('Tóm tắt của Mai.')
  await until('two questions', async () => (await question(page).count()) === 2)
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Tiêu đề của Mai')
  await question(page).filter({ hasText: 'tiêu đề' }).getByRole('button', { name: 'Lấy lời của Chị Hoa' }).click()
  await question(page).filter({ hasText: 'tóm tắt' }).getByRole('button', { name: 'Giữ lời của tôi' }).click()
  await saved(stage, 'Tóm tắt của Mai.')
  assert.equal(stage.title, 'Tiêu đề của chị Hoa')
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Tiêu đề của chị Hoa')
  await page.context().close()
})

test('wordings that others left are asked about when the page is opened, and go into the text or are put aside', async () => {
  const stage = Object.assign(await newStage(), {
    left: [
      { id: 31, place: 'doan1111', wording: line('Bà Lò Thị Ban dạy Xòe.', 'doan1111'), by: 'Chị Hoa', own: false },
      { id: 32, place: 'title', wording: 'Tiêu đề tôi để lại', by: 'Lò Thị Mai', own: true },
      { id: 33, place: 'doanmatx', wording: line('Câu của đoạn đã bỏ.', 'doanmatx'), by: 'Chị Hoa', own: false },
    ],
  })
  const { page } = await open({ width: 390, stage })
  await until('three questions', async () => (await question(page).count()) === 3)
  assert.match(await question(page).nth(2).innerText(), /Đoạn này không còn trong bài/)
  const before = stage.title
  await question(page).filter({ hasText: 'Bạn còn để lại một tiêu đề khác' }).getByRole('button', { name: 'Giữ như trong bài' }).click()
  await question(page).filter({ hasText: 'Bà Lò Thị Ban' }).getByRole('button', { name: 'Lấy lời của Chị Hoa' }).click()
  await question(page).filter({ hasText: 'đã bỏ' }).getByRole('button', { name: 'Lấy lời của Chị Hoa' }).click()
  await saved(stage, 'Bà Lò Thị Ban dạy Xòe.')
  await saved(stage, 'Câu của đoạn đã bỏ.')
  assert.equal(stage.title, before)
  const byId = Object.fromEntries(stage.chosen.map(({ id, choice }) => [id, choice]))
  assert.deepEqual(byId, { 31: 'mine', 32: 'theirs', 33: 'mine' })
  assert.equal(await question(page).count(), 0)
  await page.context().close()
})

test('an hour without a line: the colleague’s hour and mine are one text once it is back, also after the page was closed', async () => {
  const { stage, page } = await open({ width: 390 })
  await page.context().setOffline(true)
  await endOf(page, '.ProseMirror > p')
  await telex(page, [' ', ...phrase])
  await says(page, 'Mất mạng')
  for (let minute = 0; minute < 20; minute++) meanwhile(stage, { body: changed(stage, { doan2222: `Lớp học, phút ${minute}.` }) })
  await page.goto('about:blank')
  await page.context().setOffline(false)
  await page.goto(`${stage.origin}/bai/1`)
  await page.click('#hop-tren-may button[value=use]')
  await saved(stage, written)
  await saved(stage, 'Lớp học, phút 19.')
  await comesIn(page, 'Lớp học, phút 19.')
  assert.equal(await question(page).count(), 0)
  assert.equal(stage.copies.length, 0)
  await page.context().close()
})

for (const { name, write } of keyboards)
  test(`a colleague’s changes come in again and again while somebody writes by ${name}: letter for letter what was typed`, async () => {
    const { stage, page, faults } = await open()
    await endOf(page, '.ProseMirror > p')
    await page.keyboard.type(' ')
    let round = 0
    const others = setInterval(() => {
      meanwhile(stage, { body: changed(stage, { doan2222: `Câu của chị Hoa, lần ${++round}.` }) })
      void look(page).catch(() => {})
    }, 120)
    for (let times = 0; times < 3; times++) await write(page)
    clearInterval(others)
    await saved(stage, `Bà Ban dạy Xòe. ${sentence.repeat(3)}`)
    await comesIn(page, `Câu của chị Hoa, lần ${round}.`)
    assert.match(await words(page), new RegExp(`Bà Ban dạy Xòe\\. ${sentence.repeat(3)}\\s`))
    assert.deepEqual(faults, [])
    await page.context().close()
  })

test('nothing comes in while a syllable is being composed', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Input.imeSetComposition', { text: 'Điê', selectionStart: 3, selectionEnd: 3 })
  meanwhile(stage, { body: changed(stage, { doan2222: 'Câu của chị Hoa.' }) })
  const before = stage.version
  await look(page)
  await until('a save that was answered', () => stage.version > before)
  assert.ok(!(await words(page)).includes('Câu của chị Hoa.'))
  await cdp.detach()
  await compose(page, ['Điện'], 'Điện')
  await comesIn(page, 'Câu của chị Hoa.')
  await saved(stage, 'Bà Ban dạy Xòe.Điện')
  await page.context().close()
})

test('while somebody decides, the text is held and kept here; taking it over saves it', async () => {
  const { stage, page } = await open()
  stage.deciding = 'Nguyễn Hồng Sơn'
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Viết khi đang xét.')
  await says(page, /Nguyễn Hồng Sơn đang xét duyệt\s*Lấy quyền sửa/)
  assert.ok(!plainText(stage.body).includes('đang xét'))
  await page.click('#luu button')
  await saved(stage, 'Viết khi đang xét.')
  await says(page, /^Đã lưu/)
  await page.context().close()
})

test('who else has it open stands in the bar by name, and is said once when they come', async () => {
  const { stage, page } = await open()
  await until('nobody', async () => (await page.locator('#cung-mo').getAttribute('aria-label')) === 'Đang mở: ')
  stage.others = [
    { name: 'Trần Thu Hoa', doing: 'writing', block: '', own: false },
    { name: 'Lò Thị Mai', doing: 'writing', block: '', own: true },
  ]
  await look(page)
  await until('Hoa', async () => (await page.locator('#cung-mo').innerText()) === 'TH')
  assert.equal(await page.locator('#cung-mo').getAttribute('aria-label'), 'Đang mở: Trần Thu Hoa (đang viết)')
  assert.match(await page.locator('#ed-bao').innerText(), /Trần Thu Hoa cũng đang sửa bài này/)
  stage.others = []
  await look(page)
  await until('gone', async () => page.locator('#cung-mo').isHidden())
  await page.context().close()
})
