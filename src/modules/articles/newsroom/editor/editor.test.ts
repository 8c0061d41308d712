import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inlineText, nodesOf, plainText, type Figure } from '../../body/body.ts'
import { compose, endOf, open, phrase, saved, telex, until, written } from './driver.ts'
import type { Stage } from './stage.ts'

for (const width of [390, 1440])
  test(`at ${width} px UniKey's bursts arrive whole in title, lead, text, caption, cell and the field of a quote`, async () => {
    const { stage, page, faults } = await open({ width })
    for (const [place, last] of [
      ['#tieu-de', '#'],
      ['#tom-tat', '$'],
      ['.ProseMirror > p', '%'],
      ['.chu', '&'],
    ] as const) {
      await endOf(page, place)
      await telex(page, [' ', ...phrase, last])
    }
    await endOf(page, '.ProseMirror > p >> nth=1')
    await page.keyboard.press('Enter')
    await page.click('[data-lenh=table]')
    await page.click('#hop-bang button[value=ok]')
    await telex(page, [...phrase, '+'])
    await endOf(page, '.ProseMirror > p >> nth=1')
    await page.keyboard.press('Enter')
    await page.click('[data-lenh=quote]')
    await page.locator('.ed-cite').click()
    await telex(page, [...phrase, '='])
    await saved(stage, `${written}=`)
    assert.ok(stage.title.endsWith(`Xòe ${written}#`), stage.title)
    assert.ok(stage.lead.endsWith(`đèn. ${written}$`), stage.lead)
    const text = plainText(stage.body)
    for (const words of [`Bà Ban dạy Xòe. ${written}%`, `${written}&`, `${written}+`, `${written}=`])
      assert.ok(text.includes(words), `${words} in ${text}`)
    assert.equal(new Set([...nodesOf(stage.body)].map((node) => node.attrs.id)).size, [...nodesOf(stage.body)].length)
    assert.deepEqual(faults, [])
    await page.context().close()
  })

test('a preedit is left alone while it grows, and Enter after it leaves a caption', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p')
  await compose(page, ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiế', 'tiếng'], 'tiếng')
  await endOf(page, '.chu')
  await compose(page, ['v', 'vo', 'vò', 'vòng'], 'vòng')
  await page.keyboard.press('Enter')
  await compose(page, ['m', 'mu', 'mù', 'mùa'], 'mùa')
  await saved(stage, 'mùa')
  assert.equal(plainText(stage.body), 'Bà Ban dạy Xòe.tiếng\nvòng\nmùa\nLớp học mở tối thứ bảy.')
  await page.context().close()
})

test('only "- " and "1. " turn into something while one types', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p >> nth=1')
  for (const text of ['# không', '* không', '**đậm** _x_', '> không', '- có', 'hai']) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(text)
  }
  await saved(stage, 'hai')
  assert.deepEqual(
    stage.body.content.slice(3).map((block) => block.type),
    ['paragraph', 'paragraph', 'paragraph', 'paragraph', 'bulletList'],
  )
  assert.match(plainText(stage.body), /# không\n\* không\n\*\*đậm\*\* _x_\n> không\ncó\nhai$/)
  await page.context().close()
})

test('a block keeps its id when it is split, and the new one gets its own', async () => {
  const { stage, page } = await open()
  await page.locator('.ProseMirror > p').first().click()
  await page.keyboard.press('Home')
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.type('x')
  await saved(stage, '"x')
  assert.equal(stage.body.content[0]?.attrs.id, 'doan1111')
  assert.equal(new Set(stage.body.content.map((block) => block.attrs.id)).size, 4)
  await page.context().close()
})

test('a table comes in from the toolbar, grows by its own buttons and is saved with its name', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p >> nth=1')
  await page.click('[data-lenh=table]')
  await page.fill('#bg-hang', '2')
  await page.fill('#bg-cot', '2')
  await page.click('#hop-bang button[value=ok]')
  await page.keyboard.type('Bản')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Người')
  await page.click('[data-lenh=addRowAfter]')
  await page.locator('.ed-ten-bang').fill('Lớp Xòe')
  await saved(stage, 'Lớp Xòe')
  const table = stage.body.content.find((block) => block.type === 'table')
  assert.ok(table?.type === 'table')
  assert.equal(table.attrs.caption, 'Lớp Xòe')
  assert.deepEqual(
    table.content.map((row) => row.content.map((cell) => cell.type)),
    [
      ['tableHeader', 'tableHeader'],
      ['tableCell', 'tableCell'],
      ['tableCell', 'tableCell'],
    ],
  )
  await page.context().close()
})

test('a picture is made smaller on the device and uploaded while its caption is typed', async () => {
  const { stage, page } = await open({ width: 390 })
  const photo = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 })
    const pen = canvas.getContext('2d')!
    for (let i = 0; i < 3000; i++) {
      pen.fillStyle = `hsl(${i % 360} 60% 50%)`
      pen.fillRect((i * 37) % 4000, (i * 91) % 3000, 60, 60)
    }
    return canvas.toDataURL('image/jpeg', 0.95)
  })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/tai-len', async (route) => {
    await held
    await route.continue()
  })
  await page.click('[data-lenh=picture]')
  const bytes = Buffer.from(photo.split(',')[1] ?? '', 'base64')
  await page.setInputFiles('#hop-thu-vien [data-tep]', { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.waitForSelector('.ed-khung canvas')
  await telex(page, phrase)
  await until('the caption without its picture', () =>
    figures(stage).some((figure) => figure.attrs.mediaId === null && inlineText(figure.content) === written),
  )
  release()
  await until('the picture', () => figures(stage).some((figure) => figure.attrs.mediaId === 41 && inlineText(figure.content) === written))
  assert.ok(stage.uploads[0]! < bytes.length)
  await page.click('.thieu >> text=Thêm nguồn ảnh')
  await page.fill('#an-nguon', 'Lò Thị Mai')
  await page.click('#hop-anh button[value=ok]')
  await saved(stage, '"credit":"Lò Thị Mai"')
  await page.context().close()
})

const figures = (stage: Stage) => stage.body.content.filter((block): block is Figure => block.type === 'figure')

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body lang=VI><!--StartFragment-->
<h1 style='color:#2E74B5'>Kế hoạch lớp Xòe<o:p></o:p></h1><p class=MsoNormal style='margin:0'><span style='font-family:"Times New Roman";color:red'>Lớp mở <b>tối thứ bảy</b> và <i>chủ nhật</i>.</span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Khăn piêu</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span></span><![endif]>Chỉ đỏ</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>Trống</p>
<table border=1><tr><td colspan=2 style='background:yellow'><p class=MsoNormal>Bản Na Vai<script>alert(1)</script></p></td></tr><tr><td><p class=MsoNormal>Nam</p></td><td><p class=MsoNormal>12</p></td></tr></table>
<p class=MsoNormal><a href="javascript:alert(1)" onclick="alert(2)">Bấm</a> <a href="https://dienbien.gov.vn">Cổng</a><img src="file:///C:/tmp/clip_image001.png"></p><p><img src="file:///C:/tmp/clip_image002.png"></p>
<!--EndFragment--></body></html>`

test('a text out of Word keeps headings, bold, lists and tables, and nothing of its colours, empty lines or pictures', async () => {
  const { stage, page, faults } = await open()
  await endOf(page, '.ProseMirror > p >> nth=1')
  await page.keyboard.press('Enter')
  await page.evaluate((html) => {
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', 'x')
    document
      .querySelector('.ProseMirror')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, word)
  await saved(stage, 'Khăn piêu')
  const pasted = stage.body.content.slice(3)
  assert.deepEqual(
    pasted.map((block) => block.type),
    ['heading', 'paragraph', 'bulletList', 'table', 'paragraph'],
  )
  const list = pasted[2]
  assert.ok(list?.type === 'bulletList')
  assert.deepEqual(
    list.content.map((item) => item.content.map((part) => part.type)),
    [['paragraph', 'orderedList'], ['paragraph']],
  )
  assert.match(
    plainText(stage.body),
    /Kế hoạch lớp Xòe\nLớp mở tối thứ bảy và chủ nhật\.\nKhăn piêu\nChỉ đỏ\nTrống\nBản Na Vai\nNam\n12\nBấm Cổng/,
  )
  assert.match(JSON.stringify(pasted), /"marks":\[\{"type":"bold"\}\],?|"bold"/)
  assert.doesNotMatch(JSON.stringify(pasted), /javascript|mso|color|alert/)
  assert.match(await page.locator('#ed-bao').innerText(), /2 ảnh trong bản dán không dán được\. Tải ảnh lên tại đây/)
  assert.deepEqual(faults, [])
  await page.context().close()
})
