import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText } from '../../body/body.ts'
import { endOf, line, newStage, open, phrase, saved, says, telex, until, written } from './driver.ts'
import { bodyOf, meanwhile } from './stage.ts'

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
  stage.fail = 503
  await page.goto('about:blank')
  await page.context().setOffline(false)
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

/** Hoa saves while Mai writes, so long ago that nobody can tell any more what Mai began from; Mai's next save finds out. */
async function twoWriters() {
  const opened = await open()
  meanwhile(opened.stage, {
    title: 'Tiêu đề của chị Hoa',
    body: bodyOf({ type: 'doc', content: [line('Bà Lò Thị Ban dạy Xòe.', 'doan1111')] }),
  })
  opened.stage.saves = []
  await endOf(opened.page, '.ProseMirror > p')
  await opened.page.keyboard.type(' Của Mai.')
  await opened.page.waitForSelector('#hop-hai-ban[open]')
  assert.match(await opened.page.locator('#hop-hai-ban h2').innerText(), /Chị Hoa vừa lưu bài này lúc \d\d:\d\d/)
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

test('a step saves first and carries the saved version; Ctrl+S makes a named one; a chip saves its choice', async () => {
  const { stage, page } = await open()
  await page.locator('#tieu-de').fill('Tiêu đề cuối')
  await page.keyboard.press('Control+s')
  await until('the revision', () => stage.revisions.length === 1)
  await until('its number', async () => (await page.locator('header.tb').innerText()).includes('bản 8'))
  await page.selectOption('select[name=section]', '4')
  await until('the choice', () => stage.sorted.some(({ section }) => section === 4))
  await page.locator('#tieu-de').fill('Tiêu đề sau cùng')
  // A page that is still coming when its window is closed can keep the browser waiting for ever.
  await Promise.all([page.waitForEvent('load'), page.click('text=Gửi duyệt')])
  await until('the step', () => stage.steps.length === 1)
  assert.deepEqual(stage.steps, [{ step: 'submit', version: String(stage.version), title: 'Tiêu đề sau cùng' }])
  await page.context().close()
})

test('title and lead are written and saved while the editor itself is still on its way', async () => {
  const stage = await newStage()
  const before = plainText(stage.body)
  for (const name of stage.files.keys()) if (name.startsWith('chunk-writing')) stage.files.delete(name)
  const { page } = await open({ stage, waitFor: '#than [role=alert]' })
  await endOf(page, '#tieu-de')
  await telex(page, [' ', ...phrase])
  await saved(stage, `Xòe ${written}`)
  assert.equal(plainText(stage.body), before)
  assert.match(await page.locator('#than').innerText(), /Chưa mở được phần soạn nội dung/)
  await page.context().close()
})
