import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { nodesOf, plainText } from '../../body/body.ts'
import { compose, endOf, open, saved, telex, until } from './driver.ts'
import { keyboards, sentence } from './keyboards.ts'

/** Every place in which a text is written, each with the way to its end. */
const places: Record<string, (page: Page) => Promise<void>> = {
  title: (page) => endOf(page, '#tieu-de'),
  lead: (page) => endOf(page, '#tom-tat'),
  paragraph: (page) => endOf(page, '.ProseMirror > p'),
  caption: (page) => endOf(page, '.chu'),
  async cell(page) {
    await endOf(page, '.ProseMirror > p >> nth=1')
    await page.click('[data-lenh=table]')
    await page.click('#hop-bang button[value=ok]')
    await page.keyboard.press('Tab')
    await endOf(page, '.ProseMirror :is(td, th) >> nth=1')
  },
  async speaker(page) {
    await endOf(page, '.ProseMirror > p >> nth=1')
    await page.keyboard.press('Enter')
    await page.click('[data-lenh=quote]')
    await endOf(page, '.ProseMirror blockquote p')
    await page.keyboard.type('Lời')
    await page.locator('.ed-cite').click()
  },
}

for (const { name, write } of keyboards)
  test(`what is written by ${name} stands letter for letter in title, lead, text, caption, cell and field, and reaches the server so`, async () => {
    const { stage, page, faults } = await open()
    for (const [place, go] of Object.entries(places)) {
      await go(page)
      if (place === 'title' || place === 'lead' || place === 'paragraph') await page.keyboard.type(' ')
      await write(page)
      await page.keyboard.type(`(${place})`)
    }
    await saved(stage, '(speaker)')
    await saved(stage, '(cell)')
    assert.equal(stage.title, `Nghệ nhân bản Na Vai truyền điệu Xòe ${sentence}(title)`)
    assert.equal(stage.lead, `Tối thứ bảy nhà văn hóa sáng đèn. ${sentence}(lead)`)
    const typed = [`Bà Ban dạy Xòe. ${sentence}(paragraph)`, `${sentence}(caption)`, `${sentence}(cell)`, `${sentence}(speaker)`]
    const there = ['Lớp học mở tối thứ bảy.', 'Lời']
    assert.deepEqual(plainText(stage.body).split('\n').toSorted(), [...typed, ...there].toSorted())
    assert.equal(await page.locator('.chu').innerText(), `${sentence}(caption)`)
    assert.equal(await page.locator('.ed-cite').inputValue(), `${sentence}(speaker)`)
    const ids = [...nodesOf(stage.body)].map(({ attrs }) => attrs.id)
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual(faults, [])
    await page.context().close()
  })

test('nothing is rewritten and no shortcut taken while a syllable is composed; Enter waits until it stands', async () => {
  const { stage, page } = await open()
  const cdp = await page.context().newCDPSession(page)
  const preedit = (text: string) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const key = (key: string, code: number, modifiers = 0) =>
    cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: code, modifiers })
  for (const place of ['#tieu-de', '#tom-tat', '.ProseMirror > p', '.chu']) {
    await endOf(page, place)
    const { version } = stage
    await preedit('xòe')
    await key('Enter', 13)
    await key('s', 83, 2)
    await until('a save in the middle of the word', () => stage.version > version)
    await preedit('xòe hoa')
    await cdp.send('Input.insertText', { text: 'xòe hoa.' })
  }
  await saved(stage, '"text":"xòe hoa."')
  assert.deepEqual(stage.revisions, [])
  assert.match(stage.title, /Xòexòe hoa\.$/)
  assert.match(stage.lead, /đèn\.xòe hoa\.$/)
  assert.equal(plainText(stage.body), 'Bà Ban dạy Xòe.xòe hoa.\nxòe hoa.\nLớp học mở tối thứ bảy.')
  await page.context().close()
})

test('words that a talk is about take syllables in their middle letter for letter; the mark goes when they have changed and comes back with them', async () => {
  const { stage, page, faults } = await open()
  const mark = page.locator('.ProseMirror .gy-dau')
  await mark.waitFor()
  assert.equal(await mark.innerText(), 'dạy Xòe')
  const before = plainText(stage.body)
  const into = async () => {
    await mark.first().click()
    await page.waitForTimeout(80)
    await mark.first().evaluate((element) => getSelection()!.setPosition(element.firstChild, 3))
    await page.waitForTimeout(80)
  }
  await into()
  await telex(page, [' die', [1, 'ê'], 'u', [3, 'iệu'], ' mu', [1, 'ú'], 'a'])
  await saved(stage, 'dạy diệu múa Xòe')
  await until('no mark on other words', async () => (await mark.count()) === 0)
  for (let undone = 0; undone < 12; undone++) await page.keyboard.press('Control+z')
  await until('the words as before', () => plainText(stage.body) === before)
  await until('the mark again', async () => (await mark.count()) > 0 && (await mark.innerText()) === 'dạy Xòe')
  await into()
  await compose(page, [' d', ' dd', ' đ', ' điê', ' điệ', ' điệu'], ' điệu')
  await saved(stage, 'Bà Ban dạy điệu Xòe.')
  assert.equal(plainText(stage.body), before.replace('dạy', 'dạy điệu'))
  assert.deepEqual(faults, [])
  await page.context().close()
})
