import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../../kernel/text.ts'
import type { Status } from '../../../../ui/chip/chip.tsx'
import type { IconName } from '../../../../ui/icon/icon.tsx'
import type { Body, BodyNode } from '../../body/body.ts'

/** A medium as the editor shows it, and as the page brings it along for the pictures in the text. */
export type EditorMedia = {
  id: number
  kind: 'image' | 'video' | 'audio' | 'file'
  name: string
  url: string
  /** A small picture of it; a video's poster. */
  thumbUrl: string | null
  alt: string
  credit: string
  caption: string
  width: number
  height: number
}
/** A medium as the library answers it: `mediaUrl` lists such, `uploadUrl` answers `{ item }`, or 422 `{ issues: { file: sentence } }`. */
export type LibraryItem = Omit<EditorMedia, 'thumbUrl'> & { thumb: string | null }
/** GET mediaUrl?kind=image&q=…&page=2 */
export type MediaPage = { items: LibraryItem[]; more: boolean }

export const fromLibrary = ({ thumb, ...item }: LibraryItem): EditorMedia => ({ ...item, thumbUrl: thumb })

export type EditorArticle = {
  id: number
  title: string
  lead: string
  body: Body
  /** Of the working copy: what a save is based on. */
  version: number
  /** Number of the last revision people see. */
  revision: number
  status: Status
  /** ISO instant of the last save. */
  savedAt?: string
}
export type WorkflowStep = { label: string; note?: string; state: 'done' | 'now' | 'next' }
/** A button that moves the article on; posts `version` to `url` (default `saveUrl/step`) after the text is saved. */
export type StepAction = { step: string; label: string; short?: string; primary?: boolean; icon?: IconName; url?: string }
export type Option = { value: string; label: string }
export type OptionGroup = { label: string; options: Option[] }
export type SideTab = {
  key: string
  label: string
  /** Things left to do; shown on the tab and, for the first tab, on the phone's pill and the main button. */
  count?: number
  tone?: 'waiting' | 'talk'
  content: ComponentChildren
  /** HTML fragment fetched again after each save; an element with data-con="3" in it sets the count. */
  refreshUrl?: string
}

export type EditorProps = {
  lang: Lang
  /** Whose copies on this machine these are: a shared machine does not offer one person's text to another. */
  personId: number
  article: EditorArticle
  media: EditorMedia[]
  backUrl: string
  saveUrl: string
  mediaUrl: string
  uploadUrl: string
  previewUrl: string
  signInUrl?: string
  /** POST { version, genre or section }: answers as a save does, and `sites` and `uploadUrl` as they are then. */
  sortUrl: string
  /** POST { session, doing, block }: who else has it open, and which version is saved by now. */
  presenceUrl: string
  steps: WorkflowStep[]
  /** Why it came back: stands above the text until it is sent again. */
  returned?: { title: string; reason: string }
  actions: StepAction[]
  /** Who has the article open now, oneself included. */
  people: { name: string; note?: string }[]
  genre: string
  genreOptions: Option[]
  section: string
  /** The page that takes in a Word file; without it no chip leads there, and none can be dropped on the text. */
  wordUrl?: string
  /** By site, when it may still go to another one. */
  sectionOptions: (Option | OptionGroup)[]
  /** Names of the sites it is for, in one phrase. */
  sites?: string
  topic?: { label: string; href?: string }
  side: SideTab[]
  /** Other wordings of a place that wait for a choice, and whose page is closed. */
  left: readonly { id: number; place: string; wording: string | BodyNode; by: string; own: boolean }[]
}

/** What the page hands to the script, as JSON. */
export type EditorData = Pick<
  EditorProps,
  'lang' | 'personId' | 'media' | 'saveUrl' | 'mediaUrl' | 'uploadUrl' | 'sortUrl' | 'presenceUrl' | 'left'
> & {
  article: Omit<EditorArticle, 'status'>
  signInUrl: string
}

/** Links of the checklist into the text: `<a href={blockHref(id)}>`, titleHref, leadHref. */
export const blockHref = (id: string) => `#khoi-${id}`
export const titleHref = '#tieu-de'
export const leadHref = '#tom-tat'
export const sortHref = '#phan-loai'
