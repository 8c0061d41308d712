import { longest, type Block, type Body } from '../body/body.ts'
import { parseBody } from '../body/parse.ts'
import { openArchive, UnreadableError, type Trouble } from './archive.ts'
import { blocksOf, listed, type Json } from './blocks.ts'
import { converted, legacyOf, type Legacy } from './conversion.ts'
import { readDocument, type Document } from './document.ts'
import { guessOf, textOfLines } from './guess.ts'
import { headingsOf } from './headings.ts'
import { inlineOf } from './inline.ts'
import { isEmpty, type Line, type Notes, type Part } from './parts.ts'
import { kindOfPicture } from './pictures.ts'
import { unitsOf } from './units.ts'

/** A text as it would come into an article. Pictures carry the number they have in the file, where an article has its media's. */
export type Draft = {
  title: string
  lead: string
  /** The blocks that title and lead were: they go back to the top of the text when somebody empties the field. */
  titleBlock: Block | null
  leadBlock: Block | null
  body: Body
  notes: Notes
}
export type FilePicture = { number: number; type: string; bytes: Uint8Array }
export type WordReading = { draft: Draft; legacy: (Legacy & { draft: Draft }) | null; pictures: FilePicture[] }
export type Read = { ok: true; value: WordReading } | { ok: false; trouble: Trouble }

/** Megabytes of pictures that are taken over from one file, and how many. */
const most = { pictures: 200, picture: 40 * 1024 * 1024, together: 60 * 1024 * 1024 }

/** Reads a `.docx`. Whatever is wrong with it ends in a trouble with a sentence, never in half a text. `footnotes` heads the list of notes. */
export async function readWord(path: string, words: { footnotes: string }): Promise<Read> {
  try {
    const archive = await openArchive(path)
    try {
      const document = await readDocument(archive)
      const { pictures, notes, missing } = await picturesOf(document)
      const whole = { ...document, notes: { ...document.notes, ...notes } }
      const legacy = legacyOf([...document.parts, ...document.footnotes.flat()])
      const draft = draftOf(whole, missing, words)
      return {
        ok: true,
        value: { draft, legacy: legacy && { ...legacy, draft: draftOf(inUnicode(whole, legacy), missing, words) }, pictures },
      }
    } finally {
      archive.close()
    }
  } catch (error) {
    if (error instanceof UnreadableError) return { ok: false, trouble: error.trouble }
    throw error
  }
}

const inUnicode = (document: Document, legacy: Legacy): Document => ({
  ...document,
  parts: converted(document.parts, legacy),
  footnotes: document.footnotes.map((parts) => converted(parts, legacy)),
})

function draftOf(document: Document, missing: ReadonlySet<number>, { footnotes }: { footnotes: string }): Draft {
  const notes: Notes = { ...document.notes }
  const tell = (key: keyof Notes, count = 1) => {
    notes[key] = (notes[key] ?? 0) + count
  }
  const { title, lead, rest } = guessOf(unitsOf(document.parts, tell))
  const content = [...blocksOf(rest, headingsOf(rest, tell), tell), ...notesList(document.footnotes, footnotes)].map((json) =>
    without(json, missing),
  )
  const above = [...(title.length > 0 ? [topBlock(title)] : []), ...(lead ? [topBlock([lead])] : [])]
  // Judged as one, since both may stand in one text.
  const parsed = parseBody({ type: 'doc', content: [...above, ...content] })
  if (!parsed.ok) throw new UnreadableError('tooLong')
  const blocks = parsed.value.content
  const body: Body = { type: 'doc', content: blocks.slice(above.length) }
  return {
    title: textOfLines(title).slice(0, longest.title),
    lead: lead ? textOfLines([lead]).slice(0, longest.lead) : '',
    titleBlock: title.length > 0 ? blocks[0]! : null,
    leadBlock: lead ? blocks[above.length - 1]! : null,
    body,
    notes,
  }
}

const topBlock = (lines: readonly Line[]): Json => ({
  type: 'paragraph',
  content: lines.flatMap((line, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...inlineOf(line.pieces)]),
})

/** Numbered as their marks are, under a heading of their own. */
function notesList(footnotes: readonly Part[][], heading: string): Json[] {
  if (footnotes.length === 0) return []
  const items = footnotes.map((parts) => {
    const lines = parts.filter((part) => part.kind === 'line').filter((line) => !isEmpty(line))
    const [first = { type: 'paragraph' }, ...others] = listed(lines, 2, () => {})
    return { type: 'listItem', content: first.type === 'paragraph' ? [first, ...others] : [{ type: 'paragraph' }, first, ...others] }
  })
  return [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: heading }] },
    { type: 'orderedList', content: items },
  ]
}

/** The bytes of each picture we may keep; the others leave their place and caption, for somebody to choose another picture. */
async function picturesOf({ pictures: names, bytes }: Document) {
  const pictures: FilePicture[] = []
  const notes: Notes = {}
  const missing = new Set<number>()
  let together = 0
  for (const [at, name] of names.entries()) {
    const read = at < most.pictures ? await bytes(name) : null
    const type = read && kindOfPicture(read)
    const fits = read && read.length <= most.picture && together + read.length <= most.together
    if (read && type && fits) {
      together += read.length
      pictures.push({ number: at + 1, type, bytes: new Uint8Array(read) })
    } else {
      missing.add(at + 1)
      const why = type && !fits ? 'heavyPictures' : 'otherPictures'
      notes[why] = (notes[why] ?? 0) + 1
    }
  }
  return { pictures, notes, missing }
}

function without(json: Json, missing: ReadonlySet<number>): Json {
  const attrs = json.attrs as { mediaId?: number | null } | undefined
  return attrs?.mediaId && missing.has(attrs.mediaId) ? { ...json, attrs: { ...attrs, mediaId: null } } : json
}
