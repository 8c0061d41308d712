import { readFile, writeFile } from 'node:fs/promises'
import { goalText, meets, type Figure } from './figure.ts'

const [from, to] = ['<!-- bench -->', '<!-- /bench -->']

/** For a terminal: one line a figure, a mark before those that miss their goal. */
export function plain(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length))
  const line = (figure: Figure) =>
    `${meets(figure) ? ' ' : '✖'} ${figure.name.padEnd(width)} ${`${number(figure)} ${figure.unit}`.padStart(22)}  ${goalText(figure.goal).padEnd(8)} ${figure.note ?? ''}`
  return figures.map(line).join('\n')
}

export function markdown(figures: readonly Figure[]): string {
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${meets(figure) ? '' : '**'}${number(figure)} ${figure.unit}${meets(figure) ? '' : '**'} | ${goalText(figure.goal)} | ${figure.note ?? ''} |`,
  )
  return ['| What | Value | Goal | Note |', '|---|---|---|---|', ...rows].join('\n')
}

/** Puts the table between the marks of a document. */
export async function writeInto(file: string, table: string) {
  const text = await readFile(file, 'utf8')
  const [before, after] = [text.indexOf(from) + from.length, text.indexOf(to)]
  if (before < from.length || after < before) throw new Error(`${file} has no place for the table`)
  await writeFile(file, `${text.slice(0, before)}\n${table}\n${text.slice(after)}`)
}

const number = ({ value }: Figure) =>
  Number.isNaN(value) ? '–' : value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
