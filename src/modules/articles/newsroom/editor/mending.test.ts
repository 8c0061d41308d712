import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { compose, endOf, line, open, until } from './driver.ts'
import { bodyOf, openStage, type Stage } from './stage.ts'

const stages: Stage[] = []
after(() => stages.forEach(({ server }) => server.close()))

const cell = (words: string, id: string) => ({ type: 'tableCell', attrs: { id }, content: [line(words, `${id}p`)] })

/** One slip in each place where words stand, bold around the one in the paragraph. */
async function slips(): Promise<Stage> {
  const bold = { type: 'text', text: 'xuất xắc', marks: [{ type: 'bold' }] }
  const plain = (text: string) => ({ type: 'text', text })
  const stage = await openStage({
    title: 'Sở Văn Hóa mở lớp dạy xòe cho thanh niên bản Mển',
    lead: 'Tối thứ Bảy, gọi 0912 345 678 để ghi tên.',
    body: bodyOf({
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { id: 'doan1111' }, content: [plain('Đội '), bold, plain(' nhất bản.')] },
        {
          type: 'figure',
          attrs: { id: 'anh11111', mediaId: 1, alt: 'Vòng xòe', credit: 'Mai' },
          content: [plain('Vòng xòe bổ xung.')],
        },
        {
          type: 'table',
          attrs: { id: 'bang1111' },
          content: [{ type: 'tableRow', attrs: { id: 'hang1111' }, content: [cell('Bà con , vui', 'o1111'), cell('Đủ', 'o2222')] }],
        },
        { type: 'gallery', attrs: { id: 'chum1111', items: [{ mediaId: 2, caption: 'Sáng đã  tan', alt: 'a', credit: 'b' }] } },
      ],
    }),
  })
  stage.checked = true
  stages.push(stage)
  return stage
}

const press = (page: Page, words: string) => page.locator('#tam-kiem-tra [data-sua]', { hasText: words }).first().click()
const bodyText = (stage: Stage) => JSON.stringify(stage.body)
const undo = (page: Page) => page.locator('#da-sua button', { hasText: 'Hoàn tác' }).click()

test('one tap changes exactly the letters it names, in title, lead, paragraph, caption, cell and gallery; undo gives them back', async () => {
  const { page, stage, faults } = await open({ stage: await slips() })
  await press(page, 'Văn hóa')
  await until('the title', () => stage.title === 'Sở Văn hóa mở lớp dạy xòe cho thanh niên bản Mển')
  await press(page, '091x xxx xxx')
  await until('the lead', () => stage.lead === 'Tối thứ Bảy, gọi 091x xxx xxx để ghi tên.')
  await press(page, 'xuất sắc')
  await until('the paragraph, still bold', () =>
    bodyText(stage).includes('{"type":"text","text":"xuất sắc","marks":[{"type":"bold"}]},{"type":"text","text":" nhất bản."}'),
  )
  await press(page, 'bổ sung')
  await until('the caption', () => bodyText(stage).includes('"Vòng xòe bổ sung."'))
  await page.locator('#tam-kiem-tra li', { hasText: 'Thừa khoảng trắng' }).locator('[data-sua]').click()
  await until('the cell', () => bodyText(stage).includes('"Bà con, vui"'))
  await undo(page)
  await until('the cell as it was', () => bodyText(stage).includes('"Bà con , vui"'))
  assert.ok(bodyText(stage).includes('bổ sung'), 'only the last step is undone')
  await page.locator('#tam-kiem-tra li', { hasText: 'Hai khoảng trắng' }).locator('[data-sua]').click()
  await until('the gallery', () => bodyText(stage).includes('"Sáng đã tan"'))
  await page.locator('.ProseMirror p').first().click()
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('Control+z')
  await until('all of the body as it was', () => bodyText(stage).includes('bổ xung') && bodyText(stage).includes('xuất xắc'))
  assert.deepEqual(faults, [])
})

test('the title changed by a tap can be undone, and letters that are gone are left alone', async () => {
  const { page, stage } = await open({ stage: await slips() })
  await press(page, 'Văn hóa')
  await until('the title', () => stage.title.includes('Văn hóa'))
  await undo(page)
  await until('the title as it was', () => stage.title.includes('Văn Hóa'))
  await until('its line again', async () => (await page.locator('#tam-kiem-tra li', { hasText: 'tên cơ quan' }).count()) > 0)
  await page.evaluate(() => {
    const [button] = [...document.querySelectorAll<HTMLElement>('#tam-kiem-tra [data-sua]')].filter(({ dataset }) =>
      dataset.sua!.includes('xuất xắc'),
    )
    button!.dataset.sua = button!.dataset.sua!.replace('"quote":"xuất xắc"', '"quote":"xuất xứ"')
  })
  await press(page, 'xuất sắc')
  await until('a word about it', async () => (await page.locator('#da-sua').innerText()).includes('Chỗ này vừa đổi'))
  assert.ok(bodyText(stage).includes('xuất xắc'))
})

test('nothing of the text changes by itself while somebody types, and “Xem” marks the place without choosing it', async () => {
  const { page, stage } = await open({ stage: await slips() })
  await endOf(page, '.ProseMirror p')
  await compose(page, ['v', 'vu', 'vui'], 'vui')
  await until('what was typed', () => bodyText(stage).includes('nhất bản.vui'))
  assert.ok(bodyText(stage).includes('xuất xắc'))
  await page.locator('#tam-kiem-tra li', { hasText: 'xuất xắc' }).getByRole('link').click()
  assert.equal(await page.locator('.ProseMirror .ed-cho-xem').innerText(), 'xuất xắc')
  await page.keyboard.type('!')
  await until('typed behind the word', () => /xuất xắc!/.test(bodyText(stage).replace(/"\},\{"type":"text","text":"/g, '')))
})

test('a name that is right goes on the list by one tap, and the line is gone', async () => {
  const { page, stage } = await open({ stage: await slips() })
  await page.getByRole('button', { name: '“xuất xắc” đúng: thêm vào danh sách' }).click()
  await until('the list', () => stage.listed.includes('xuất xắc'))
  await until('the line', async () => (await page.locator('#tam-kiem-tra li', { hasText: 'xuất xắc' }).count()) === 0)
  assert.ok(page.url().endsWith('/bai/1'))
})

test('on a phone the same is done in the sheet, which fits 390 px, and axe finds nothing to mend in it', async () => {
  const { page, stage } = await open({ width: 390, stage: await slips() })
  await page.locator('#mo-tro-giup').click()
  await press(page, 'xuất sắc')
  await until('the paragraph', () => bodyText(stage).includes('xuất sắc'))
  await press(page, 'Văn hóa')
  await until('the title', () => stage.title.includes('Văn hóa'))
  await undo(page)
  await until('the title as it was', () => stage.title.includes('Văn Hóa'))
  assert.ok(await page.locator('#tro-giup').isVisible(), 'the sheet stays for the next line')
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390)
  for (const button of await page.locator('#tam-kiem-tra [data-sua]:visible').all())
    assert.ok(((await button.boundingBox())?.height ?? 0) >= 44, await button.innerText())
  const { default: axe } = (await import('axe-core')) as unknown as { default: { source: string } }
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe: found } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string }[] }> } }
    return (await found.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(({ id }) => id)
  })
  assert.deepEqual(violations, [])
})
