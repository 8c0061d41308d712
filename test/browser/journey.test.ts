import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, sampleHouse } from '../house.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn, tale, type, visitor, type Person } from './people.ts'
import { photograph, picturesUnder, tellsPlace } from './pictures.ts'

const { base, dataDir, close, port } = await sampleHouse()
const people: (Person & { role: string })[] = []
after(async () => {
  await closeBrowser()
  await close()
})

const step = tale(() => people)

const title = 'Bản Na Vai mở lớp dạy Xòe cổ mỗi tối thứ bảy'
const lead = 'Từ đầu tháng mười một, hơn ba mươi người trẻ ở bản Na Vai theo bà Lò Thị Ban học sáu điệu Xòe cổ của người Thái.'
const first = 'Tối thứ bảy, nhà văn hóa bản sáng đèn từ lúc bảy giờ.'
const second = 'Lớp học có hai mươi người, nhỏ nhất mới chín tuổi.'
const mended = 'Lớp học có ba mươi hai người, nhỏ nhất mới chín tuổi, theo sổ của trưởng bản.'
const edited = 'Lớp học có ba mươi hai người, em nhỏ nhất mới chín tuổi, theo sổ của trưởng bản.'
const reason = 'Ghi rõ số người học lấy từ đâu, và kiểm tra lại con số.'
const corrected = edited.replace('ba mươi hai', 'ba mươi tư')
const notice = 'Bài đăng lần đầu ghi lớp có ba mươi hai người; đúng là ba mươi tư người.'

/** What the story needs from one step to the next. */
const story = {
  id: 0,
  path: '',
  elsewhere: '',
  contributor: null as Person | null,
  editor: null as Person | null,
  chief: null as Person | null,
}
const article = () => `${base}/toa-soan/bai-viet/${story.id}`

async function enter(role: 'contributor' | 'editor' | 'chief') {
  const person = keep(role, await signedIn(role, role === 'contributor' ? onPhone : onDesk))
  story[role] = person
  return person.page
}

function keep(role: string, person: Person) {
  const kept = { role, ...person }
  people.push(kept)
  return kept
}

step('a contributor signs in on a phone, writes with two pictures, sees it saved and sends it', async () => {
  const page = await enter('contributor')
  await shot(page, 'contributor-mine')
  await page.getByRole('link', { name: 'Viết', exact: true }).click()
  await page.getByLabel('Cổng thông tin điện tử Sở Văn hóa, Thể thao và Du lịch').check()
  await page
    .getByLabel('Chuyên mục')
    .first()
    .selectOption({ label: await optionLike(page, 'Văn hóa') })
  await shot(page, 'contributor-begin')
  await page.getByRole('button', { name: /^Bài phản ánh/ }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  story.id = Number(/bai-viet\/(\d+)/.exec(page.url())![1])
  await shot(page, 'contributor-editor-empty')
  await type(page.getByRole('textbox', { name: /^Tiêu đề/ }), title)
  await type(page.getByRole('textbox', { name: /^Tóm tắt/ }), lead)
  await type(page.getByRole('textbox', { name: 'Nội dung bài' }), first)
  await page.keyboard.press('Enter')
  await page.keyboard.type(second)
  await shot(page, 'contributor-editor-text')
  await addPictures(page)
  await describe(page, 0, {
    caption: 'Vòng Xòe của lớp học bản Na Vai',
    credit: 'Lò Thị Mai',
    alt: 'Hơn mười người nắm tay nhau múa vòng tròn trong nhà sàn',
  })
  await describe(page, 1, {
    caption: 'Bà Ban chỉnh tay cho học trò nhỏ',
    credit: 'Lò Thị Mai',
    alt: 'Một bà cụ cầm tay một em gái mặc áo cóm',
  })
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).waitFor()
  await saved(page)
  await shot(page, 'contributor-editor-pictures')
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Đã gửi bài. Biên tập viên sẽ thấy bài trong hàng chờ.').waitFor()
  await shot(page, 'contributor-sent')
})

async function optionLike(page: Page, name: string) {
  const labels = await page.getByLabel('Chuyên mục').first().locator('option').allInnerTexts()
  return labels.find((label) => label.trim().endsWith(name))!
}

async function addPictures(page: Page) {
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click()
  await shot(page, 'contributor-picker')
  await page
    .getByRole('dialog', { name: 'Chèn ảnh' })
    .getByLabel('Tải lên từ máy')
    .setInputFiles([
      { name: 'xoe-1.jpg', mimeType: 'image/jpeg', buffer: await photograph('#7a3b5e', true) },
      { name: 'xoe-2.jpg', mimeType: 'image/jpeg', buffer: await photograph('#3b6a7a') },
    ])
  await page.locator('#than figure img').nth(1).waitFor()
}

async function describe(page: Page, index: number, said: { caption: string; credit: string; alt: string }) {
  const figure = page.locator('#than figure').nth(index)
  await figure.locator('figcaption .chu').click()
  await page.keyboard.type(said.caption)
  await figure.getByRole('button', { name: 'Thêm nguồn ảnh' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thông tin ảnh' })
  await dialog.getByLabel('Nguồn ảnh').fill(said.credit)
  await dialog.getByLabel('Mô tả ảnh').fill(said.alt)
  if (index === 0) await shot(page, 'contributor-picture-dialog')
  await dialog.getByRole('button', { name: 'Xong' }).click()
  await figure.getByText(`Ảnh: ${said.credit}`).waitFor()
}

step('the editor finds it among what waits and returns it with a reason', async () => {
  const page = await enter('editor')
  await page.getByRole('link', { name: 'Việc của tôi' }).first().click()
  await shot(page, 'editor-mine')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { name: title }).waitFor()
  await shot(page, 'editor-review')
  await page.getByRole('link', { name: 'Trả lại' }).first().click()
  await page.getByLabel('Viết thêm cho người nhận').fill(reason)
  await page.getByLabel('Cần ghi nguồn cho số liệu').check()
  await shot(page, 'editor-return')
  await page.getByRole('button', { name: 'Trả lại' }).click()
  await page.getByText('Đã trả lại bài kèm lý do.').waitFor()
})

step('the contributor reads the reason, mends the text and sends it again', async () => {
  const { page } = story.contributor!
  await page.goto(`${base}/toa-soan`)
  await page.getByText(reason).waitFor()
  await shot(page, 'contributor-returned')
  await page.getByRole('listitem').filter({ hasText: title }).getByRole('link', { name: 'Sửa tiếp' }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  await page.locator('#noi-dung').getByText(reason).waitFor()
  await shot(page, 'contributor-mending')
  await rewrite(page, second, mended)
  await saved(page)
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Đã gửi bài.').waitFor()
})

/** Puts other words in the place of a paragraph, by selecting it and typing. */
async function rewrite(page: Page, from: string, to: string) {
  await page.locator('#than p').filter({ hasText: from }).click({ clickCount: 3 })
  await page.keyboard.type(to)
  await page.locator('#than p').filter({ hasText: to }).waitFor()
}

step('the editor sees what was mended, puts a word right and passes it on', async () => {
  const { page } = story.editor!
  await page.goto(`${base}/toa-soan/viec-cua-toi`)
  await page.getByRole('link', { name: title }).click()
  await page.getByText('theo sổ của trưởng bản').first().waitFor()
  await shot(page, 'editor-review-again')
  await page.getByRole('link', { name: 'Mở trang viết' }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  await rewrite(page, mended, edited)
  await shot(page, 'editor-editing')
  await page.getByRole('button', { name: 'Chuyển Ban duyệt' }).first().click()
  await page.getByText('Đã chuyển Ban Biên tập duyệt.').waitFor()
  await shot(page, 'editor-passed')
})

step('the chief reads what changed and approves for the next minute, on a second site too', async () => {
  const page = await enter('chief')
  await shot(page, 'chief-mine')
  await page.getByRole('link', { name: title }).click()
  assert.match(await page.locator('#noi-dung ins').first().innerText(), /^em\s*$/m)
  await shot(page, 'chief-review')
  await page.getByRole('link', { name: 'Duyệt, hẹn đăng' }).first().click()
  await page.getByLabel('Hẹn giờ').check()
  const at = soon()
  await page.getByLabel('Giờ', { exact: true }).fill(at)
  await page.getByLabel('Trung tâm Văn hóa – Điện ảnh tỉnh Điện Biên').selectOption({ label: 'Tin hoạt động' })
  await shot(page, 'chief-approve')
  await page.getByRole('button', { name: 'Duyệt, hẹn đăng' }).click()
  await page.getByText('Đã duyệt.').waitFor()
  assert.ok((await page.getByText('Hẹn giờ').count()) > 0)
  await shot(page, 'chief-approved')
})

/** The next full minute in Vietnam, or the one after it when there is no time left to press the button. */
function soon() {
  const now = Temporal.Now.zonedDateTimeISO('Asia/Ho_Chi_Minh')
  const at = now.add({ seconds: 6 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  return at.toPlainTime().toString({ smallestUnit: 'minute' })
}

step('before its hour no reader sees it', async () => {
  const { page } = await someReader()
  await page.goto(`${base}/tim-kiem?q=${encodeURIComponent('điệu Xòe cổ bản Na Vai')}`)
  await page.getByRole('main').waitFor()
  assert.equal(await page.getByRole('link', { name: title }).count(), 0)
})

step('the worker publishes it at its hour, and a reader finds it on both sites', async () => {
  const { page } = await someReader()
  await published(`/tin-tuc`, title)
  await page.goto(base)
  await page.getByRole('link', { name: title }).first().waitFor()
  await shot(page, 'reader-home')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByText(edited).waitFor()
  story.path = new URL(page.url()).pathname
  assert.match(story.path, new RegExp(`^/van-hoa/ban-na-vai-mo-lop-day-xoe-co-moi-toi-thu-bay-${story.id}$`))
  assert.equal(await canonical(page), base + story.path)
  await pictures(page)
  await shot(page, 'reader-article')
  await page.goto(there('/tin-hoat-dong'))
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  story.elsewhere = new URL(page.url()).pathname
  assert.equal(await canonical(page), base + story.path)
  assert.equal(await page.getByText('Bài gốc đăng tại').getByRole('link').getAttribute('href'), base + story.path)
  await shot(page, 'reader-elsewhere')
})

const someReader = async () => people.find(({ role }) => role === 'reader') ?? keep('reader', await visitor(onPhone))
const there = (path: string) => `http://vanhoa.localhost:${port}${path}`
const canonical = (page: Page) => page.locator('link[rel=canonical]').getAttribute('href')

/** Until the worker has done its part: the page is asked again as an impatient reader would, for at most two minutes. */
async function published(path: string, words: string) {
  const { page } = await someReader()
  for (const until = Date.now() + 120_000; Date.now() < until;) {
    await page.goto(base + path)
    if ((await page.getByRole('link', { name: words }).count()) > 0) return
    await page.waitForTimeout(1_000)
  }
  assert.fail(`never published: ${words}`)
}

/** What a reader sees of the two pictures; and no picture the house keeps tells where it was taken. */
async function pictures(page: Page) {
  const shown = page.getByRole('article').locator('figure')
  assert.equal(await shown.count(), 2)
  assert.match(await shown.first().innerText(), /Vòng Xòe của lớp học bản Na Vai\s+.*Ảnh: Lò Thị Mai/s)
  assert.equal(await shown.nth(1).getByRole('img').getAttribute('alt'), 'Một bà cụ cầm tay một em gái mặc áo cóm')
  await shown
    .first()
    .getByRole('img')
    .evaluate((img: HTMLImageElement) => img.decode())
  assert.equal(await tellsPlace(await photograph('#7a3b5e', true)), true)
  const kept = await picturesUnder(dataDir)
  assert.ok(kept.length > 2)
  for (const file of kept) assert.equal(await tellsPlace(file), false, file)
}

step('it stands in the feeds, the sitemap and the search, with accents and without', async () => {
  const { page } = await someReader()
  const here = `localhost:${port}`
  for (const path of ['/rss.xml', '/atom.xml', '/feed.json', '/van-hoa/rss.xml'])
    assert.ok((await ask(port, here, path)).body.includes(title), path)
  assert.ok((await ask(port, `vanhoa.${here}`, '/rss.xml')).body.includes(title))
  assert.ok((await sitemap(here)).includes(base + story.path))
  for (const q of ['lớp dạy Xòe cổ Na Vai', 'lop day xoe co na vai']) {
    await page.goto(base)
    await page.goto(`${base}/tim-kiem`)
    await page.getByRole('main').getByRole('searchbox').fill(q)
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('link', { name: title }).waitFor()
  }
  await shot(page, 'reader-search')
})

async function sitemap(host: string) {
  const index = (await ask(port, host, '/sitemap.xml')).body
  const parts = [...index.matchAll(/<loc>([^<]+\.xml)<\/loc>/g)].map(([, url]) => new URL(url!).pathname)
  return (await Promise.all(parts.map((path) => ask(port, host, path)))).map(({ body }) => body).join() + index
}

step('the chief corrects a word, and readers keep the old text until the correction went through the same stages', async () => {
  const { page } = story.chief!
  await page.goto(article())
  await shot(page, 'chief-live')
  await page.getByRole('button', { name: 'Sửa bài đã đăng' }).click()
  await page.getByText('Đã mở bản sửa.').waitFor()
  await shot(page, 'chief-correcting')
  await page.getByRole('link', { name: 'Mở trang viết' }).click()
  await page.getByRole('textbox', { name: 'Nội dung bài' }).waitFor()
  await rewrite(page, edited, corrected)
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Đã gửi bài.').waitFor()
  const editor = story.editor!.page
  await editor.goto(`${base}/toa-soan/viec-cua-toi`)
  await shot(editor, 'editor-correction')
  await editor.getByRole('link', { name: title }).click()
  await editor.getByRole('button', { name: 'Chuyển Ban duyệt' }).first().click()
  await editor.getByText('Đã chuyển Ban Biên tập duyệt.').waitFor()
  await page.goto(`${base}/toa-soan/viec-cua-toi`)
  await page.getByRole('link', { name: title }).click()
  await shot(page, 'chief-correction-review')
  assert.match(await page.locator('#noi-dung ins').first().innerText(), /tư/)
  for (const address of [base + story.path, there(story.elsewhere)]) assert.ok((await text(address)).includes(edited), address)
})

/** What a reader who comes just now reads at an address. */
async function text(address: string) {
  const { page } = await someReader()
  await page.goto(address)
  return page.getByRole('main').innerText()
}

step('approved with a notice, the correction stands on both sites', async () => {
  const { page } = story.chief!
  await page.getByRole('link', { name: 'Duyệt, hẹn đăng' }).first().click()
  await page.getByLabel('Ngay khi duyệt').check()
  await page.getByLabel('Câu đã đăng').fill('Lớp học có ba mươi hai người')
  await page.getByLabel('Nay sửa là').fill('Lớp học có ba mươi tư người')
  await page.getByLabel('Lời đính chính').fill(notice)
  await shot(page, 'chief-correction-approve')
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await page.getByText('Đã duyệt.').waitFor()
  for (const address of [base + story.path, there(story.elsewhere)]) {
    const seen = await text(address)
    assert.ok(seen.includes(notice), address)
    assert.ok(seen.includes(corrected) && !seen.includes(edited), address)
  }
  await shot((await someReader()).page, 'reader-corrected')
})

step('withdrawn, its address says so on both sites and it is gone from lists, feeds and search', async () => {
  const { page } = story.chief!
  for (const site of ['Cổng thông tin điện tử', 'Trung tâm Văn hóa']) {
    await page.goto(article())
    await page
      .getByRole('listitem')
      .filter({ hasText: site })
      .getByRole('link', { name: /^Gỡ bài/ })
      .click()
    await page.getByLabel('Lời báo cho bạn đọc').fill('Lớp học đã dừng, bài được gỡ theo đề nghị của bản.')
    if (site.startsWith('Cổng')) await shot(page, 'chief-withdraw')
    await page.getByRole('button', { name: 'Gỡ bài' }).click()
    await page.getByText('Đã gỡ bài.').waitFor()
  }
  await shot(page, 'chief-withdrawn')
  for (const address of [base + story.path, there(story.elsewhere)]) {
    const seen = await text(address)
    assert.match(seen, /Bài này đã được gỡ/)
    assert.match(seen, /gỡ theo đề nghị của bản/)
    assert.ok(!seen.includes(first), address)
  }
  await shot((await someReader()).page, 'reader-withdrawn')
  for (const address of [
    base,
    `${base}/van-hoa`,
    there('/'),
    there('/tin-hoat-dong'),
    `${base}/tim-kiem?q=${encodeURIComponent('lớp dạy Xòe cổ Na Vai')}`,
  ])
    assert.ok(!(await text(address)).includes(title), address)
  for (const host of [`localhost:${port}`, `vanhoa.localhost:${port}`]) {
    assert.ok(!(await ask(port, host, '/rss.xml')).body.includes(title), host)
    assert.ok(!(await sitemap(host)).includes(story.path), host)
  }
})

step('no screen of the story had a script error, a blocked resource or a fault', async () => {
  assert.deepEqual(
    people.flatMap(({ faults }) => faults),
    [],
  )
})
