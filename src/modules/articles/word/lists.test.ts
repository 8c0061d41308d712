import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { plainText } from '../body/body.ts'
import { p } from './fixture-docx.ts'
import { blocks, files, outline, read } from './fixture-reading.ts'

after(files.gone)

test('Word’s lists keep their levels and numbers; what says more than a number stays in the text', async () => {
  const lists = await blocks(
    [
      p('Một', { list: [2, 0] }),
      p('Một a', { list: [1, 1] }),
      p('Hai', { list: [2, 0] }),
      p('Xen giữa.'),
      p('Ba', { list: [2, 0] }),
      p('điểm a', { list: [3, 0] }),
      p('Phạm vi', { list: [4, 0] }),
      p('Đối tượng', { list: [4, 0] }),
      p('Đánh số', { style: 'Heading2', list: [2, 0] }),
    ].join(''),
  )
  assert.equal(
    outline(lists),
    `orderedList
 listItem
  paragraph Một
  bulletList
   listItem
    paragraph Một a
 listItem
  paragraph Hai
paragraph Xen giữa.
orderedList
 listItem
  paragraph Ba
  orderedList
   listItem
    paragraph điểm a
paragraph Điều 1. Phạm vi
paragraph Điều 2. Đối tượng
heading 4. Đánh số
`,
  )
  const again = lists.filter((block) => block.type === 'orderedList').map(({ attrs }) => attrs.start)
  assert.deepEqual(again, [1, 3])
})

test('lists that were only typed become lists: dashes, pluses, bullets, numbers, letters, by sign and by indent', async () => {
  const typed = await blocks(
    [
      p('-\tMột'),
      p('- Hai'),
      p('+ hai cộng'),
      p('– Ba'),
      p('Xen.'),
      p('• Chấm'),
      p('•  Chấm trong', { left: 720 }),
      p('1. Thứ nhất'),
      p('a) điểm a'),
      p('b) điểm b'),
      p('2. Thứ hai'),
      p('4. Thứ tư'),
      p('•\tLẻ loi có tab'),
    ].join(''),
  )
  assert.equal(
    outline(typed),
    `bulletList
 listItem
  paragraph Một
 listItem
  paragraph Hai
  bulletList
   listItem
    paragraph hai cộng
 listItem
  paragraph Ba
paragraph Xen.
bulletList
 listItem
  paragraph Chấm
  bulletList
   listItem
    paragraph Chấm trong
orderedList
 listItem
  paragraph Thứ nhất
  orderedList
   listItem
    paragraph điểm a
   listItem
    paragraph điểm b
 listItem
  paragraph Thứ hai
orderedList
 listItem
  paragraph Thứ tư
  bulletList
   listItem
    paragraph Lẻ loi có tab
`,
  )
})

test('what only looks like a list stays: talk behind dashes, a single number, a year, a minus', async () => {
  const lines = ['- Anh đi đâu?', '- Tôi ra bản.', 'Xen.', '1. Mục đích', 'Xen.', '2026. Năm mới', '-5 độ', '-7 độ', 'Xen.', '- Gạch lẻ']
  const kept = await blocks(lines.map((line) => p(line)).join(''))
  assert.equal(outline(kept), lines.map((line) => `paragraph ${line}\n`).join(''))
})

test('lists nested deeper than a text may hold are folded, and no line is lost', async () => {
  const deep = await read(
    p('Mở đầu.') +
      Array.from({ length: 9 }, (_, at) => p(`tầng ${at}`, { list: [1, Math.min(2, at)], left: 300 * at })).join('') +
      Array.from({ length: 8 }, (_, at) => p(`- gõ ${at}`, { left: 800 * at })).join(''),
  )
  const words = plainText(deep.draft.body)
  for (let at = 0; at < 8; at++) assert.match(words, new RegExp(`tầng ${at}\\b[^]*gõ ${at}\\b`))
})
