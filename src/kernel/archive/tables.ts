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

/** New rows get numbers above all restored ones. */
export async function setSequences(client: pg.ClientBase) {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> ''`)
  for (const { table, column, sequence } of rows)
    await client.query(`select setval('${sequence}', coalesce((select max(${quoted(column)}) from ${quoted(table)}), 1), exists (select from ${quoted(table)}))`)
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
