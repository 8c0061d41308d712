import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { GalleryItem } from '../../body/body.ts'
import { compose, endOf, open, phrase, saved, telex, until, written } from './driver.ts'
import type { Stage } from './stage.ts'

const itemsIn = (stage: Stage): GalleryItem[] => stage.body.content.flatMap((block) => (block.type === 'gallery' ? block.attrs.items : []))
const ids = (stage: Stage) => itemsIn(stage).map(({ mediaId }) => mediaId)
const row = (page: Page, index: number) => page.locator('#hop-chum li').nth(index)
const finish = (page: Page) => page.click('#hop-chum button[value=ok]')

/** A gallery of the library's three pictures, put in at the end of the text. */
async function withGallery(width = 1440) {
  const opened = await open({ width })
  const { page, stage } = opened
  await endOf(page, '.ProseMirror > p >> nth=1')
  await page.click('[data-lenh=gallery]')
  await page.getByText('Chưa có ảnh nào.').waitFor()
  await page.click('#hop-chum [data-them]')
  for (const index of [0, 1, 2]) await page.locator('.ed-luoi button').nth(index).click()
  await page.getByRole('button', { name: 'Thêm 3 ảnh' }).click()
  await finish(page)
  await until('the gallery', () => ids(stage).length === 3)
  return opened
}

for (const width of [390, 1440])
  test(`at ${width} px a gallery is made of pictures of the library, and each is described, moved and taken out in one dialog`, async () => {
    const { stage, page, faults } = await withGallery(width)
    assert.deepEqual(ids(stage), [1, 2, 3])
    await page.getByText('3 ảnh thiếu nguồn hoặc mô tả').waitFor()
    await page.click('.ed-chum-anh button')
    await row(page, 0).getByLabel('Nguồn ảnh').fill('Quàng Văn Ín')
    await row(page, 1).getByLabel('Chú thích').fill('')
    await row(page, 1).getByLabel('Chú thích').click()
    await telex(page, phrase)
    await page.getByRole('button', { name: 'Lên: Ảnh 3' }).click()
    await page.getByRole('button', { name: 'Lên: Ảnh 2' }).click()
    await page.getByRole('button', { name: 'Bỏ ảnh: Ảnh 2' }).click()
    await finish(page)
    await until('the changes', () => ids(stage).join() === '3,2')
    assert.deepEqual(
      itemsIn(stage).map(({ caption }) => caption),
      ['Ảnh lớp Xòe 3', written],
    )
    assert.deepEqual(faults, [])
    await page.context().close()
  })

test('by keyboard alone pictures change places, Enter goes from field to field, and the focus is never lost', async () => {
  const { stage, page } = await withGallery()
  await page.locator('.ed-chum-anh button').focus()
  await page.keyboard.press('Enter')
  await row(page, 0).getByLabel('Chú thích').focus()
  await page.keyboard.press('Alt+ArrowDown')
  assert.equal(await page.locator('#hop-chum [data-loi]').innerText(), 'Ảnh đã ở vị trí 2 trên 3.')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Enter')
  await compose(page, ['m', 'ma', 'mai'], 'Mai')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.innerText), 'Mô tả ảnh')
  assert.ok(await page.locator('#hop-chum[open]').count())
  await page.getByRole('button', { name: 'Bỏ ảnh: Ảnh 1' }).focus()
  await page.keyboard.press('Enter')
  assert.ok(await page.evaluate(() => document.activeElement?.closest('#hop-chum li')))
  await finish(page)
  await until('the order', () => ids(stage).join() === '3,1')
  assert.equal(itemsIn(stage)[1]?.credit, 'Mai')
  await page.context().close()
})

test('pictures of the telephone are captioned while they upload, and those still on their way join the gallery later', async () => {
  const { stage, page } = await open({ width: 390 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/tai-len', async (route) => {
    await held
    await route.continue()
  })
  const file = (name: string) => ({ name, mimeType: 'image/gif', buffer: Buffer.from('x') })
  await page.click('[data-lenh=gallery]')
  await page.setInputFiles('#hop-chum [data-tep]', [file('a.gif'), file('b.gif')])
  await row(page, 1).getByLabel('Chú thích').fill('Chợ phiên')
  await page.getByText('Đang chờ tải lên').waitFor()
  await finish(page)
  await page.getByText('Còn 2 ảnh đang tải lên').waitFor()
  release()
  await until('both pictures', () => itemsIn(stage).length === 2)
  assert.deepEqual(
    itemsIn(stage).map(({ caption, alt }) => [caption, alt]),
    [
      ['', ''],
      ['Chợ phiên', ''],
    ],
  )
  await page.context().close()
})

test('a picture that could not be uploaded says why, can be tried again, and one that is taken out leaves nothing behind', async () => {
  const { stage, page } = await open()
  await page.route('**/tai-len', (route) => route.abort(), { times: 2 })
  const file = (name: string) => ({ name, mimeType: 'image/gif', buffer: Buffer.from('x') })
  await page.click('[data-lenh=gallery]')
  await page.setInputFiles('#hop-chum [data-tep]', [file('a.gif'), file('b.gif')])
  await page.getByText('Chưa tải lên được.').nth(1).waitFor()
  await page.getByRole('button', { name: 'Bỏ ảnh: Ảnh 2' }).click()
  await row(page, 0).getByRole('button', { name: 'Tải lại' }).click()
  await row(page, 0).locator('img').waitFor()
  await finish(page)
  await until('the picture', () => itemsIn(stage).length === 1)
  assert.equal(stage.uploads.length, 1)
  await page.context().close()
})

test('a gallery that was called off is not put in; one emptied is taken out, and undo brings it back', async () => {
  const { stage, page } = await withGallery()
  await page.click('[data-lenh=gallery]')
  await page.keyboard.press('Escape')
  await page.click('.ed-chum-anh button')
  for (let left = 3; left > 0; left--) await page.getByRole('button', { name: 'Bỏ ảnh: Ảnh 1' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute('data-them')), true)
  await finish(page)
  await until('no gallery', () => !stage.body.content.some(({ type }) => type === 'gallery'))
  await page.click('[data-lenh=undo]')
  await saved(stage, '"type":"gallery"')
  assert.deepEqual(ids(stage), [1, 2, 3])
  await page.context().close()
})

test('several pictures chosen for the text may also become a gallery at once', async () => {
  const { stage, page } = await open()
  await endOf(page, '.ProseMirror > p >> nth=1')
  await page.click('[data-lenh=picture]')
  for (const index of [0, 2]) await page.locator('.ed-luoi button').nth(index).click()
  await page.getByRole('button', { name: 'Chèn thành chùm 2 ảnh' }).click()
  await until('the gallery', () => ids(stage).join() === '1,3')
  await page.context().close()
})
