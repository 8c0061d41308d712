import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Document, FootnoteReferenceRun, Packer, Paragraph, TextRun } from 'docx'
import { childrenOf, inlineText, nodesOf, plainText, type BodyNode } from '../body/body.ts'
import { cell, docx, folder, p, picture, r, row, table, usualNumbering, usualStyles, type Given } from './fixture-docx.ts'
import { readWord, type WordReading } from './reading.ts'

const files = await folder()
after(files.gone)

async function read(body: string, given: Given = {}): Promise<WordReading> {
  return readBytes(docx(body, { styles: usualStyles, numbering: usualNumbering, ...given }))
}

async function readBytes(bytes: Uint8Array): Promise<WordReading> {
  const outcome = await readWord(await files.put(bytes), { footnotes: 'Chú thích' })
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}

/** Kind and words of each block and what stands in it, indented; marks in brackets. */
const outline = (nodes: readonly BodyNode[], depth = 0): string =>
  nodes
    .map((node) => {
      const inline =
        'content' in node && childrenOf(node).length === 0 ? (node.content as { marks?: { type: string }[]; text?: string }[]) : []
      const words = (inline ?? [])
        .map(({ marks, text }) => (marks ? `<${marks.map(({ type }) => type[0]).join('')}>` : '') + (text ?? '⏎'))
        .join('')
      return `${' '.repeat(depth)}${node.type}${words ? ` ${words}` : ''}\n${outline(childrenOf(node), depth + 1)}`
    })
    .join('')

const png = Buffer.from('89504e470d0a1a0a', 'hex')
const body = async (xml: string, given?: Given) => (await read(p('Mở đầu.') + xml, given)).draft.body.content.slice(1)

test('title, lead, headings and plain paragraphs come in, and nothing of fonts, colours and empty lines', async () => {
  const { draft } = await read(
    [
      p('Vòng xòe nối những bản xa', { style: 'Title', color: 'FF0000' }),
      p('Tối thứ bảy, nhà văn hóa bản Na Vai lại sáng đèn đón hơn bốn mươi người.', { bold: true }),
      p('   '),
      p('Chuẩn bị', { style: 'Heading2' }),
      p(
        r('Lớp mở từ ') +
          r('tháng ba', { bold: true }) +
          r(', không thu', { font: 'Arial', color: '00FF00' }) +
          r(' tiền.', { italic: true }),
      ),
      p('Trang phục', { style: 'Heading3' }),
      p('Khăn piêu.'),
      p('Ông Ín dặn: “Cầm tay nhau”.', { style: 'Quote' }),
    ].join(''),
  )
  assert.deepEqual(
    [draft.title, draft.lead],
    ['Vòng xòe nối những bản xa', 'Tối thứ bảy, nhà văn hóa bản Na Vai lại sáng đèn đón hơn bốn mươi người.'],
  )
  assert.equal(
    outline(draft.body.content),
    `heading Chuẩn bị
paragraph Lớp mở từ <b>tháng ba, không thu<i> tiền.
heading Trang phục
paragraph Khăn piêu.
blockquote
 paragraph Ông Ín dặn: “Cầm tay nhau”.
`,
  )
  assert.deepEqual(
    draft.body.content.flatMap((block) => (block.type === 'heading' ? [block.attrs.level] : [])),
    [2, 3],
  )
  assert.doesNotMatch(JSON.stringify(draft.body), /Arial|FF00|style/)
})

test('a bold line standing alone is a heading, a text that is bold throughout has none', async () => {
  const some = await body(p('Người giữ lửa', { bold: true }) + p('Bà Ban năm nay bảy mươi tuổi.') + p('Xong.', { bold: true }))
  assert.equal(outline(some), 'heading Người giữ lửa\nparagraph Bà Ban năm nay bảy mươi tuổi.\nparagraph <b>Xong.\n')
  const all = await read([1, 2, 3, 4].map((n) => p(`Dòng đậm ${n}`, { bold: true })).join('') + p('Thường.'))
  assert.equal(all.draft.notes.headings, undefined)
})

test('Word’s lists keep their levels and numbers; what says more than a number stays in the text', async () => {
  const lists = await body(
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
  const typed = await body(
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
  const kept = await body(lines.map((line) => p(line)).join(''))
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

test('pictures keep caption, credit, description and their place, also those that cannot come along', async () => {
  const { draft, pictures } = await read(
    [
      p('Mở đầu.'),
      p(r('Trước ảnh ') + picture('a', 'Vòng người nắm tay') + r(' sau ảnh.')),
      p(picture('a', 'IMG_20.jpg'), { align: 'center' }),
      p('Đêm hội. (Ảnh: Lò Thị Mai)', { align: 'center' }),
      p(picture('b')),
      p('Chữ nghiêng dưới ảnh', { italic: true }),
      p(picture('xa')),
      p('Đoạn thường, không phải chú thích.'),
    ].join(''),
    {
      media: { 'a.png': png, 'b.emf': Buffer.from('01000000', 'hex') },
      relations: [{ id: 'xa', kind: 'image', target: 'http://192.0.2.1/a.png', outside: true }],
    },
  )
  assert.equal(
    outline(draft.body.content),
    `paragraph Mở đầu.
paragraph Trước ảnh
figure${' '}
paragraph sau ảnh.
figure Đêm hội.
figure Chữ nghiêng dưới ảnh
figure${' '}
paragraph Đoạn thường, không phải chú thích.
`.replaceAll('figure \n', 'figure\n'),
  )
  assert.deepEqual(
    draft.body.content.flatMap((block) => (block.type === 'figure' ? [[block.attrs.mediaId, block.attrs.alt, block.attrs.credit]] : [])),
    [
      [1, 'Vòng người nắm tay', ''],
      [1, '', 'Lò Thị Mai'],
      [null, '', ''],
      [null, '', ''],
    ],
  )
  assert.deepEqual(
    pictures.map(({ number, type }) => [number, type]),
    [[1, 'png']],
  )
  assert.deepEqual([draft.notes.otherPictures, draft.notes.linkedPictures], [1, 1])
})

test('footnotes stand at the end in the order of their marks, with links of their own', async () => {
  const mark = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
  const { draft } = await read(p(r('Một') + mark(7) + r(', hai') + mark(3) + r('.')), {
    footnotes: `<w:footnote w:id="-1">${p('')}</w:footnote><w:footnote w:id="3">${p('Lời ba')}</w:footnote><w:footnote w:id="7">${p('<w:hyperlink r:id="l1">' + r('Lời bảy') + '</w:hyperlink>')}${p('đoạn sau')}</w:footnote>`,
    parts: {
      'word/_rels/footnotes.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="l1" Type="http://x/hyperlink" Target="https://dienbien.gov.vn/" TargetMode="External"/></Relationships>',
    },
  })
  assert.equal(
    outline(draft.body.content),
    `paragraph Một[1], hai[2].
heading Chú thích
orderedList
 listItem
  paragraph <l>Lời bảy
  paragraph đoạn sau
 listItem
  paragraph Lời ba
`,
  )
})

test('links lead only where they may; addresses that run code leave their words', async () => {
  const link = (id: string, words: string) => `<w:hyperlink r:id="${id}">${r(words)}</w:hyperlink>`
  const field = (address: string, words: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "${address}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const { draft } = await read(
    p(
      r('x ') +
        link('tot', 'tốt') +
        link('xau', 'xấu') +
        link('tep', 'tệp') +
        field('https://vi.wikipedia.org/', 'trường') +
        field('javascript:alert(2)', 'trường xấu') +
        `<w:hyperlink w:anchor="muc">${r('trong bài')}</w:hyperlink>`,
    ),
    {
      relations: [
        { id: 'tot', kind: 'hyperlink', target: 'https://dienbien.gov.vn/?a=1&b=2', outside: true },
        { id: 'xau', kind: 'hyperlink', target: 'javascript:alert(1)', outside: true },
        { id: 'tep', kind: 'hyperlink', target: 'file:///C:/Windows/x.txt', outside: true },
      ],
    },
  )
  const hrefs = [...nodesOf(draft.body)]
    .flatMap((node) => (node.type === 'paragraph' ? (node.content ?? []) : []))
    .flatMap((run) => (run.type === 'text' ? (run.marks ?? []) : []))
    .flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : []))
  assert.deepEqual(hrefs, ['https://dienbien.gov.vn/?a=1&b=2', 'https://vi.wikipedia.org/'])
  assert.equal(plainText(draft.body), 'x tốtxấutệptrườngtrường xấutrong bài')
  assert.equal(draft.notes.badLinks, 3)
})

test('tracked changes, comments, hidden text, contents pages and boxes are read as a reader would, and told', async () => {
  const box = (words: string) => `<w:txbxContent>${p(words)}</w:txbxContent>`
  const { draft } = await read(
    [
      p('Mục lục . . . 3', { style: 'TOC1' }),
      p(
        r('Giữ ') +
          `<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del><w:ins>${r('thêm')}</w:ins>` +
          r('ẩn', { hidden: true }) +
          '<w:r><w:commentReference w:id="1"/></w:r>',
      ),
      p(
        r('Có hộp.') +
          `<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:drawing><wps:wsp><wps:txbx>${box('Trong hộp')}</wps:txbx></wps:wsp></w:drawing></w:r></mc:Choice><mc:Fallback><w:r><w:pict><v:textbox>${box('Trong hộp')}</v:textbox></w:pict></w:r></mc:Fallback></mc:AlternateContent>`,
      ),
      p(`<w:r><w:object><o:OLEObject/></w:object></w:r>` + `<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`),
      p(
        r('m') +
          r('2', { up: true }) +
          '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
      ),
      '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
    ].join(''),
  )
  assert.equal(plainText(draft.body), 'Giữ thêm\nCó hộp.\nTrong hộp\na+b\nm²•')
  const { contents, deleted, hidden, comments, textBoxes, objects, equations, symbols, headers } = draft.notes
  assert.deepEqual([contents, deleted, hidden, comments, textBoxes, objects, equations, symbols, headers], Array(9).fill(1))
})

test('a field that never ends and a code that never shows swallow nothing', async () => {
  const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://x.vn"</w:instrText></w:r>'
  const kept = await body(p(begin + r('mất?')) + p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r('hiện')) + p('Sau.'))
  assert.match(outline(kept), /paragraph <l>hiện\nparagraph Sau\.\n/)
})

test('text comes in as one form of Unicode, without control and direction marks', async () => {
  const { draft } = await read(p('Điện Biên \u202eđảo\u202c\u200b và NFD'.normalize('NFD')) + p(r('e') + r('\u0302\u0301', { bold: true })))
  const words = plainText(draft.body)
  assert.equal(words.normalize('NFC'), words)
  assert.match(words, /Điện Biên đảo và NFD/)
})

test('old encodings are found by font or by letters; the text as it stands is never touched, the converted one lies beside it', async () => {
  const old = await read(
    p('§iÖn biªn', { font: '.VnTimeH', bold: true }) +
      p(
        r('mïa hoa ban n', { font: '.VnTime' }) +
          r('¨m 2026, Unicode: đẹp', { font: '.VnTime' }) +
          r(' và thường', { font: 'Times New Roman' }),
      ) +
      table(row(cell(p('b¶n Na Vai', { font: '.VnTime' })), cell(p('tr\u00adêng', { font: '.VnTime' })))),
  )
  assert.equal(old.draft.title, '§iÖn biªn')
  assert.equal(old.legacy?.encoding, 'tcvn3')
  assert.deepEqual([old.legacy?.by, old.legacy?.before, old.legacy?.after], ['font', '§iÖn biªn', 'ĐIỆN BIÊN'])
  assert.equal(old.legacy?.draft.title, 'ĐIỆN BIÊN')
  assert.match(plainText(old.legacy!.draft.body), /mùa hoa ban n.*Unicode: đẹp và thường\nbản Na Vai\ntrường/)
  const vni = await read(
    p(r('Ñie', { font: 'VNI-Times' }) + r('än Bieân', { font: 'VNI-Times', bold: true })) + p('muøa hoa ban nôû', { font: 'VNI-Times' }),
  )
  assert.equal(plainText(vni.legacy!.draft.body), 'Điện Biên\nmùa hoa ban nở')
  const byLetters = await read(p('C«ng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc') + p('Đoạn này là Unicode.'))
  assert.equal(byLetters.legacy?.by, 'letters')
  assert.equal(plainText(byLetters.legacy!.draft.body), 'Công hòa xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc\nĐoạn này là Unicode.')
  assert.equal((await read(p('Văn bản bình thường của Sở.'))).legacy, null)
})

test('a file that another program wrote is read the same', async () => {
  const made = new Document({
    footnotes: { 1: { children: [new Paragraph('Nguồn: Sở.')] } },
    sections: [
      {
        children: [
          new Paragraph({ heading: 'Heading1', children: [new TextRun('Tiêu đề')] }),
          new Paragraph({ children: [new TextRun('Một câu'), new FootnoteReferenceRun(1)] }),
          new Paragraph({ bullet: { level: 0 }, children: [new TextRun('Gạch')] }),
          new Paragraph({ bullet: { level: 1 }, children: [new TextRun('Gạch con')] }),
        ],
      },
    ],
  })
  const { draft } = await readBytes(await Packer.toBuffer(made))
  assert.equal(draft.title, 'Tiêu đề')
  assert.equal(plainText(draft.body), 'Một câu[1]\nGạch\nGạch con\nChú thích\nNguồn: Sở.')
})

test('a book of two hundred pages comes in whole', async () => {
  const lines = Array.from(
    { length: 2_000 },
    (_, at) => `Đoạn ${at}: ${Array.from({ length: 50 }, (__, word) => `chữ${(at * 31 + word * 7) % 997}`).join(' ')}.`,
  )
  const { draft } = await read(lines.map((line) => p(line)).join(''))
  assert.equal(draft.body.content.length, 2_000)
  assert.equal(inlineText((draft.body.content[1_999] as { content: [] }).content), lines[1_999])
})
