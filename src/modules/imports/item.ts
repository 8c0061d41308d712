/** The forms in which other systems give away what they hold. */
export const formats = ['wxr', 'ghost', 'rss', 'atom', 'jsonl'] as const
export type Format = (typeof formats)[number]

/** What somebody else published, as plainly as every format can say it. */
export type Item = {
  /** The same at every reading of the same source. */
  key: string
  address: string | null
  title: string
  lead: string
  html: string
  publishedAt: Temporal.Instant | null
  authors: string[]
  sections: string[]
  tags: string[]
  cover: Picture | null
  /** Pictures outside the text. */
  pictures: Picture[]
  status: 'live' | 'draft'
  source: string
  notes: Note[]
}
export type Picture = { address: string; alt: string; caption: string; credit: string }

/** What did not fit, or fits differently; the sentences are in text.ts. */
export const noteKinds = [
  'textDiffers',
  'titleMissing',
  'dateMissing',
  'dateAhead',
  'draft',
  'sectionMissing',
  'moreSections',
  'addressUnusable',
  'addressTaken',
  'embeds',
  'shortcodes',
  'deepLists',
  'nestedTables',
  'wideTables',
  'movedPictures',
  'unsafeLinks',
  'inlinePictures',
  'noPicture',
  'pictureFailed',
  'oldLetters',
  'locked',
  'broken',
  'tooLong',
  'twin',
  'fault',
] as const
export type NoteKind = (typeof noteKinds)[number]
export type Note = { kind: NoteKind; detail?: string }

/** Of these an item is not written at all. */
export const refusing: ReadonlySet<NoteKind> = new Set<NoteKind>(['broken', 'tooLong', 'fault'])

export const emptyItem = (key: string): Item => ({
  key,
  address: null,
  title: '',
  lead: '',
  html: '',
  publishedAt: null,
  authors: [],
  sections: [],
  tags: [],
  cover: null,
  pictures: [],
  status: 'live',
  source: '',
  notes: [],
})
