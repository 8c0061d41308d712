import { json } from '../../kernel/db/db.ts'
import type { Deps } from '../../kernel/module.ts'
import { formatDate, toLocal } from '../../kernel/time.ts'
import { plainText } from '../articles/index.ts'
import { setState } from './commands.ts'
import { convert, type Converted } from './converting.ts'
import type { Item } from './item.ts'
import { opened, type Ended, type Slice } from './opened.ts'
import { SourceError } from './reading/letters.ts'
import { anyRun } from './queries.ts'
import { emptyPreview, type Preview, type Run } from './run.ts'

const samples = 10
const mostNames = 500
const mostAuthors = 20_000

type Tally = { preview: Preview; authors: Set<string> }
const tallies = new WeakMap<object, Tally>()

/** Reads a source from end to end without writing: what it holds, and what would not fit. Not `closely`: only how many items there are. */
export async function look(deps: Deps, id: number, slice: Slice, { closely = true } = {}): Promise<Ended> {
  const run = await anyRun(deps.db, id)
  if (run?.state !== 'looking') return 'stopped'
  const source = opened(deps, run)
  const tally = tallies.get(source) ?? { preview: emptyPreview(), authors: new Set() }
  tallies.set(source, tally)
  try {
    for (;;) {
      const next = await source.next()
      if (next === null) break
      if (closely) count(tally, next, convert(next, run.options.origin), run)
      if (source.position % 50 === 0) await new Promise(setImmediate)
      if (slice.isOver(source.position)) return await pause(deps, run, source.position, tally)
    }
    source.close()
    await finish(deps, run, source.position, tally, '')
    return 'done'
  } catch (error) {
    source.close()
    if (!(error instanceof SourceError)) throw error
    // What was read before the break can still be moved in.
    await finish(deps, run, source.position, tally, `${error.trouble} ${error.where}`.trim())
    return 'broken'
  }
}

async function pause(deps: Deps, run: Run, total: number, tally: Tally): Promise<Ended> {
  await deps.db
    .updateTable('import_runs')
    .set({ total, preview: json(settledPreview(tally)) })
    .where('id', '=', run.id)
    .where('state', '=', 'looking')
    .execute()
  return 'more'
}

const finish = (deps: Deps, run: Run, total: number, tally: Tally, trouble: string) =>
  setState(deps.db, run.id, 'looked', { total, trouble, preview: json(settledPreview(tally)) })

const settledPreview = ({ preview, authors }: Tally): Preview => ({ ...preview, authors: authors.size })

function count({ preview, authors }: Tally, item: Item, converted: Converted, { options }: Run) {
  const section = item.sections[0] ?? options.section ?? ''
  if (section in preview.sections || Object.keys(preview.sections).length < mostNames)
    preview.sections[section] = (Object.hasOwn(preview.sections, section) ? preview.sections[section]! : 0) + 1
  if (authors.size < mostAuthors) item.authors.forEach((name) => authors.add(name))
  preview.pictures += converted.pictures.length + (converted.cover ? 1 : 0)
  for (const { kind } of converted.notes) preview.notes[kind] = (preview.notes[kind] ?? 0) + 1
  if (preview.samples.length < samples) preview.samples.push(sampleOf(item, converted, section))
}

const sampleOf = (item: Item, { title, lead, body, pictures, publishedAt, notes }: Converted, section: string) => ({
  title: title.slice(0, 300),
  lead: lead.slice(0, 400),
  date: publishedAt && formatDate(toLocal(publishedAt)),
  section,
  authors: item.authors.slice(0, 5),
  pictures: pictures.length,
  text: body ? plainText(body).slice(0, 300) : '',
  notes,
})
