import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

let browser: Promise<Browser> | undefined

/** One Chromium for the whole run, headless and without any talk to the outside. */
export const theBrowser = () =>
  (browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }))

export async function closeBrowser() {
  await (await browser)?.close()
  browser = undefined
}

export const phone = { width: 390, height: 844 }
export const desk = { width: 1440, height: 900 }

/** A page of its own that fails the test on a script error, a blocked resource or an answer of 500. */
export async function freshPage(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const context = await (await theBrowser()).newContext({ viewport: desk, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security|Refused/.test(message.text())) faults.push(message.text())
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.url()}`)
  })
  return { page, context, faults }
}
