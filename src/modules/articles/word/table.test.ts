import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { plainText } from '../body/body.ts'
import { cell, p, picture, row, table } from './fixture-docx.ts'
import { files, outline, png, read } from './fixture-reading.ts'

after(files.gone)

test('tables keep merged cells and heads; what no cell of ours may hold is taken out of it', async () => {
  const { draft } = await read(
    p('Mở đầu.') +
      p('Bảng 1. Lớp xòe', { style: 'Caption' }) +
      table(
        row(cell(p('Bản', { bold: true })), cell(p('Người', { bold: true }), { span: 2 })),
        row(cell('Na Vai', { merge: 'restart' }), cell('12'), cell('nữ')),
        row(cell('', { merge: 'continue' }), cell('13'), cell(p('- một') + p('- hai'))),
        row(cell('', { merge: 'continue' }), cell(table(row(cell('trong'), cell('ô'))) + p('')), cell(p(picture('a')))),
      ),
    { media: { 'a.png': png } },
  )
  const [, grid, figure] = draft.body.content
  assert.ok(grid?.type === 'table' && figure?.type === 'figure')
  assert.equal(grid.attrs.caption, 'Bảng 1. Lớp xòe')
  assert.deepEqual(
    grid.content.map(({ content }) => content.map(({ type, attrs }) => [type === 'tableHeader', attrs.colspan, attrs.rowspan])),
    [
      [
        [true, 1, 1],
        [true, 2, 1],
      ],
      [
        [false, 1, 3],
        [false, 1, 1],
        [false, 1, 1],
      ],
      [
        [false, 1, 1],
        [false, 1, 1],
      ],
      [
        [false, 1, 1],
        [false, 1, 1],
      ],
    ],
  )
  assert.match(plainText(draft.body), /Bản\nNgười\nNa Vai\n12\nnữ\n13\nmột\nhai\ntrong\nô/)
  assert.ok(grid.content[2]!.content[1]!.content.some(({ type }) => type === 'bulletList'))
  assert.deepEqual([draft.notes.nestedTables, draft.notes.movedPictures, figure.attrs.mediaId], [1, 1, 1])
})

test('a table that only arranges pictures is none, a frame of one cell is a box', async () => {
  const { draft } = await read(
    p('Mở đầu.') +
      table(row(cell(p(picture('a'))), cell(p(picture('b')))), row(cell('Ảnh trái'), cell('Ảnh phải'))) +
      table(row(cell(p('Cần biết', { bold: true }) + p('Mang giày mềm.')))),
    { media: { 'a.png': png, 'b.png': png } },
  )
  assert.equal(outline(draft.body.content), 'paragraph Mở đầu.\nfigure Ảnh trái\nfigure Ảnh phải\ninfoBox\n paragraph Mang giày mềm.\n')
  assert.deepEqual([draft.notes.layoutTables, draft.notes.boxes, draft.notes.captions], [1, 1, 2])
})
