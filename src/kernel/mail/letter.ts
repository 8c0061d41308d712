import { escapeHtml, type Lang } from '../text.ts'

/** `href`: a whole address. */
export type LetterLine = { text: string; note?: string; href?: string }
/** Words in the order in which they are read: a greeting, what the letter is about, and what may be done. */
export type Letter = {
  lang: Lang
  subject: string
  opening: readonly string[]
  lines: readonly LetterLine[]
  closing: readonly LetterLine[]
}

/** The letter as plain text, and its twin for programs that show HTML: headings, links and nothing else. */
export const composed = (letter: Letter) => ({ text: plain(letter), html: marked(letter) })

const plain = ({ opening, lines, closing }: Letter) =>
  [
    ...opening,
    ...lines.map((line) => `– ${[line.text, line.note, line.href].filter(Boolean).join('\n  ')}`),
    ...closing.map((line) => [line.text, line.note, line.href].filter(Boolean).join('\n')),
  ].join('\n\n') + '\n'

const marked = ({ lang, subject, opening, lines, closing }: Letter) => `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body>
${opening.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${lines.length > 0 ? `<ul>\n${lines.map((line) => `<li>${markedLine(line)}</li>`).join('\n')}\n</ul>` : ''}
${closing.map((line) => `<p>${markedLine(line)}</p>`).join('\n')}
</body>
</html>
`

const markedLine = ({ text, note, href }: LetterLine) =>
  (href ? `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>` : escapeHtml(text)) + (note ? `<br>${escapeHtml(note)}` : '')
