import { safeHref, type Inline, type Mark } from '../../articles/index.ts'

/** What the text at hand is set in. */
export type Look = { bold: boolean; italic: boolean; href: string | null; pre: boolean }
export const plainLook: Look = { bold: false, italic: false, href: null, pre: false }

const marksOf = ({ bold, italic, href }: Look): Mark[] => [
  ...(href ? [{ type: 'link' as const, attrs: { href } }] : []),
  ...(bold ? [{ type: 'bold' as const }] : []),
  ...(italic ? [{ type: 'italic' as const }] : []),
]

export function runsOf(text: string, look: Look): Inline[] {
  const run = (words: string): Inline => ({ type: 'text', text: words, marks: marksOf(look) })
  if (!look.pre) return [run(text.replace(/[ \t\n\r\f]+/g, ' '))]
  return text
    .split(/\r?\n/)
    .flatMap((line, at): Inline[] => [...(at > 0 ? [{ type: 'hardBreak' } as const] : []), ...(line ? [run(line)] : [])])
}

/** Lines parted by an empty one are paragraphs: so people wrote them where the editor knew no paragraphs. */
export function paragraphsOf(line: readonly Inline[]): Inline[][] {
  const found: Inline[][] = [[]]
  let wasBreak = false
  for (const run of line) {
    const isBreak = run.type === 'hardBreak'
    if (isBreak && wasBreak) found.push([])
    else found.at(-1)!.push(run)
    if (isBreak || run.text.trim() !== '') wasBreak = isBreak
  }
  return found.map(trimmed).filter((runs) => runs.length > 0)
}

/** Without blanks and line ends around it, and without the blank after a line end; nothing when nothing is left. */
export function trimmed(line: readonly Inline[]): Inline[] {
  const isBlank = (run: Inline) => run.type === 'hardBreak' || run.text.trim() === ''
  const first = line.findIndex((run) => !isBlank(run))
  if (first < 0) return []
  const last = line.findLastIndex((run) => !isBlank(run))
  return line.slice(first, last + 1).map((run, at, all) => {
    if (run.type === 'hardBreak') return run
    const starts = at === 0 || all[at - 1]!.type === 'hardBreak'
    const ends = at === all.length - 1 || all[at + 1]!.type === 'hardBreak'
    return { ...run, text: starts ? (ends ? run.text.trim() : run.text.trimStart()) : ends ? run.text.trimEnd() : run.text }
  })
}

/** Where a link of the old page may lead from the new one; null when it may not, or leads nowhere. */
export function linkFrom(address: string, base: string | null): string | null {
  const typed = address.trim()
  const direct = safeHref(typed)
  if (direct || /^[a-z][a-z0-9+.-]*:/i.test(typed) || !base || !URL.canParse(typed, base)) return direct
  return safeHref(new URL(typed, base).href)
}
