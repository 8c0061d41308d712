import type { Db } from '../../kernel/db/db.ts'
import type { Lang } from '../../kernel/text.ts'
import type { NoteKind } from './item.ts'
import { reportRows, type Counts, type ReportRow } from './queries.ts'
import type { Run } from './run.ts'
import { text, troubleText } from './text.ts'

/** The report as a table for any office program, a piece at a time: one line a note. */
export async function* csvOf(db: Db, run: Pick<Run, 'id'>, lang: Lang): AsyncGenerator<string> {
  // So that the office program knows the letters.
  yield `\ufeff${lineOf(text[lang].reportHead)}`
  for (let after = 0; ;) {
    const rows = await reportRows(db, run.id, { after, limit: 500 })
    if (rows.length === 0) return
    yield rows.flatMap((row) => linesOf(row, lang)).join('')
    after = rows.at(-1)!.id
  }
}

function linesOf({ position, title, address, articleId, notes, failed }: ReportRow, lang: Lang): string[] {
  const t = text[lang]
  const head = [String(position), title, address, articleId === null ? '' : String(articleId)]
  return [
    ...notes.map(({ kind, detail }) => lineOf([...head, t.notes[kind], detail ?? ''])),
    ...failed.map((one) => lineOf([...head, t.notes.pictureFailed, `${one.address} ${troubleText(lang, one.trouble)}`])),
  ]
}

/** Quoted; what an office program would take for a formula is made words. */
const lineOf = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/** The same in words, for the terminal. `dry`: what would be. */
export function reportWords(run: Run, counts: Counts, dry: boolean): string[] {
  const t = text.vi.words
  const notes = Object.entries(dry ? run.preview.notes : counts.notes) as [NoteKind, number][]
  const head = dry ? t.would(run.total, Object.keys(run.preview.sections).length, run.preview.authors, run.preview.pictures) : t.did(counts)
  const trouble = run.trouble ? [troubleText('vi', run.trouble)] : []
  return [
    head,
    ...trouble,
    ...notes.toSorted(([, a], [, b]) => b - a).map(([kind, count]) => `  ${String(count).padStart(6)}  ${text.vi.notes[kind]}`),
  ]
}
