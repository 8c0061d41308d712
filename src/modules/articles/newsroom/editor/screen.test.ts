import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { endOf, open, until } from './driver.ts'
import { bundled } from './stage-files.ts'

test('on a phone the checklist opens as a sheet and its lines lead into the text', async () => {
  const { page } = await open({ width: 390 })
  assert.equal(await page.locator('.pan').isVisible(), false)
  await page.click('.pill')
  await page.click('.ck a >> nth=0')
  await until('the sheet to close', async () => !(await page.locator('.pan').isVisible()))
  await until('the cursor in the caption', () => page.evaluate(() => Boolean(document.activeElement?.closest('.ProseMirror'))))
  await page.keyboard.type('Vòng Xòe')
  assert.equal(await page.locator('.chu').innerText(), 'Vòng Xòe')
  for (const [line, place] of [
    [1, 'title'],
    [2, 'section'],
  ] as const) {
    await page.click('.pill')
    await page.locator('.ck a').nth(line).click()
    await until('the sheet to close', async () => !(await page.locator('.pan').isVisible()))
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).name), place)
  }
  await page.keyboard.press('Escape')
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

for (const [width, theme] of [
  [390, 'light'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)
  test(`axe finds nothing to mend at ${width} px in the ${theme} theme`, async () => {
    const { page } = await open({ width })
    await page.emulateMedia({ colorScheme: theme })
    await page.evaluate(await axeSource())
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
      }
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

test('the script weighs at most 45 KB before the editor comes, and the editor at most 150 KB', async () => {
  const files = [...(await bundled())].filter(([name]) => name.endsWith('.js'))
  const weigh = (found: (name: string) => boolean) =>
    files.filter(([name]) => found(name)).reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0) / 1024
  const late = weigh((name) => name.startsWith('chunk-writing'))
  const early = weigh((name) => !name.startsWith('chunk-writing'))
  assert.ok(early <= 45, `${early} KB early`)
  assert.ok(late <= 150, `${late} KB late`)
})
