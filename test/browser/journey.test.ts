import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, sampleHouse } from '../house.ts'
import { closeBrowser } from './chromium.ts'
import { onDesk, onPhone, saved, shot, signedIn, tale, type, visitor, type Person } from './people.ts'
import { optionLike, addPictures, describe, offered, rewrite, soon, pictures, sitemapOf } from './story.ts'
import { title, lead, first, second, mended, edited, reason, corrected, notice } from './words.ts'

const { base, dataDir, close, port } = await sampleHouse()
const people: (Person & { role: string })[] = []
after(async () => {
  await closeBrowser()
  await close()
})

const step = tale(() => people)

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
  await pictures(page, dataDir)
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

step('it stands in the feeds, the sitemap and the search, with accents and without', async () => {
  const { page } = await someReader()
  const here = `localhost:${port}`
  for (const path of ['/rss.xml', '/atom.xml', '/feed.json', '/van-hoa/rss.xml'])
    assert.ok((await ask(port, here, path)).body.includes(title), path)
  assert.ok((await ask(port, `vanhoa.${here}`, '/rss.xml')).body.includes(title))
  assert.ok((await sitemapOf(port, here)).includes(base + story.path))
  for (const q of ['lớp dạy Xòe cổ Na Vai', 'lop day xoe co na vai']) {
    await page.goto(base)
    await page.goto(`${base}/tim-kiem`)
    await page.getByRole('main').getByRole('searchbox').fill(q)
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('link', { name: title }).waitFor()
  }
  await shot(page, 'reader-search')
})

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
  await page.goto(article())
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Cổng thông tin điện tử' })
    .getByRole('link', { name: /^Gỡ bài/ })
    .click()
  await page.getByLabel('Vì sao gỡ').selectOption({ label: 'Theo đề nghị của người liên quan' })
  await page.getByLabel('Lời báo cho bạn đọc').fill('Lớp học đã dừng, bài được gỡ theo đề nghị của bản.')
  assert.ok(await page.getByLabel(/^Gỡ luôn ở Trung tâm Văn hóa/).isChecked())
  await shot(page, 'chief-withdraw')
  await page.getByRole('button', { name: 'Gỡ bài' }).click()
  await page.getByText('Đã gỡ bài.').waitFor()
  await shot(page, 'chief-withdrawn')
  for (const address of [base + story.path, there(story.elsewhere)]) {
    const seen = await text(address)
    assert.match(seen, /Bài này đã được gỡ/)
    assert.match(seen, /gỡ theo đề nghị của bản/)
    assert.ok(!seen.includes(first), address)
  }
  await shot((await someReader()).page, 'reader-withdrawn')
  assert.deepEqual(await offered((await someReader()).page, base, title), { inColumn: 1, elsewhere: 0 })
  for (const address of [
    `${base}/van-hoa`,
    there('/'),
    there('/tin-hoat-dong'),
    `${base}/tim-kiem?q=${encodeURIComponent('lớp dạy Xòe cổ Na Vai')}`,
  ])
    assert.ok(!(await text(address)).includes(title), address)
  for (const host of [`localhost:${port}`, `vanhoa.localhost:${port}`]) {
    assert.ok(!(await ask(port, host, '/rss.xml')).body.includes(title), host)
    assert.ok(!(await sitemapOf(port, host)).includes(story.path), host)
  }
})

step('no screen of the story had a script error, a blocked resource or a fault', async () => {
  assert.deepEqual(
    people.flatMap(({ faults }) => faults),
    [],
  )
})
