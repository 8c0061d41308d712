// The laws of the house, read from its source. What breaks one is named with its file, so that the message alone says what to mend.
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'
import {
  codeOf,
  everything,
  find,
  generated,
  imports,
  isIn,
  isTest,
  lines,
  moduleOf,
  none,
  order,
  pages,
  read,
  runtime,
  show,
  source,
} from './tree.ts'

test('the kernel imports nothing of ours but the kernel, and of the tables only their types', () => {
  none(
    imports
      .filter(({ from, to }) => isIn('kernel')(from) && to.startsWith('src/') && !isIn('kernel')(to))
      .filter(({ to, typeOnly }) => !(to === generated && typeOnly))
      .map(show),
  )
})

test('the design system knows only the texts and times of the kernel', () => {
  const known = ['src/kernel/text.ts', 'src/kernel/time.ts']
  none(imports.filter(({ from, to }) => isIn('ui')(from) && to.startsWith('src/') && !isIn('ui')(to) && !known.includes(to)).map(show))
})

test('the list in src/app.ts names every module once', () => {
  assert.deepEqual([...order].sort(), [...new Set(source.flatMap((file) => moduleOf(file) ?? []))].sort())
})

test('a module is entered only through its index, and only by a later one', () => {
  const between = imports.filter(({ from, to }) => moduleOf(from) && moduleOf(to) && moduleOf(from) !== moduleOf(to))
  none(between.filter(({ to }) => basename(to) !== 'index.ts').map(show))
  none(between.filter(({ from, to }) => order.indexOf(moduleOf(to)!) > order.indexOf(moduleOf(from)!)).map(show))
})

test('only the program puts modules together, and only through their index', () => {
  const outside = imports.filter(({ from, to }) => moduleOf(to) && !moduleOf(from))
  none(outside.filter(({ from }) => from !== 'src/app.ts' && !isIn('program')(from)).map(show))
  none(outside.filter(({ to }) => basename(to) !== 'index.ts').map(show))
  none(
    imports
      .filter(({ from, to }) => (to === 'src/app.ts' || isIn('program')(to)) && !/^src\/(program\/|server|worker|cli)/.test(from))
      .map(show),
  )
})

test('the house does not lean on code that was written for its tests', () => {
  none(imports.filter(({ to }) => isTest(to)).map(show))
})

test('pages are given what they show: they reach neither the database nor queries nor commands', () => {
  const reads = (to: string) =>
    /^(pg|kysely)(\/|$)/.test(to) || to.startsWith('src/kernel/db/') || /\/(queries|commands|jobs)(\.ts|\/)/.test(to)
  none(runtime.filter(({ from, to }) => pages.includes(from) && reads(to)).map(show))
})

/** Types, workflow tables and rules: what can be understood, and tested, without a database. */
const pure = [
  'people/person.ts',
  'rules/rule.ts',
  'sites/site.ts',
  'sites/accent.ts',
  'media/medium.ts',
  'articles/article.ts',
  'articles/check.ts',
  'articles/body/body.ts',
  'articles/body/parse.ts',
  'articles/body/diff.ts',
  'articles/body/render.ts',
  'statistics/count.ts',
].map((file) => `src/modules/${file}`)

test('files that say what things are reach no disk, no network and no database, not even through others', () => {
  const outside = /^(pg|kysely|fastify|graphile-worker|sharp|node:(fs|http|https|net|dgram|child_process|sqlite|os|worker_threads))(\/|$)/
  const ways = pure.flatMap((file) => {
    assert.ok(source.includes(file), `${file} is gone: mend the list above`)
    return waysOut(file, outside)
  })
  none(ways)
})

test('the kernel speaks of hosts, people and pages, not of the trade', () => {
  // `site` is a host of the installation, `newsroom` and `portal` its two faces; `section` is the inner place of a grant (decision 0012).
  const trade =
    /\b(articles?|publications?|revisions?|genres?|byline|contributions?|corrections?|chief|editors?|contributor|secretary|accountant|keeper|drafts?Of|royalt(y|ies))\b/i
  const kernel = source.filter(isIn('kernel'))
  none(kernel.flatMap((file) => lines(codeOf(file), trade).map((found) => `${file}:${found}`)))
  none(
    kernel
      .filter((file) => !file.endsWith('/access.ts'))
      .flatMap((file) => lines(codeOf(file), /\bsections?\b/).map((found) => `${file}:${found}`)),
  )
})

test('no default exports, and no classes but errors', () => {
  none(
    everything.flatMap((file) => lines(read(file), /^export default\b|^export \{[^}]*\bas default\b/).map((found) => `${file}:${found}`)),
  )
  none(
    everything.flatMap((file) =>
      lines(read(file), /^\s*(?:export )?(?:abstract )?class (?!\w+ extends (?:\w*Error|Refusal|Halt)\b)/).map(
        (found) => `${file}:${found}`,
      ),
    ),
  )
})

test('no file is longer than 300 lines, no entry longer than 40', () => {
  const long = (file: string) => read(file).trimEnd().split('\n').length
  none([...everything, ...find('src/**/*.css', 'tools/*.mjs')].filter((file) => file !== generated && long(file) > 300))
  none(find('src/{server,worker,cli,app}.ts').filter((file) => long(file) > 40))
})

test('no file hides behind a name that says nothing', () => {
  none([...everything, ...find('src/**/*.css')].filter((file) => /(^|\/)(utils?|help(er)s?|manager|service|misc)(\.|\/)/.test(file)))
  none(everything.filter((file) => /[A-Z_]/.test(file)))
})

/** Everything else asks `now()` of kernel/time and counts with Temporal. */
const oldDates: Record<string, string> = {
  'src/modules/articles/newsroom/editor/clock.ts': 'runs in browsers that have no Temporal yet',
}

test('time comes from the one clock', () => {
  const date = /\bnew Date\b|\bDate\.(now|parse|UTC)\b|[^.\w]Date\(/
  none(source.filter((file) => !(file in oldDates)).flatMap((file) => lines(codeOf(file), date).map((found) => `${file}:${found}`)))
  const machine = source.filter((file) => file !== 'src/kernel/time.ts' && !file.endsWith('.island.ts') && !file.endsWith('.island.tsx'))
  none(machine.flatMap((file) => lines(codeOf(file), /Temporal\.Now\b/).map((found) => `${file}:${found}`)))
  for (const file of Object.keys(oldDates)) assert.match(read(file), date, `${file} needs no place in the list any more`)
})

test('the compiler is never silenced, and no test is left out', () => {
  const silenced = /\bas any\b|<any>|\bany\[\]|@ts-(ignore|expect-error|nocheck)\b(?!\))/
  none(
    everything
      .filter((file) => file !== 'test/architecture.test.ts')
      .flatMap((file) => lines(read(file), silenced).map((found) => `${file}:${found}`)),
  )
  // `any` in every other place is the linter's work.
  assert.match(read('.oxlintrc.json'), /"typescript\/no-explicit-any": "error"/)
  none(
    everything.flatMap((file) =>
      lines(codeOf(file), /\b(test|it|describe|suite)\.(skip|only|todo)\(|\{[^}]*\b(skip|only|todo): true/).map(
        (found) => `${file}:${found}`,
      ),
    ),
  )
})

test('nothing stands in a page that its policy forbids: style attributes, scripts, handlers', () => {
  const markup = source.filter((file) => !file.includes('.island.'))
  none(markup.flatMap((file) => lines(codeOf(file), /[\s"'`]style=["'{`]/).map((found) => `${file}:${found}`)))
  // Data blocks are not run: `application/json` for islands, `application/ld+json` for search engines.
  none(
    markup.flatMap((file) =>
      lines(codeOf(file), /<script(?! (?:type="application\/(?:ld\+)?json"|src=|type="module" src=|defer src=))/).map(
        (found) => `${file}:${found}`,
      ),
    ),
  )
  none(markup.flatMap((file) => lines(codeOf(file), /<[a-z][^>]*\son[a-z]+="/).map((found) => `${file}:${found}`)))
})

test('colours stand in the tokens, nowhere else', () => {
  const painted = find('src/**/*.css').filter((file) => !file.includes('/tokens/'))
  none(
    painted.flatMap((file) =>
      lines(codeOf(file), /#[0-9a-f]{3,8}\b(?![^{}]*\{)|\b(rgb|hsl|oklch)a?\(/i).map((found) => `${file}:${found}`),
    ),
  )
})

test('what people read has an English twin, typed from the Vietnamese so that no key is missing', () => {
  const twin = (text: string) => /\btypeof vi\b/.test(text) && /^(const en: (typeof vi|\w+)\b|import \{ en \})/m.test(text)
  none(source.filter((file) => /^const vi = /m.test(read(file)) && !twin(read(file))))
})

/** Chains of runtime imports that lead from a file to what `outside` matches. */
function waysOut(file: string, outside: RegExp): string[] {
  const seen = new Set([file])
  const waiting = [[file]]
  const ways: string[] = []
  for (let way = waiting.pop(); way; way = waiting.pop())
    for (const { to } of runtime.filter(({ from }) => from === way!.at(-1))) {
      if (outside.test(to)) ways.push([...way, to].join(' → '))
      else if (to.startsWith('src/') && !seen.has(to)) waiting.push([...way, (seen.add(to), to)])
    }
  return ways
}
