import { mkdirSync } from 'node:fs'
import { test } from 'node:test'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { sampleHouse, samplePassword } from '../house.ts'
import { desk, freshPage, phone } from './chromium.ts'

export type Role = 'contributor' | 'editor' | 'secretary' | 'chief' | 'leader' | 'accountant' | 'keeper' | 'admin'
export type Person = { page: Page; context: BrowserContext; faults: string[] }

export const onPhone = { viewport: phone, hasTouch: true, isMobile: true } as const
export const onDesk = { viewport: desk } as const
type Options = Parameters<Browser['newContext']>[0]

/** A browser of a sample person, signed in by the form as people do. */
export async function signedIn(role: Role, options: Options = onDesk): Promise<Person> {
  const { base } = await sampleHouse()
  const person = await visitor(options)
  await person.page.goto(`${base}/dang-nhap`)
  await signIn(person.page, role)
  await person.page.waitForURL(/\/toa-soan/)
  return person
}

export async function signIn(page: Page, role: Role) {
  await page.getByLabel('Địa chỉ thư điện tử').fill(`${role}@hoaban.local`)
  await page.getByLabel('Mật khẩu').fill(samplePassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** A reader who never signed in. */
export async function visitor(options: Options = onPhone): Promise<Person> {
  const person = await freshPage(options)
  person.context.setDefaultTimeout(15_000)
  return person
}

/** The steps of one story, in order: when one fails the rest are skipped, for they would only fail after it. `seen` is whoever is at the screen. */
export function tale(seen: () => Iterable<Person>) {
  let broken = false
  return (name: string, step: () => Promise<void>): void =>
    void test(name, async (t) => {
      if (broken) return t.skip('an earlier step failed')
      broken = true
      try {
        await step()
      } catch (fault) {
        for (const { page } of seen()) await shot(page, 'failed').catch(() => {})
        throw fault
      }
      broken = false
    })
}

let taken = 0

/** With SHOTS=<folder> every step leaves its picture there, to be looked at by people; without it nothing happens. */
export async function shot(page: Page, name: string) {
  const folder = process.env.SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${String(++taken).padStart(2, '0')}-${name}.png`), fullPage: false })
}

/** What somebody's own keys write: into a field, letter by letter, as the page sees it. */
export async function type(field: Locator, text: string) {
  await field.click()
  await field.pressSequentially(text)
}

export const saved = (page: Page) => page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor()
