// Writes src/schema.ts, the row types of all tables, from the migrations: `npm run schema` after changing one.
import { writeFileSync } from 'node:fs'
import { emptyDb } from '../test/database.ts'
import { migrate } from '../src/kernel/db/migrate.ts'

type Column = { table: string; name: string; type: string; nullable: boolean; defaulted: boolean; computed: boolean }

const columns = `
  select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
         a.atthasdef or a.attidentity <> '' as defaulted, a.attgenerated <> '' as computed
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and a.attnum > 0 and not a.attisdropped and c.relname <> 'migrations'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname, a.attnum`

// prettier-ignore
const scalars: Record<string, string> = {
  int2: 'number', int4: 'number', int8: 'number', float4: 'number', float8: 'number', numeric: 'Numeric', bool: 'boolean',
  text: 'string', varchar: 'string', bpchar: 'string', uuid: 'string', inet: 'string', tsvector: 'string', xid8: 'string', char: 'string',
  json: 'Json', jsonb: 'Json', bytea: 'Buffer', timestamptz: 'Timestamp', date: 'Day', time: 'Temporal.PlainTime', interval: 'Temporal.Duration',
}

const head = `// Generated from db/migrations by \`npm run schema\`; the only file that knows the tables.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Temporal.Instant, Temporal.Instant | string, Temporal.Instant | string>
type Day = ColumnType<Temporal.PlainDate, Temporal.PlainDate | string, Temporal.PlainDate | string>
/** Exact: read as its decimal text. */
type Numeric = ColumnType<string, string | number, string | number>
/** Written as JSON text (\`json()\` of kernel/db) or as an object; a bare array would become a PostgreSQL array. */
type JsonInput = string | number | boolean | (object & { length?: never })
type Json = ColumnType<unknown, JsonInput, JsonInput>
`

const { pool, close } = await emptyDb()
await migrate(pool)
const { rows } = await pool.query<Column>(columns)
await close()

const tables = Object.entries(Object.groupBy(rows, (row) => row.table))
const schema = `export interface Schema {\n${tables.map(([table]) => `  ${table}: ${pascal(table)}\n`).join('')}}\n`
const rowTypes = tables.map(([table, all]) => `export interface ${pascal(table)} {\n${all!.map(line).join('')}}\n`)
writeFileSync(new URL('../src/schema.ts', import.meta.url), [head, schema, ...rowTypes].join('\n'))
console.log(`src/schema.ts: ${tables.length} tables, ${rows.length} columns`)

function line({ name, type, nullable, defaulted, computed }: Column) {
  const bare = typeOf(type) + (nullable ? ' | null' : '')
  return `  ${name}: ${computed ? `GeneratedAlways<${bare}>` : defaulted ? `Generated<${bare}>` : bare}\n`
}

function typeOf(type: string): string {
  if (type.startsWith('_')) return `${typeOf(type.slice(1))}[]`
  const known = scalars[type]
  if (!known) throw new Error(`tools/schema.ts does not know the PostgreSQL type ${type}`)
  return known
}

function pascal(table: string) {
  return table.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
