import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inlineText, plainText, type Body, type BodyNode, childrenOf } from '../../body/body.ts'
import { open, saved, until, type Opened } from '../../newsroom/editor/driver.ts'

/** What people copy out of Word, Google Docs and LibreOffice, pasted into the real editor; the clipboards are written by hand after real ones. */
async function paste(html: string, wanted: string): Promise<Opened & { blocks: Body['content'] }> {
  const opened = await open()
  const { page, stage } = opened
  await page.locator('.ProseMirror').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.evaluate((given) => {
    const data = new DataTransfer()
    data.setData('text/html', given)
    data.setData('text/plain', 'x')
    document
      .querySelector('.ProseMirror')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, html)
  await saved(stage, wanted)
  return { ...opened, blocks: stage.body.content }
}

/** Kind and words of each block and what stands in it, indented. */
const outline = (nodes: readonly BodyNode[], depth = 0): string =>
  nodes
    .map((node) => {
      const words = 'content' in node && childrenOf(node).length === 0 ? inlineText(node.content as []) : ''
      return `${' '.repeat(depth)}${node.type}${words ? ` ${words}` : ''}\n${outline(childrenOf(node), depth + 1)}`
    })
    .join('')

const said = (opened: Opened) => opened.page.locator('#ed-bao').innerText()

const word = (body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"><head><style>p.MsoNormal{color:red}</style><xml><o:p>x</o:p></xml></head><body lang=VI><!--StartFragment-->${body}<!--EndFragment--></body></html>`

test('lists that were only typed become lists, with their levels and their numbers', async () => {
  const opened = await paste(
    word(`<p class=MsoNormal>Chuẩn bị:<o:p></o:p></p><p class=MsoNormal style='margin-left:18.0pt'>-<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>Khăn <b>piêu</b></p>
<p class=MsoNormal style='margin-left:18.0pt'>- Trống</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal style='margin-left:18.0pt'>+ trống lớn</p><p class=MsoNormal>- Chiêng</p>
<p class=MsoNormal>3. Ba</p><p class=MsoNormal>4. Bốn</p><p class=MsoNormal>- Anh đi đâu?</p>`),
    'Chiêng',
  )
  assert.equal(
    outline(opened.blocks),
    `paragraph Chuẩn bị:
bulletList
 listItem
  paragraph Khăn piêu
 listItem
  paragraph Trống
  bulletList
   listItem
    paragraph trống lớn
 listItem
  paragraph Chiêng
orderedList
 listItem
  paragraph Ba
 listItem
  paragraph Bốn
  bulletList
   listItem
    paragraph Anh đi đâu?
`,
  )
  const numbers = opened.blocks.find((block) => block.type === 'orderedList')
  assert.equal(numbers?.type === 'orderedList' && numbers.attrs.start, 3)
  await opened.page.context().close()
})

test('talk behind dashes, a number alone and a temperature stay as they were written', async () => {
  const opened = await paste(
    word(`<p>- Anh đi đâu đấy?</p><p>- Tôi ra bản.</p><p>Đoạn.</p><p>1. Mục đích</p><p>Đoạn hai.</p><p>-5 độ C.</p><p>-7 độ C.</p>`),
    'Mục đích',
  )
  assert.ok(opened.blocks.every((block) => block.type === 'paragraph'))
  assert.match(plainText(opened.stage.body), /- Anh đi đâu đấy\?\n- Tôi ra bản\.\n.*\n1\. Mục đích/)
  await opened.page.context().close()
})

test('footnotes out of Word, Google Docs and LibreOffice become one list at the end, marked in the text', async () => {
  const sources = [
    word(
      `<p>Có chú<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span><![endif]></span></span></a> thích.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Lời chú.</p></div></div>`,
    ),
    `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>Có chú</span><span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></span><span> thích.</span></p><hr /><div><p dir="ltr"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Lời chú.</span></p></div></b>`,
    `<p>Có chú<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> thích.</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Lời chú.</p></div>`,
  ]
  for (const html of sources) {
    const opened = await paste(html, 'Lời chú')
    assert.equal(plainText(opened.stage.body), 'Có chú[1] thích.\nChú thích\nLời chú.')
    assert.deepEqual(
      opened.blocks.map(({ type }) => type),
      ['paragraph', 'heading', 'orderedList'],
    )
    assert.doesNotMatch(JSON.stringify(opened.blocks), /"link"/)
    await opened.page.context().close()
  }
})

test('a picture with a caption leaves its place and its words, one without is told', async () => {
  const opened = await paste(
    word(
      `<p>Đầu.</p><p align=center><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]--><![if !vml]><img src="file:///C:/tmp/clip_image001.png"><![endif]></p><p align=center style='text-align:center'><i>Vòng Xòe bên lửa. Ảnh: Lò Thị Mai</i></p><p>Giữa <img src="data:image/png;base64,AAAA"> câu.</p>`,
    ),
    'Vòng Xòe bên lửa',
  )
  const figure = opened.blocks.find((block) => block.type === 'figure')
  assert.ok(figure?.type === 'figure')
  assert.deepEqual([figure.attrs.mediaId, figure.attrs.credit, inlineText(figure.content)], [null, 'Lò Thị Mai', 'Vòng Xòe bên lửa.'])
  assert.match(await said(opened), /1 ảnh trong bản dán không dán được/)
  assert.doesNotMatch(JSON.stringify(opened.blocks), /file:|data:|clip_image/)
  await opened.page.context().close()
})

test('lists and tables out of Google Docs and LibreOffice keep their shape, and nothing of fonts, colours and hidden text', async () => {
  const opened = await paste(
    `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-x"><h2 dir="ltr" style="color:#f00"><span style="font-family:Arial;color:red">Lịch học</span></h2><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700">Một</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Một một</span></p></li></ul><li dir="ltr"><p dir="ltr"><span style="font-style:italic">Hai</span></p></li></ul></b><table><tr><td colspan="2"><font face="Liberation Serif" color="#ff0000">Gộp</font><table><tr><td>trong</td></tr></table></td></tr><tr><td>a<span style="mso-hide:all;display:none">ẩn</span></td><td>b</td></tr></table><p><a href="javascript:alert(1)">bấm</a> <a href="https://x.vn" onclick="alert(1)">đi</a> <del>bỏ</del>\u202e</p>`,
    'Một một',
  )
  assert.equal(
    outline(opened.blocks),
    `heading Lịch học
bulletList
 listItem
  paragraph Một
  bulletList
   listItem
    paragraph Một một
 listItem
  paragraph Hai
table
 tableRow
  tableCell
   paragraph Gộp
   paragraph trong
 tableRow
  tableCell
   paragraph a
  tableCell
   paragraph b
paragraph bấm đi 
`,
  )
  assert.doesNotMatch(JSON.stringify(opened.blocks), /javascript|alert|color|Arial|ẩn|bỏ|\u202e/)
  assert.deepEqual(opened.faults, [])
  await opened.page.context().close()
})

test('text of an old encoding is told and converted only when asked, by its fonts and by its letters', async () => {
  for (const [html, before, after] of [
    [
      word(`<p><span style='font-family:".VnTimeH"'>§iÖn biªn</span> <span style='font-family:".VnTime"'>mïa hoa ban n¨m nay</span></p>`),
      '§iÖn biªn',
      'ĐIỆN BIÊN mùa hoa ban năm nay',
    ],
    [`<p><font face="VNI-Times">Ñieän Bieân muøa hoa ban</font></p>`, 'Ñieän Bieân', 'Điện Biên mùa hoa ban'],
    [`<p>C«ng hßa x· héi chñ nghÜa ViÖt Nam</p>`, 'C«ng hßa', 'Công hòa xã hội chủ nghĩa Việt Nam'],
  ] as const) {
    const opened = await paste(html, before)
    assert.match(await said(opened), /bảng mã cũ (?:TCVN3|VNI)/)
    await opened.page.click('#ed-bao >> text=Chuyển sang Unicode')
    await saved(opened.stage, after)
    assert.equal(plainText(opened.stage.body), after)
    assert.match(await said(opened), /Đã chuyển/)
    await opened.page.context().close()
  }
})

test('a conversion never throws away what was written after the paste', async () => {
  const opened = await paste(`<p><span style='font-family:".VnTime"'>mïa hoa ban n¨m nay</span></p>`, 'mïa')
  await opened.page.keyboard.type(' thêm')
  await saved(opened.stage, 'thêm')
  await opened.page.click('#ed-bao >> text=Chuyển sang Unicode')
  await until('the refusal', async () => /Hãy hoàn tác/.test(await said(opened)))
  assert.match(plainText(opened.stage.body), /mïa hoa ban n¨m nay thêm/)
  await opened.page.context().close()
})
