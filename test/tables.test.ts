// Who may touch which table, read from the migrations and the source.
import { basename } from 'node:path'
import { test } from 'node:test'
import { codeOf, find, moduleOf, none, order, read, source } from './tree.ts'

/** The migration that makes a table belongs to the module that keeps it. */
const keepers: Record<string, string> = {
  '0001': 'kernel',
  '0002': 'people',
  '0003': 'sites',
  '0004': 'rules',
  '0005': 'media',
  '0006': 'articles',
  '0007': 'kernel',
  '0008': 'statistics',
  '0009': 'articles',
  '0011': 'articles',
  '0012': 'articles',
  '0019': 'articles',
  '0022': 'articles',
  '0023': 'articles',
  '0029': 'articles',
  '0030': 'articles',
  '0031': 'coach',
  '0032': 'media',
  '0033': 'notices',
  '0034': 'articles',
  '0035': 'articles',
  '0036': 'articles',
  '0040': 'imports',
  '0041': 'statistics',
  '0042': 'sites',
}
const tables = new Map(
  find('db/migrations/*.sql').flatMap((file) =>
    [...read(file).matchAll(/^create (?:unlogged )?table (?:if not exists )?(\w+)/gm)].map(([, name]) => [
      name!,
      keepers[basename(file).slice(0, 4)]!,
    ]),
  ),
)
/** Reads of another module's table that stand on purpose. */
const reaches: Record<string, string> = {
  'src/kernel/rules.ts: rules': 'decision 0004',
  'src/modules/people/signin/sessions.ts: sections': 'every request of the newsroom asks, in one query',
}

test('a table is written by its keeper alone, read by name in joins of later modules, and never by an earlier one', () => {
  none([...tables].flatMap(([table, keeper]) => (keeper ? [] : [table])))
  const names = [...tables.keys()].join('|')
  const uses = new RegExp(
    `\\b(selectFrom|\\w*[jJ]oin|insertInto|updateTable|deleteFrom)\\('(${names})\\b|\\b(from|join|into|update) (${names})\\b`,
    'g',
  )
  const ranks = ['kernel', ...order]
  const found = source
    .filter((file) => /^src\/(kernel|modules|program)\//.test(file))
    .flatMap((file) => {
      const own = moduleOf(file) ?? file.split('/')[1]!
      // Import lines and `declare` say `from` too, but never before a bare word.
      return [...codeOf(file).matchAll(uses)].flatMap(([, verb = '', asked, word = '', written]) => {
        const table = asked ?? written!
        const keeper = tables.get(table)!
        const joins = /join$/i.test(verb) || word === 'join'
        const isLater = own !== 'program' && ranks.indexOf(own) > ranks.indexOf(keeper)
        const reads = verb === 'selectFrom' || word === 'from' || joins
        const may = keeper === own || (reads && isLater && (joins || (keeper === 'kernel' && table !== 'settings')))
        return may ? [] : [`${file}: ${table}`]
      })
    })
  none(found.filter((use) => !(use in reaches)))
  none(Object.keys(reaches).filter((use) => !found.includes(use)))
})
