// `npm test`: types, lint, format, then every test file in a process of its own, all on one embedded server, the browser's last.
// `npm test -- src/kernel` runs only the tests under the paths given.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { serveTests } from '../test/database.ts'
import { chromium } from './chromium.ts'

const root = resolve(import.meta.dirname, '..')
process.chdir(root)
const only = process.argv.slice(2)

const browser = chromium()
if (browser) process.env.CHROMIUM = browser
const failed = only.length ? [] : checks().filter((check) => !check.passed)

process.env.HOABAN_TEST_SERVER = await serveTests()
const [plain, driven] = files()
const passed = [await tests(plain), await tests(driven)]
const ok = passed.every(Boolean)
for (const { title } of failed) console.log(`✖ ${title}: chưa đạt, xem ở đầu`)
if (!browser)
  console.log(
    '✖ Chưa thử được trên trình duyệt: hãy cài Chromium (sudo apt-get install chromium) hoặc đặt CHROMIUM=/đường/dẫn rồi chạy lại.',
  )
process.exit(ok && browser && failed.length === 0 ? 0 : 1)

function checks() {
  return [check('types', 'tsc', '-p', '.'), check('lint', 'oxlint', '--type-aware'), check('format', 'oxfmt', '--check')]
}

function check(title: string, tool: string, ...args: string[]) {
  const started = performance.now()
  const { status, error } = spawnSync(`node_modules/.bin/${tool}`, args, { stdio: 'inherit' })
  const passed = status === 0 && !error
  console.log(`${passed ? '✔' : '✖'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return { title, passed }
}

function files(): [plain: string[], driven: string[]] {
  const all = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'db/**/*.test.ts']).sort()
  const wanted = only.length ? all.filter((file) => only.some((path) => file.startsWith(path.replace(/^\.\//, '')))) : all
  const driven = wanted.filter((file) => inBrowser(file))
  return [wanted.filter((file) => !driven.includes(file)), browser ? driven : []].map((list) => list.map((file) => resolve(file))) as [
    string[],
    string[],
  ]
}

/** Wherever it lies: a component keeps its browser test, and what drives the browser, beside it. */
function inBrowser(file: string, depth = 1): boolean {
  const source = readFileSync(file, 'utf8')
  if (source.includes("'playwright-core'")) return true
  const near = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path!))
  return depth > 0 && near.some((path) => existsSync(path) && inBrowser(path, depth - 1))
}

/** True when all passed. A file that hangs is ended after ten minutes: a handle somebody left open must not hang a build. */
async function tests(files: string[]): Promise<boolean> {
  if (files.length === 0) return true
  let ok = true
  const execArgv = ['--import', pathToFileURL(resolve('tools/jsx.ts')).href]
  // One after the other: the horizon of transactions belongs to the whole server, so files side by side would wait for each other.
  const stream = run({ files, isolation: 'process', concurrency: 1, execArgv, timeout: 600_000 })
  stream.on('test:fail', ({ todo }) => (ok = ok && todo !== undefined && todo !== false))
  const report = stream.compose(new spec())
  for await (const text of report) process.stdout.write(text)
  return ok
}
