import { formatNumber, type Lang } from '../../../../kernel/text.ts'
import { Card } from '../../../../ui/card/card.tsx'
import { inlineOf, mediaIds, nodesOf, wordCount, type Body } from '../../body/body.ts'
import { noteKeys, type NoteKey, type Notes } from '../../word/parts.ts'
import { text } from './text.ts'

/** What only changed its form; everything else in the notes was left out. */
const changes: ReadonlySet<NoteKey> = new Set<NoteKey>([
  'lists',
  'lettered',
  'headings',
  'captions',
  'footnotes',
  'boxes',
  'textBoxes',
  'layoutTables',
  'nestedTables',
  'wideTables',
  'movedPictures',
  'equations',
  'croppedPictures',
])

/** What came in, what changed its form, what was left out: a sentence each. */
export function Report({ lang, body, notes, pictures }: { lang: Lang; body: Body; notes: Notes; pictures: number }) {
  const t = text[lang].report
  const told = noteKeys.filter((key) => notes[key])
  const say = (key: NoteKey) => t.notes[key](formatNumber(notes[key]!, lang))
  const changed = told.filter((key) => changes.has(key)).map(say)
  const dropped = [...told.filter((key) => !changes.has(key)).map(say), t.looks]
  return (
    <Card title={t.title} class="word-ke">
      <p>
        <b>{t.kept}:</b> {counted(lang, body, pictures).join(' · ')}.
      </p>
      {changed.length > 0 && <Lines title={t.changed} lines={changed} />}
      <Lines title={t.dropped} lines={dropped} />
    </Card>
  )
}

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <>
    <h3>{title}</h3>
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </>
)

function counted(lang: Lang, body: Body, pictures: number): string[] {
  const t = text[lang].report.counts
  const nodes = [...nodesOf(body)]
  const of = (...types: string[]) => nodes.filter(({ type }) => types.includes(type)).length
  const links = nodes.flatMap(inlineOf).filter((one) => one.type === 'text' && one.marks?.some(({ type }) => type === 'link')).length
  const said = (count: number, words: (n: string) => string) => (count > 0 ? [words(formatNumber(count, lang))] : [])
  return [
    t.words(formatNumber(wordCount(body), lang)),
    ...said(of('heading'), t.headings),
    ...said(of('bulletList', 'orderedList'), t.lists),
    ...said(of('table'), t.tables),
    ...said(Math.max(pictures, mediaIds(body).length), t.pictures),
    ...said(links, t.links),
  ]
}
