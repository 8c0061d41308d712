import { now } from '../../kernel/time.ts'
import type { Format, Note, NoteKind } from './item.ts'

/** looking: read from end to end without writing. looked: somebody decides. */
export type State = 'looking' | 'looked' | 'running' | 'stopping' | 'stopped' | 'done' | 'broken'

export type Options = {
  /** For items that name none. */
  section?: string
  /** Old name → name or address here. */
  sections?: Record<string, string>
  /** The old portal, for addresses that name no machine. */
  origin?: string
  pictures?: boolean
  /** Pictures of a copied folder, for the program at the machine itself. */
  folder?: string
}

export type Sample = {
  title: string
  lead: string
  date: string | null
  section: string
  authors: string[]
  pictures: number
  text: string
  notes: Note[]
}
/** What a reading without writing found. */
export type Preview = {
  samples: Sample[]
  sections: Record<string, number>
  authors: number
  pictures: number
  notes: Partial<Record<NoteKind, number>>
}
export const emptyPreview = (): Preview => ({ samples: [], sections: {}, authors: 0, pictures: 0, notes: {} })

export type Run = {
  id: number
  siteId: number
  format: Format
  source: string
  digest: string
  bytes: number
  options: Options
  state: State
  total: number
  position: number
  preview: Preview
  trouble: string
  startedBy: number
  startedAt: Temporal.Instant
  movedAt: Temporal.Instant
}

export const isWorking = ({ state }: Pick<Run, 'state'>) => state === 'looking' || state === 'running' || state === 'stopping'
export const mayBegin = ({ state }: Pick<Run, 'state'>) =>
  state === 'looked' || state === 'stopped' || state === 'broken' || state === 'done'

/** Nobody works on it any more: the program at a terminal was ended in the middle. */
export const isLeft = (run: Pick<Run, 'state' | 'movedAt'>) =>
  isWorking(run) && Temporal.Instant.compare(run.movedAt, now().subtract({ minutes: 2 })) < 0
