import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { chromium, type Page } from 'playwright-core'
import { inlineText, nodesOf, plainText, type Body, type Figure } from '../../body/body.ts'
import { bodyOf, meanwhile, openStage, type Stage } from './stage.tsx'

const line = (text: string, id: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })
const sample = (): Body => bodyOf({ type: 'doc', content: [
  line('Bà Ban dạy Xòe.', 'doan1111'),
  { type: 'figure', attrs: { id: 'anh11111', mediaId: 1, alt: 'Vòng Xòe', credit: '' } },
  line('Lớp học mở tối thứ bảy.', 'doan2222'),
] })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const stages: Stage[] = []
after(async () => {
  await browser.close()
  for (const stage of stages) stage.server.close()
})

type Opened = { stage: Stage; page: Page; faults: string[] }

async function open({ width = 1440, stage, waitFor = '.ProseMirror' }: { width?: number; stage?: Stage; waitFor?: string } = {}): Promise<Opened> {
  const own = stage ?? (await openStage({ title: 'Nghệ nhân bản Na Vai truyền điệu Xòe', lead: 'Tối thứ bảy nhà văn hóa sáng đèn.', body: sample() }))
  if (!stage) stages.push(own)
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 800 : 900 }, ...(width < 600 && { hasTouch: true, isMobile: true }) })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (said) => /Content Security Policy/.test(said.text()) && faults.push(said.text()))
  await page.goto(`${own.origin}/bai/1`)
  await page.waitForSelector(waitFor)
  return { stage: own, page, faults }
}

const until = async (what: string, ready: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries++) {
    if (await ready()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`Never came: ${what}`)
}
const says = (page: Page, words: string | RegExp) => until(String(words), async () => (await page.locator('#luu').innerText()).match(words) !== null)
const saved = (stage: Stage, words: string) => until(`saved “${words}”`, () => `${stage.title}\n${stage.lead}\n${JSON.stringify(stage.body)}`.includes(words))

/** As UniKey writes: plain letters by keys, then real Backspace keys and the composed letters in one burst. */
async function telex(page: Page, steps: (string | [back: number, text: string])[]) {
  for (const step of steps) {
    if (typeof step === 'string') {
      await page.keyboard.type(step)
      continue
    }
    for (let i = 0; i < step[0]; i++) await page.keyboard.press('Backspace')
    await page.keyboard.insertText(step[1])
  }
}
/** "Điện Biên được mùa ban" with the corrections of a Telex typist. */
const phrase: (string | [number, string])[] = ['D', [1, 'Đ'], 'ie', [1, 'ê'], 'n', [2, 'ện'], ' Bie', [1, 'ê'], 'n d', [1, 'đ'], 'uo', [2, 'ươ'], 'c', [2, 'ợc'], ' mu', [1, 'ù'], 'a ban']
const written = 'Điện Biên được mùa ban'

/** A preedit as phones and ibus show it: the syllable grows, changes its accents, then is committed. */
async function compose(page: Page, stages: string[], done: string) {
  const cdp = await page.context().newCDPSession(page)
  for (const text of stages) await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await cdp.send('Input.insertText', { text: done })
  await cdp.detach()
}

/** The cursor behind the last letter, whatever the lines; the End key stops at the end of a wrapped one. */
async function endOf(page: Page, selector: string) {
  await page.locator(selector).first().click()
  await page.locator(selector).first().evaluate((element) => {
    if (element instanceof HTMLTextAreaElement) return element.setSelectionRange(element.value.length, element.value.length)
    getSelection()?.selectAllChildren(element)
    getSelection()?.collapseToEnd()
  })
}

for (const width of [390, 1440])
  test(`at ${width} px UniKey's bursts arrive whole in title, lead, text, caption, cell and the field of a quote`, async () => {
    const { stage, page, faults } = await open({ width })
    for (const [place, last] of [['#tieu-de', '#'], ['#tom-tat', '$'], ['.ProseMirror > p', '%'], ['.chu', '&']] as const) {
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
    for (const words of [`Bà Ban dạy Xòe. ${written}%`, `${written}&`, `${written}+`, `${written}=`]) assert.ok(text.includes(words), `${words} in ${text}`)
    assert.equal(new Set([...nodesOf(stage.body)].map((node) => node.attrs.id)).size, [...nodesOf(stage.body)].length)
    assert.deepEqual(faults, [])
    await page.context().close()
  })

test('a preedit is left alone while it grows, and Enter after it leaves a caption', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p')
  await compose(page, ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiế', 'tiếng'], 'tiếng')
  await page.locator('.chu').click()
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
  assert.deepEqual(stage.body.content.slice(3).map((block) => block.type), ['paragraph', 'paragraph', 'paragraph', 'paragraph', 'bulletList'])
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

test('autosave says what it does, keeps the text without a line and sends it once the line is back', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Có mạng.')
  await saved(stage, 'Có mạng.')
  await says(page, /^Đã lưu \d\d:\d\d$/)
  await page.context().setOffline(true)
  await page.keyboard.type(' Mất mạng.')
  await says(page, 'Mất mạng, đã giữ trên máy')
  const before = stage.version
  await page.context().setOffline(false)
  await saved(stage, 'Mất mạng.')
  await says(page, /^Đã lưu/)
  assert.equal(stage.version, before + 1)
  stage.fail = 422
  await page.keyboard.type(' Lỗi.')
  await says(page, /Chưa lưu được\s*Thử lại/)
  stage.fail = null
  await page.click('#luu button')
  await saved(stage, 'Lỗi.')
  stage.fail = 401
  await page.keyboard.type(' Hết phiên.')
  await says(page, /Hết phiên, đã giữ trên máy\s*Đăng nhập lại/)
  await page.context().close()
})

test('what was written without a line is offered after the page was closed, and is then saved once', async () => {
  const { stage, page } = await open()
  await page.context().setOffline(true)
  await endOf(page, '.ProseMirror > p')
  await telex(page, [' ', ...phrase])
  await says(page, 'Mất mạng')
  await page.goto('about:blank')
  await page.context().setOffline(false)
  stage.fail = 503
  await page.goto(`${stage.origin}/bai/1`)
  await page.waitForSelector('#hop-tren-may[open]')
  assert.match(await page.locator('#hop-tren-may').innerText(), new RegExp(written))
  await page.keyboard.press('Escape')
  await page.reload()
  await page.waitForSelector('#hop-tren-may[open]')
  const before = stage.version
  stage.fail = null
  await page.click('#hop-tren-may button[value=use]')
  await saved(stage, written)
  await says(page, /^Đã lưu/)
  assert.equal(stage.version, before + 1)
  assert.match(await page.locator('.ProseMirror').innerText(), new RegExp(written))
  await page.reload()
  await page.waitForSelector('.ProseMirror')
  assert.equal(await page.locator('#hop-tren-may[open]').count(), 0)
  await page.context().close()
})

/** Hoa saves while Mai writes; Mai's next save finds out. */
async function twoWriters() {
  const opened = await open()
  meanwhile(opened.stage, { title: 'Tiêu đề của chị Hoa', body: bodyOf({ type: 'doc', content: [line('Bà Lò Thị Ban dạy Xòe.', 'doan1111')] }) })
  await endOf(opened.page, '.ProseMirror > p')
  await opened.page.keyboard.type(' Của Mai.')
  await opened.page.waitForSelector('#hop-hai-ban[open]')
  assert.match(await opened.page.locator('#hop-hai-ban h2').innerText(), /Chị Hoa vừa lưu bản 8 lúc \d\d:\d\d/)
  assert.doesNotMatch(JSON.stringify(opened.stage.body), /Của Mai/)
  return opened
}

test('two writers: the differences are shown in a frame without scripts, and nothing is saved until one has chosen', async () => {
  const { stage, page, faults } = await twoWriters()
  await page.click('[data-chon=compare]')
  const frame = page.frameLocator('#hop-hai-ban iframe')
  await frame.locator('ins', { hasText: 'Của Mai.' }).first().waitFor()
  assert.match(await frame.locator('del').first().innerText(), /Tiêu đề của chị Hoa|Hoa|Tiêu/)
  assert.equal(await page.locator('#hop-hai-ban iframe').getAttribute('sandbox'), '')
  await page.click('#hop-hai-ban button[value=later]')
  await page.keyboard.type(' Thêm.')
  await says(page, /Có bản khác mới hơn\s*Chọn cách giữ/)
  assert.equal(stage.version, 8)
  await page.click('#luu button')
  await page.waitForSelector('#hop-hai-ban[open]')
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('two writers: keeping both saves mine as an article of its own and goes on with theirs', async () => {
  const { stage, page } = await twoWriters()
  await page.click('[data-chon=both]')
  await page.waitForSelector('#hop-hai-ban:not([open])', { state: 'attached' })
  assert.match(plainText(bodyOf(stage.copies[0]?.body)), /Của Mai\./)
  assert.match(await page.locator('#ed-bao').innerText(), /thành một bài riêng/)
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Tiêu đề của chị Hoa')
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Tiếp.')
  await saved(stage, 'Bà Lò Thị Ban dạy Xòe. Tiếp.')
  await page.context().close()
})

test('two writers: taking the new version drops mine here, and undo still brings it back', async () => {
  const { stage, page } = await twoWriters()
  await page.click('[data-chon=take]')
  await until('the new text', async () => (await page.locator('.ProseMirror').innerText()).includes('Bà Lò Thị Ban'))
  assert.equal(stage.version, 8)
  assert.equal(stage.copies.length, 0)
  await page.click('[data-lenh=undo]')
  assert.match(await page.locator('.ProseMirror').innerText(), /Của Mai/)
  await page.context().close()
})

test('a table and a gallery come in from the toolbar and are saved', async () => {
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
  await endOf(page, '.ProseMirror > p >> nth=1')
  await page.click('[data-lenh=picture]')
  for (const index of [0, 2]) await page.locator('.ed-luoi button').nth(index).click()
  await page.click('#hop-thu-vien [data-chum]')
  await until('the gallery', () => stage.body.content.some((block) => block.type === 'gallery'))
  const table = stage.body.content.find((block) => block.type === 'table')
  assert.ok(table?.type === 'table')
  assert.equal(table.attrs.caption, 'Lớp Xòe')
  assert.deepEqual(table.content.map((row) => row.content.map((cell) => cell.type)), [['tableHeader', 'tableHeader'], ['tableCell', 'tableCell'], ['tableCell', 'tableCell']])
  const gallery = stage.body.content.find((block) => block.type === 'gallery')
  assert.deepEqual(gallery?.type === 'gallery' && gallery.attrs.items.map((item) => [item.mediaId, item.caption]), [[1, 'Ảnh lớp Xòe 1'], [3, 'Ảnh lớp Xòe 3']])
  await page.click('.ed-chum-anh button')
  await page.locator('.ed-chum button').nth(1).click()
  await page.locator('.ed-chum input').first().fill('Ảnh mở đầu')
  await page.click('#hop-chum button[value=ok]')
  await saved(stage, 'Ảnh mở đầu')
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
  const held = new Promise<void>((resolve) => { release = resolve })
  await page.route('**/tai-len', async (route) => {
    await held
    await route.continue()
  })
  await page.click('[data-lenh=picture]')
  const bytes = Buffer.from(photo.split(',')[1] ?? '', 'base64')
  await page.setInputFiles('#hop-thu-vien [data-tep]', { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.waitForSelector('.ed-khung canvas')
  await telex(page, phrase)
  await until('the caption without its picture', () => figures(stage).some((figure) => figure.attrs.mediaId === null && inlineText(figure.content) === written))
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
    document.querySelector('.ProseMirror')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, word)
  await saved(stage, 'Khăn piêu')
  const pasted = stage.body.content.slice(3)
  assert.deepEqual(pasted.map((block) => block.type), ['heading', 'paragraph', 'bulletList', 'table', 'paragraph'])
  const list = pasted[2]
  assert.ok(list?.type === 'bulletList')
  assert.deepEqual(list.content.map((item) => item.content.map((part) => part.type)), [['paragraph', 'orderedList'], ['paragraph']])
  assert.match(plainText(stage.body), /Kế hoạch lớp Xòe\nLớp mở tối thứ bảy và chủ nhật\.\nKhăn piêu\nChỉ đỏ\nTrống\nBản Na Vai\nNam\n12\nBấm Cổng/)
  assert.match(JSON.stringify(pasted), /"marks":\[\{"type":"bold"\}\],?|"bold"/)
  assert.doesNotMatch(JSON.stringify(pasted), /javascript|mso|color|alert/)
  assert.match(await page.locator('#ed-bao').innerText(), /2 ảnh trong bản dán không dán được\. Tải ảnh lên tại đây/)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('a step saves first and carries the saved version; Ctrl+S makes a named one; a chip saves its choice', async () => {
  const { stage, page } = await open()
  await page.locator('#tieu-de').fill('Tiêu đề cuối')
  await page.keyboard.press('Control+s')
  await until('the revision', () => stage.revisions.length === 1)
  assert.match(await page.locator('header.tb').innerText(), /bản 8/)
  await page.selectOption('select[name=section]', '4')
  await until('the choice', () => stage.sorted.includes('section=4'))
  await page.locator('#tieu-de').fill('Tiêu đề sau cùng')
  await page.click('text=Gửi duyệt')
  await until('the step', () => stage.steps.length === 1)
  assert.deepEqual(stage.steps, [{ step: 'submit', version: String(stage.version), title: 'Tiêu đề sau cùng' }])
  await page.context().close()
})

test('title and lead are written and saved while the editor itself is still on its way', async () => {
  const stage = await openStage({ title: 'Cũ', lead: '', body: sample() })
  stages.push(stage)
  for (const name of stage.files.keys()) if (name.startsWith('chunk-writing')) stage.files.delete(name)
  const { page } = await open({ stage, waitFor: '#than [role=alert]' })
  await endOf(page, '#tieu-de')
  await telex(page, [' ', ...phrase])
  await saved(stage, `Cũ ${written}`)
  assert.equal(plainText(stage.body), plainText(sample()))
  assert.match(await page.locator('#than').innerText(), /Chưa mở được phần soạn nội dung/)
  await page.context().close()
})

test('on a phone the checklist opens as a sheet and its lines lead into the text', async () => {
  const { page } = await open({ width: 390 })
  assert.equal(await page.locator('.pan').isVisible(), false)
  await page.click('.pill')
  await page.click('.ck a >> nth=0')
  await until('the sheet to close', async () => !(await page.locator('.pan').isVisible()))
  await page.keyboard.type('Vòng Xòe')
  assert.equal(await page.locator('.chu').innerText(), 'Vòng Xòe')
  await page.click('.pill')
  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'mo-tro-giup')
  await page.context().close()
})

test('nothing is wider than a screen of 360 px, with a table and each dialog open', async () => {
  const { page } = await open({ width: 360 })
  const fits = async (what: string) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what)
  await endOf(page, '.ProseMirror > p')
  await page.click('[data-lenh=table]')
  await page.fill('#bg-cot', '8')
  await page.click('#hop-bang button[value=ok]')
  await fits('table')
  for (const id of ['hop-hai-ban', 'hop-lien-ket', 'hop-thu-vien', 'hop-anh', 'hop-chum', 'hop-tep', 'hop-tren-may']) {
    await page.evaluate((id) => (document.getElementById(id) as HTMLDialogElement).showModal(), id)
    await fits(id)
    await page.evaluate((id) => (document.getElementById(id) as HTMLDialogElement).close(), id)
  }
  await fits('page')
  await page.context().close()
})

for (const [width, theme] of [[390, 'light'], [1440, 'light'], [1440, 'dark']] as const)
  test(`axe finds nothing to mend at ${width} px in the ${theme} theme`, async () => {
    const { page } = await open({ width })
    await page.emulateMedia({ colorScheme: theme })
    await page.evaluate(await axeSource())
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => String(node.target)).join(' | ')}`)
    })
    assert.deepEqual(found, [])
    await page.context().close()
  })

async function axeSource() {
  const { default: axe } = (await import('axe-core')) as unknown as { default: { source: string } }
  return axe.source
}
