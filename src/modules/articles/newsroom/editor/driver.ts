import assert from 'node:assert/strict'
import { after } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { bodyOf, openStage, type Stage } from './stage.ts'

/** What the tests of the editor do with a browser: open the page, type as people's keyboards do, wait for what a person would see. */
let browser: Browser | null = null
const stages: Stage[] = []
after(async () => {
  await browser?.close()
  for (const stage of stages) stage.server.close()
})

export const line = (text: string, id: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

export async function newStage(): Promise<Stage> {
  const figure = { type: 'figure', attrs: { id: 'anh11111', mediaId: 1, alt: 'Vòng Xòe', credit: '' } }
  const body = bodyOf({ type: 'doc', content: [line('Bà Ban dạy Xòe.', 'doan1111'), figure, line('Lớp học mở tối thứ bảy.', 'doan2222')] })
  const stage = await openStage({ title: 'Nghệ nhân bản Na Vai truyền điệu Xòe', lead: 'Tối thứ bảy nhà văn hóa sáng đèn.', body })
  stages.push(stage)
  return stage
}

export type Opened = { stage: Stage; page: Page; faults: string[] }

export async function open({
  width = 1440,
  stage,
  waitFor = '.ProseMirror',
}: { width?: number; stage?: Stage; waitFor?: string } = {}): Promise<Opened> {
  const own = stage ?? (await newStage())
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 800 : 900 },
    ...(width < 600 && { hasTouch: true, isMobile: true }),
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (said) => /Content Security Policy/.test(said.text()) && faults.push(said.text()))
  await page.goto(`${own.origin}/bai/1`)
  await page.waitForSelector(waitFor)
  return { stage: own, page, faults }
}

export const until = async (what: string, ready: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries++) {
    if (await ready()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`Never came: ${what}`)
}
export const says = (page: Page, words: string | RegExp) =>
  until(String(words), async () => (await page.locator('#luu').innerText()).match(words) !== null)
export const saved = (stage: Stage, words: string) =>
  until(`saved “${words}”`, () => `${stage.title}\n${stage.lead}\n${JSON.stringify(stage.body)}`.includes(words))

/** As UniKey writes: plain letters by keys, then real Backspace keys and the composed letters in one burst. */
export async function telex(page: Page, steps: (string | [back: number, text: string])[]) {
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
export const phrase: (string | [number, string])[] = [
  'D',
  [1, 'Đ'],
  'ie',
  [1, 'ê'],
  'n',
  [2, 'ện'],
  ' Bie',
  [1, 'ê'],
  'n d',
  [1, 'đ'],
  'uo',
  [2, 'ươ'],
  'c',
  [2, 'ợc'],
  ' mu',
  [1, 'ù'],
  'a ban',
]
export const written = 'Điện Biên được mùa ban'

/** A preedit as phones and ibus show it: the syllable grows, changes its accents, then is committed. */
export async function compose(page: Page, stages: string[], done: string) {
  const cdp = await page.context().newCDPSession(page)
  for (const text of stages) await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await cdp.send('Input.insertText', { text: done })
  await cdp.detach()
}

/**
 * The cursor behind the last letter, whatever the lines (the End key stops at the end of a wrapped one). Within 50 ms of a letter ProseMirror
 * takes a moved cursor for Chrome's own doing and puts it back, faster than any hand; so this looks whether it stayed.
 */
export async function endOf(page: Page, selector: string) {
  const place = page.locator(selector).first()
  await until(`the cursor in ${selector}`, async () => {
    await place.click()
    await place.evaluate((element) => {
      if (element instanceof HTMLTextAreaElement) return element.setSelectionRange(element.value.length, element.value.length)
      getSelection()?.selectAllChildren(element)
      getSelection()?.collapseToEnd()
    })
    await page.waitForTimeout(80)
    return place.evaluate((element) => document.activeElement === element || element.contains(getSelection()?.anchorNode ?? null))
  })
}
