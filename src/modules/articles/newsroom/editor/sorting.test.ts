import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from 'playwright-core'
import { plainText } from '../../body/body.ts'
import { endOf, newStage, open, saved, says, until } from './driver.ts'
import { meanwhile } from './stage.ts'

test('a chip chosen while one writes is saved between two savings of the text, and nobody is asked about a version', async () => {
  const { stage, page, faults } = await open()
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Một.')
  await page.selectOption('select[name=section]', '4')
  await page.selectOption('select[name=genre]', 'news')
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Hai.')
  await saved(stage, 'Bà Ban dạy Xòe. Một. Hai.')
  await until('both choices', () => stage.sorted.length === 2)
  assert.deepEqual(stage.sorted, [{ section: 4 }, { genre: 'news' }])
  await says(page, /^Đã lưu/)
  assert.equal(await page.locator('#hop-hai-ban[open]').count(), 0)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('a section of another site takes the article there: the chip names it, and uploads go into its library', async () => {
  const { stage, page } = await open({ width: 390 })
  await page.selectOption('select[name=section]', { label: 'Sách' })
  await until('the site', async () => (await page.locator('#noi-dang').innerText()) === 'Thư viện tỉnh')
  const sent = page.waitForRequest(/tai-len/)
  await page.click('[data-lenh=picture]')
  await page.setInputFiles('#hop-thu-vien [data-tep]', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('x') })
  assert.match((await sent).url(), /tai-len\?site=2$/)
  await until('the upload', () => stage.uploads.length === 1)
  await page.context().close()
})

test('a choice that is not taken goes back and says so, and the text is as safe as before', async () => {
  const { stage, page } = await open()
  stage.fail = 422
  await page.selectOption('select[name=section]', '4')
  await page.getByText('Chưa đổi được phân loại').waitFor()
  assert.equal(await page.locator('select[name=section]').inputValue(), '3')
  stage.fail = null
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Viết tiếp.')
  await saved(stage, 'Viết tiếp.')
  await page.context().close()
})

test('a colleague who changed only what stands beside the text is no conflict; what one wrote in it comes in first', async () => {
  const { stage, page } = await open()
  meanwhile(stage, {})
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Của Mai.')
  await saved(stage, 'Của Mai.')
  assert.equal(stage.version, 9)
  meanwhile(stage, {})
  await page.selectOption('select[name=section]', '4')
  await until('the choice', () => stage.sorted.length === 1)
  assert.equal(stage.version, 11)
  meanwhile(stage, { title: 'Tiêu đề của chị Hoa' })
  await page.selectOption('select[name=section]', '3')
  await until('the second choice', () => stage.sorted.length === 2)
  assert.equal(await page.locator('#tieu-de').inputValue(), 'Tiêu đề của chị Hoa')
  assert.equal(await page.locator('#hop-hai-ban[open]').count(), 0)
  await page.context().close()
})

test('a save whose answer was lost is not taken for a colleague’s, however much is written after it', async () => {
  const { stage, page } = await open()
  const lost = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route('**/bai/1', lost, { times: 1 })
  await endOf(page, '.ProseMirror > p')
  await page.keyboard.type(' Tới nơi.')
  await saved(stage, 'Tới nơi.')
  await says(page, 'Mất mạng, đã giữ trên máy')
  await page.keyboard.type(' Viết tiếp.')
  await saved(stage, 'Tới nơi. Viết tiếp.')
  assert.equal(await page.locator('#hop-hai-ban[open]').count(), 0)
  await page.context().close()
})

test('what was typed into title and lead before the script came is saved by it', async () => {
  const stage = await newStage()
  const before = plainText(stage.body)
  const island = stage.files.get('editor.island.js')!
  stage.files.delete('editor.island.js')
  const { page } = await open({ stage, waitFor: '#tieu-de' })
  await page.locator('#tieu-de').fill('Gõ sớm')
  stage.files.set('editor.island.js', island)
  await page.addScriptTag({ url: '/_tinh/editor.island.js?2', type: 'module' })
  await saved(stage, 'Gõ sớm')
  assert.equal(plainText(stage.body), before)
  assert.equal(await page.locator('#tieu-de-dem').innerText(), '6/100')
  await page.context().close()
})
