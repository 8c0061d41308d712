import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { modules } from '../../src/app.ts'
import { sampleHouse } from '../house.ts'
import { closeBrowser } from './chromium.ts'
import { signedIn } from './people.ts'

const { base, close } = await sampleHouse()
after(async () => {
  await closeBrowser()
  await close()
})
const focused = "document.activeElement?.closest('tr')?.rowIndex ?? 0"

test('no two areas of the newsroom have the same letter', () => {
  const letters = modules.flatMap(({ menu = [], bell }) => [...menu, ...(bell ? [bell] : [])].map(({ key }) => key))
  assert.deepEqual(letters.toSorted(), [...new Set(letters)].toSorted())
})

test('letters lead through the newsroom, are listed, leave typing alone, and can be turned off', async () => {
  const { page } = await signedIn('editor')
  await page.goto(`${base}/toa-soan/bai-viet`)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  assert.equal(await page.evaluate(focused), 2)
  await page.keyboard.press('k')
  assert.equal(await page.evaluate(focused), 1)
  const first = await page.locator('main tbody tr a').first().getAttribute('href')
  await Promise.all([page.waitForURL(base + first!), page.keyboard.press('Enter')])

  await page.keyboard.press('g')
  await Promise.all([page.waitForURL(/\/toa-soan\/tu-lieu$/), page.keyboard.press('a')])
  await page.keyboard.press('?')
  assert.match(await page.locator('#phim-tat').innerText(), /Dòng dưới, dòng trên[^]*Việc của tôi/)
  await page.keyboard.press('Escape')

  await page.goto(`${base}/toa-soan/bai-viet`)
  await page.keyboard.press('/')
  await page.keyboard.type('cgb')
  assert.equal(await page.locator('main input[type=search]').inputValue(), 'cgb')

  await page.goto(`${base}/tai-khoan`)
  await page.getByLabel('Dùng phím tắt một chữ').uncheck()
  await page.getByLabel('Xưng hô').focus()
  await Promise.all([page.waitForURL(/tai-khoan\?/), page.keyboard.press('Control+Enter')])
  await page.goto(`${base}/toa-soan/bai-viet`)
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  assert.equal(await page.evaluate(focused), 0)
  assert.equal(new URL(page.url()).pathname, '/toa-soan/bai-viet')
  await page.context().close()
})
