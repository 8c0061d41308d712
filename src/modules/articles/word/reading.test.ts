import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Document, FootnoteReferenceRun, Packer, Paragraph, TextRun } from 'docx'
import { inlineText, nodesOf, plainText } from '../body/body.ts'
import { cell, p, picture, r, row, table } from './fixture-docx.ts'
import { blocks, files, outline, png, read, readBytes } from './fixture-reading.ts'

after(files.gone)

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
  const some = await blocks(p('Người giữ lửa', { bold: true }) + p('Bà Ban năm nay bảy mươi tuổi.') + p('Xong.', { bold: true }))
  assert.equal(outline(some), 'heading Người giữ lửa\nparagraph Bà Ban năm nay bảy mươi tuổi.\nparagraph <b>Xong.\n')
  const all = await read([1, 2, 3, 4].map((n) => p(`Dòng đậm ${n}`, { bold: true })).join('') + p('Thường.'))
  assert.equal(all.draft.notes.headings, undefined)
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
  const kept = await blocks(p(begin + r('mất?')) + p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r('hiện')) + p('Sau.'))
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
  const last = draft.body.content[1_999]
  assert.equal(last?.type === 'paragraph' && inlineText(last.content), lines[1_999])
})
