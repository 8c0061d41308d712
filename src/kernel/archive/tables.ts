import type pg from 'pg'

export type Table = { name: string; columns: string[] }

/**
 * The tables of the house with the columns that can be copied: not the record of migrations, which the program makes itself, not computed
 * columns, and no transaction numbers, which mean something only inside one cluster.
 */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
    group by c.relname order by c.relname`)
  return rows
}

/** Foreign keys point in circles, so a restore takes them off and puts them back, which checks every row. */
export async function withoutForeignKeys(client: pg.ClientBase, work: () => Promise<void>) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conname`)
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
  await work()
  for (const { table, name, definition } of rows) await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
}

/** Identity columns as `table.column` with the last number given. */
export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, number>> {
  const given: Record<string, number> = {}
  for (const { table, column, sequence } of await identities(client)) {
    const { rows } = await client.query<{ last: number }>(`select case when is_called then last_value else 0 end as last from ${sequence}`)
    given[`${table}.${column}`] = Number(rows[0]!.last)
  }
  return given
}

/** New rows get numbers above all restored ones, and above those whose rows were gone already. */
export async function setSequences(client: pg.ClientBase, given: Readonly<Record<string, number>>) {
  for (const { table, column, sequence } of await identities(client)) {
    const last = Math.max(0, given[`${table}.${column}`] ?? 0)
    await client.query(
      `select setval('${sequence}', greatest(1, $1::bigint, m), greatest($1::bigint, m) > 0) from (select coalesce(max(${quoted(column)}), 0) as m from ${quoted(table)}) as rows`,
      [last],
    )
  }
}

async function identities(client: pg.ClientBase) {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> '' order by c.relname`)
  return rows
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
