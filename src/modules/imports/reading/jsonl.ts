import { z } from 'zod'
import { emptyItem, type Item } from '../item.ts'
import { readDate } from './dates.ts'
import { lettersOf, longestItem, SourceError } from './letters.ts'

const line = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const lines = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((said) =>
    said == null
      ? []
      : [said]
          .flat()
          .map((one) => one.trim())
          .filter(Boolean),
  )
const picture = z
  .union([z.string().transform((address) => ({ address })), z.object({ address: z.string(), alt: line, caption: line, credit: line })])
  .transform((said) => ({ alt: '', caption: '', credit: '', ...said }))

/** What a line may say; the names are in docs/operating.md. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  address: line,
  title: line,
  lead: line,
  html: line,
  text: line,
  publishedAt: line,
  authors: lines,
  sections: lines,
  tags: lines,
  cover: picture.nullish(),
  pictures: z.array(picture).nullish(),
  status: z.enum(['live', 'draft']).nullish(),
  source: line,
})

/** One item a line: for a portal whose maker has only a database to give. A line that is no item is reported, and the next one read. */
export async function* readJsonl(path: string): AsyncGenerator<Item> {
  let number = 0
  for await (const text of linesOf(path)) {
    number++
    if (text.trim()) yield itemOf(text, number)
  }
}

function itemOf(text: string, number: number): Item {
  const read = Line.safeParse(parsed(text))
  if (!read.success) return { ...emptyItem(`line ${number}`), title: `${number}`, notes: [{ kind: 'broken', detail: String(number) }] }
  const { id, cover, pictures, status, publishedAt, address, html, text: plain, ...rest } = read.data
  return {
    ...emptyItem(String(id ?? (address || `line ${number}`))),
    ...rest,
    address: address || null,
    html:
      html ||
      plain
        .split(/\n+/)
        .map((one) => `<p>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
        .join(''),
    publishedAt: readDate(publishedAt),
    cover: cover ?? null,
    pictures: pictures ?? [],
    status: status ?? 'live',
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of lettersOf(path, { declared: false })) {
    const found = (rest + piece).split('\n')
    rest = found.pop()!
    if (rest.length > longestItem) throw new SourceError('tooLongItem')
    yield* found
  }
  if (rest) yield rest
}
