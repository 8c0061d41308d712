import { randomBytes } from 'node:crypto'
import { fold, slug, stripControl } from '../../kernel/text.ts'
import { toLocal } from '../../kernel/time.ts'

/** What stands in the library: a picture, a film, a recording, or a file to take home. */
export type Kind = 'image' | 'video' | 'audio' | 'file'
export const kinds: readonly Kind[] = ['image', 'video', 'audio', 'file']

/** Where the eye should land: 0 is left or top, 1 is right or bottom. Crops are made around it. */
export type Focal = { x: number; y: number }

export type Medium = {
  id: number
  key: string
  siteId: number
  kind: Kind
  contentType: string
  bytes: number
  width: number | null
  height: number | null
  seconds: number | null
  name: string
  caption: string
  credit: string
  alt: string
  decorative: boolean
  focal: Focal
  posterId: number | null
  uploadedBy: number | null
  uploadedAt: Temporal.Instant
  hiddenAt: Temporal.Instant | null
  hiddenReason: string
  /** What its maker wrote into the file, beside what the desk says now. */
  writtenCredit: string
  place: string
  takenOn: Temporal.PlainDate | null
} & Rights

/** By what right it may be shown. `origin` is where it was taken from, `permission` who allowed it in which letter. */
export type Rights = {
  owner: string
  licence: string
  origin: string
  permission: string
  licenceUntil: Temporal.PlainDate | null
}

export type Variant = { url: string; width: number; type: string; bytes: number }

/** All that a page needs to show a medium. `variants` are the narrower twins for srcset; width and height are 0 where nobody knows them. */
export type RenderMedia = {
  id: number
  key: string
  kind: Kind
  alt: string
  width: number
  height: number
  variants: Variant[]
  credit: string
  caption: string
  posterUrl?: string
  bytes: number
  contentType: string
  name: string
  url: string
  decorative: boolean
  focal: Focal
  /** A data: address of a picture 16 pixels wide, to be shown while the real one comes. */
  placeholder?: string
  seconds?: number
  /** A JPEG for feeds and mail, 1,200 wide at most. */
  jpegUrl?: string
  /** 1,200 × 630 around the focal point, for Open Graph. */
  ogUrl?: string
  /** The last day of its licence, when there is one. */
  licenceUntil?: Temporal.PlainDate
}

/** What the library is asked for; everything left out does not matter. */
export type Filter = {
  kind?: Kind
  missing?: 'credit' | 'alt'
  unused?: boolean
  /** Narrower than a lead picture has to be. */
  small?: boolean
  /** The licence has ended or is about to. */
  licence?: boolean
  mine?: boolean
  hidden?: boolean
  q?: string
  page?: number
  /** The page of those uploaded before this one, or after it. */
  before?: number
  after?: number
}
/** A medium as a tile of the library or of the picker. */
export type Listed = RenderMedia & {
  siteId: number
  hidden: boolean
  uses: number
  uploadedAt: Temporal.Instant
  uploadedBy: number | null
  uploader: string | null
}
/** How many there are by each filter, within what is searched; `shown` are those that all chosen filters leave. */
export type Counts = Record<'all' | 'credit' | 'alt' | 'unused' | 'small' | 'licence' | 'twins' | 'mine' | 'hidden' | 'shown', number> & {
  kinds: Readonly<Record<Kind, number>>
}

/** Pixels across that a lead picture has to have; `small` of the table says the same. */
export const narrow = 1200

/** Where a licence stands on a day; `notice` is how many days before its end the desk wants to know. Its last day still counts. */
export function licenceState(until: Temporal.PlainDate | null, day: Temporal.PlainDate, notice: number): 'ended' | 'ending' | null {
  if (until === null) return null
  const left = day.until(until, { largestUnit: 'day' }).days
  return left < 0 ? 'ended' : left <= notice ? 'ending' : null
}

/** Megabytes (2^20) an upload may have, by kind, until the setting `media.limits` says otherwise. */
export const defaultLimits: Record<Kind, number> = { image: 40, video: 500, audio: 100, file: 50 }

/** A larger picture would take more memory to open than a small machine has. */
export const mostPixels = 64_000_000

/** What a person may write beside a medium, in characters. */
export const lengths = { name: 150, caption: 1000, credit: 200, alt: 300, reason: 300, rights: 300 } as const

export const urlOf = (key: string) => `/tep/${key}`

/** The stored page tag of a medium: a page that shows it names this tag. */
export const mediaTag = (id: number) => `media:${id}`

/** `2026/11/<100 random bits>-le-hoi-hoa-ban.jpg`: nobody guesses it, and it still reads in an address bar. */
export function newKey(name: string, ending: string, at: Temporal.Instant): string {
  const { year, month } = toLocal(at)
  const stem = slug(name.replace(/\.[^.]*$/u, ''), 40)
  return `${year}/${String(month).padStart(2, '0')}/${randomWord()}-${stem}.${ending}`
}

/** A rendition's key tells its content, so that made again with another focal point it has another address. */
export const renditionKey = (key: string, name: string, sha256: Buffer, ending: string) =>
  `${key.replace(/\.[^.]*$/, '')}-${name}-${sha256.toString('hex', 0, 4)}.${ending}`

/** A file's name as people see it: without folders, control characters and direction marks, with the ending its content asks for. */
export function cleanName(given: string, ending: string): string {
  const name = cleanLine(given.replace(/^.*[/\\]/su, ''), 400)
  const [, stem = '', had = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,8}))?$/su.exec(name)!
  const kept = sameEnding(had.toLowerCase(), ending) ? had.toLowerCase() : ending
  return `${[...(stem.replace(/^[.\s]+/u, '') || 'tep')]
    .slice(0, lengths.name - 10)
    .join('')
    .trim()}.${kept}`
}

/** One line as it is stored: NFC, without control characters, cut at `max` characters. */
export const cleanLine = (text: string, max: number) =>
  [...stripControl(text.normalize('NFC')).replace(/\s+/gu, ' ').trim()].slice(0, max).join('')

export const wordsOf = (medium: { name: string; caption: string; credit: string; alt: string }) =>
  fold([medium.name, medium.caption, medium.credit, medium.alt].join(' '))

const sameEnding = (had: string, ending: string) => had === ending || (ending === 'jpg' && had === 'jpeg')

/** 20 letters of 5 bits. Lower case, since some disks do not tell `A` from `a`. */
function randomWord(): string {
  return Array.from(randomBytes(20), (byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte & 31]).join('')
}
