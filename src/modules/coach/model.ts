/** Where a thing stands: a field of the article, or a part of a block of its text (`item`: which picture of a gallery). */
export type Field = 'title' | 'lead' | 'section' | 'cover' | 'body'
export type Part = 'text' | 'caption' | 'credit' | 'alt' | 'cite' | 'label' | 'title'
export type Place = { field: Field } | { block: string; part: Part; item?: number }

export type PassageKind = 'title' | 'lead' | 'paragraph' | 'heading' | 'item' | 'cell' | 'caption' | 'label'
export type Link = { start: number; end: number; href: string }
/** One run of text that people read: offsets are UTF-16 units of `text`. */
export type Passage = { place: Place; kind: PassageKind; text: string; links: readonly Link[] }

export type Picture = { place: Place; number: number; alt: string; credit: string; caption: string; decorative: boolean; waiting: boolean }
export type Attached = { kind: 'video' | 'file'; place: Place; number: number; waiting: boolean }

/** An article as the rules see it: no word of how it is stored. */
export type TextModel = {
  genre: string
  lang: string
  hasSection: boolean
  /** Null: none chosen. Without a width nobody measured it. */
  cover: { width: number | null } | null
  passages: readonly Passage[]
  pictures: readonly Picture[]
  attached: readonly Attached[]
  /** Addresses of this house that lead nowhere now. */
  deadLinks: ReadonlySet<string>
}

export const fieldOf = ({ passages }: TextModel, field: 'title' | 'lead') =>
  passages.find(({ place }) => 'field' in place && place.field === field)?.text ?? ''

/** What is read from top to bottom below the lead. */
export const bodyOf = ({ passages }: TextModel) => passages.filter(({ place }) => 'block' in place)

/** One text alone, as a paragraph: for tests, and for whoever asks about a sentence. */
export const modelOfText = (text: string, links: readonly Link[] = []): TextModel => ({
  genre: 'news',
  lang: 'vi',
  hasSection: true,
  cover: { width: null },
  passages: [{ place: { block: 'doan', part: 'text' }, kind: 'paragraph', text, links }],
  pictures: [],
  attached: [],
  deadLinks: new Set(),
})
