// `npm test`: types, lint, format, then every test file in a process of its own, all on one embedded server, the browser's last.
// `npm test -- src/kernel` runs only the tests under the paths given.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
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
const poor = [...(await failing(plain)), ...(await failing(driven))]
// A busy machine can make a page late or a port taken; what fails twice, the second time alone, is a fault. Said aloud, never hidden.
if (poor.length > 0)
  console.log(`\nChạy lại riêng ${poor.length} tệp chưa đạt:\n${poor.map((file) => `  ${relative(root, file)}`).join('\n')}\n`)
const ok = (await failing(poor)).length === 0
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

/** Runs the files one after the other; answers those that did not pass. A file that hangs is ended after five minutes, and run once more. */
async function failing(files: string[]): Promise<string[]> {
  const poor = new Set<string>()
  if (files.length === 0) return []
  const execArgv = ['--import', pathToFileURL(resolve('tools/jsx.ts')).href]
  // One at a time: the horizon of transactions belongs to the whole server, so files side by side would wait for each other.
  const stream = run({ files, isolation: 'process', concurrency: 1, execArgv, timeout: 300_000 })
  // A test may stand in a file that its entry imports; files run one at a time, so the entry is the one that began last.
  let entry = 'unknown'
  stream.on('test:dequeue', ({ name }) => (entry = files.find((one) => name.endsWith(relative(root, one))) ?? entry))
  stream.on('test:fail', ({ todo, file, name }) => {
    if (todo === undefined || todo === false)
      poor.add(
        files.find((one) => one === file || one === name || name.endsWith(relative(root, one))) ??
          files.find((one) => file?.endsWith(relative(root, one))) ??
          entry,
      )
  })
  const report = stream.compose(new spec())
  for await (const text of report) process.stdout.write(text)
  return poor.has('unknown') ? files : [...poor]
}
