import type { Actor } from '../../kernel/access.ts'
import { json, type Db } from '../../kernel/db/db.ts'
import type { Deps } from '../../kernel/module.ts'
import { decodePath } from '../../kernel/pages/address.ts'
import { now } from '../../kernel/time.ts'
import { importArticle } from '../articles/index.ts'
import { convert, type Converted } from './converting.ts'
import type { Item, Note } from './item.ts'
import type { Places } from './places.ts'
import type { Run } from './run.ts'

export type Batch = { run: Run; actor: Actor; items: readonly Item[]; places: Places; from: number }
type Row = {
  key: string
  position: number
  title: string
  address: string
  article_id: number | null
  notes: Note[]
  converted: Converted | null
}

/** The items of one batch, in the caller's transaction: each an article, or a row that says why not. Those moved in before stay as they are. */
export async function writeItems(deps: Deps, batch: Batch) {
  const before = await rowsOf(deps.db, batch)
  const rows: Row[] = []
  const seen = new Set<string>()
  for (const [at, item] of batch.items.entries()) {
    const position = batch.from + at + 1
    const known = before.get(item.key)
    if (known?.articleId && (known.runId !== batch.run.id || known.position === position)) continue
    const twin = seen.has(item.key) || (known !== undefined && known.runId === batch.run.id && known.position !== position)
    seen.add(item.key)
    rows.push(twin ? twinOf(item, position) : await writeItem(deps, batch, item, position))
  }
  if (rows.length > 0) await keepRows(deps.db, batch.run, rows)
}

async function rowsOf(db: Db, { run, items }: Batch) {
  const found = await db
    .selectFrom('import_rows')
    .select(['key', 'run_id', 'article_id', 'position'])
    .where('site_id', '=', run.siteId)
    .where(
      'key',
      'in',
      items.map(({ key }) => key),
    )
    .execute()
  return new Map(found.map((row) => [row.key, { runId: row.run_id, articleId: row.article_id, position: row.position }]))
}

const twinOf = (item: Item, position: number): Row => ({
  key: `${item.key}#${position}`,
  position,
  title: item.title.slice(0, 300),
  address: item.address ?? '',
  article_id: null,
  notes: [{ kind: 'twin' }],
  converted: null,
})

async function writeItem(deps: Deps, { run, actor, places }: Batch, item: Item, position: number): Promise<Row> {
  const converted = convert(item, run.options.origin)
  const row: Row = {
    key: item.key,
    position,
    title: converted.title.slice(0, 300),
    address: item.address ?? '',
    article_id: null,
    notes: converted.notes,
    converted,
  }
  if (!converted.body) return row
  const section = places.sections.get(item.sections[0] ?? '') ?? places.fallback
  const oldPath = pathOf(item, run)
  try {
    const made = await importArticle(deps, actor, {
      siteId: run.siteId,
      section,
      genre: 'news',
      title: converted.title,
      lead: converted.lead,
      body: converted.body,
      tags: [...new Set([...item.tags, ...item.sections.slice(1)])],
      source: item.source,
      authors: bylineOf(item, places),
      liveAt: converted.live ? converted.publishedAt : null,
      oldPath,
    })
    if (!made.ok) return { ...row, notes: [...row.notes, { kind: 'fault', detail: Object.values(made.issues).join(' ') }] }
    return {
      ...row,
      article_id: made.value.id,
      notes: [...row.notes, ...placing(item), ...(converted.live && !made.value.redirected ? addressing(item, oldPath) : [])],
    }
  } catch (error) {
    deps.log.warn({ err: error, run: run.id, item: item.key }, 'an item could not be moved in')
    return { ...row, notes: [...row.notes, { kind: 'fault' }] }
  }
}

function placing({ sections: [first, ...more] }: Item): Note[] {
  if (first === undefined) return [{ kind: 'sectionMissing' }]
  return more.length > 0 ? [{ kind: 'moreSections', detail: more.join(', ').slice(0, 300) }] : []
}

const addressing = ({ address }: Item, oldPath: string | null): Note[] =>
  address ? [{ kind: oldPath === null ? 'addressUnusable' : 'addressTaken', detail: address }] : []

function bylineOf(item: Item, { authors }: Places) {
  const people = new Map<number, string>()
  for (const name of item.authors) {
    const id = authors.get(name)
    if (id !== undefined && !people.has(id)) people.set(id, name)
  }
  return [...people].map(([personId, penName]) => ({ personId, penName: penName.slice(0, 120) }))
}

/** The path readers still have in their hands. An address that is told apart by its query alone cannot lead on. */
function pathOf({ address }: Item, { options }: Run): string | null {
  if (!address || !URL.canParse(address, options.origin ?? 'http://x')) return null
  const url = new URL(address, options.origin ?? 'http://x')
  if (!/^https?:$/.test(url.protocol)) return null
  const path = decodePath(url.pathname)
  return path === null || path === '/' || url.search !== '' || path.length > 1_000 ? null : path
}

async function keepRows(db: Db, run: Run, rows: readonly Row[]) {
  const kept = await db
    .insertInto('import_rows')
    .values(rows.map(({ converted: _converted, notes, ...row }) => ({ run_id: run.id, site_id: run.siteId, ...row, notes: json(notes) })))
    .onConflict((on) =>
      on.columns(['site_id', 'key']).doUpdateSet((eb) => ({
        run_id: eb.ref('excluded.run_id'),
        position: eb.ref('excluded.position'),
        title: eb.ref('excluded.title'),
        article_id: eb.ref('excluded.article_id'),
        notes: eb.ref('excluded.notes'),
      })),
    )
    .returning(['id', 'key'])
    .execute()
  if (run.options.pictures === false) return
  const ids = new Map(kept.map(({ id, key }) => [key, id]))
  const pictures = rows.flatMap(({ key, article_id, converted }) =>
    article_id === null || !converted ? [] : picturesOf(converted).map((picture) => ({ row_id: ids.get(key)!, ...picture })),
  )
  if (pictures.length > 0)
    await db
      .insertInto('import_pictures')
      .values(pictures.map((picture) => ({ run_id: run.id, next_at: now(), ...picture })))
      .onConflict((on) => on.doNothing())
      .execute()
}

const picturesOf = ({ pictures, cover }: Converted) =>
  [...(cover ? [{ ...cover, blockId: '' }] : []), ...pictures].map(({ blockId, address, alt, caption, credit }) => ({
    place: blockId,
    address: address.slice(0, 2_000),
    alt,
    caption: caption.slice(0, 2_000),
    credit,
  }))
