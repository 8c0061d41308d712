import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Actor } from '../../kernel/access.ts'
import type { Spine } from '../../kernel/activity.ts'
import type { Config } from '../../kernel/config.ts'
import { issues, type Outcome } from '../../kernel/errors.ts'
import type { Files } from '../../kernel/files/files.ts'
import { settingOf } from '../../kernel/settings.ts'
import { addMedium, type NewMedium } from './commands.ts'
import { putBack, takeIn, type Taken } from './intake.ts'
import { cleanLine, defaultLimits, lengths, type Focal } from './medium.ts'
import { mediaLimits } from './settings.ts'
import { discard, spool, type Limits, type Sent } from './spool.ts'

export type Store = Spine & { files: Files; config: Pick<Config, 'dataDir'> }
export type Kept = { id: number; twin: number | null; taken: Taken }

/** What an import, the sample or a migration hands over: bytes, or the path of a file of this machine. */
export type Imported = {
  source: Uint8Array | { path: string }
  name: string
  siteId: number
  /** Who does it; null for the program itself. */
  actor?: Actor | null
  /** Whose upload it is, when not the actor's. */
  uploadedBy?: number | null
  caption?: string
  credit?: string
  alt?: string
  decorative?: boolean
  focal?: Focal
  /** A picture of the library that stands for a film. */
  posterId?: number
}

/** The folder where uploads wait until they are judged: apart from the store, so that nothing in it can ever be served. */
export const uploadFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'uploads')

/** In megabytes by kind; what the setting does not say stays as it is built in. */
export async function limitsOf({ db }: Pick<Spine, 'db'>): Promise<Limits> {
  return { ...defaultLimits, ...(await settingOf(db, mediaLimits)) }
}

/** From a sent file to its row: judged, stored, written; on issues nothing stays. The same for every door. */
export async function keep(store: Store, actor: Actor | null, sent: Sent, fresh: NewMedium): Promise<Outcome<Kept>> {
  const taken = await takeIn(store.files, sent)
  if (!taken.ok) return taken
  try {
    const added = await addMedium(store, actor, taken.value, fresh)
    if (!added.ok) await putBack(store.files, taken.value)
    return added.ok ? { ok: true, value: { ...added.value, taken: taken.value } } : added
  } catch (error) {
    await putBack(store.files, taken.value)
    throw error
  }
}

/** A file that comes by no form gets the very same verdict as one that does. */
export const importMedium = async (store: Store, given: Imported): Promise<Outcome<Kept>> => bring(store, given, await limitsOf(store))

/** The same, for where only a picture makes sense. */
export async function importPicture(store: Store, given: Imported): Promise<Outcome<Kept>> {
  const brought = await bring(store, given, { ...(await limitsOf(store)), video: 0, audio: 0, file: 0 })
  const other = !brought.ok && /^tooLarge\.(?!image)/.test(brought.issues.file ?? '')
  return other ? issues({ file: 'notPicture' }) : brought
}

async function bring(store: Store, given: Imported, limits: Limits): Promise<Outcome<Kept>> {
  const bytes = 'path' in given.source ? createReadStream(given.source.path) : Readable.from([given.source])
  const sent = await spool(uploadFolder(store.config), bytes, given.name, limits)
  if (!sent.ok) return sent
  try {
    return await keep(store, given.actor ?? null, sent.value, freshOf(given))
  } finally {
    await discard(sent.value)
  }
}

const freshOf = (given: Imported): NewMedium => ({
  siteId: given.siteId,
  uploadedBy: given.uploadedBy ?? given.actor?.id ?? null,
  description: descriptionOf(given),
  ...(given.focal && { focal: given.focal }),
  ...(given.posterId && { posterId: given.posterId }),
})

/** The words of a form or an import as they are stored. */
export const descriptionOf = (given: { caption?: string; credit?: string; alt?: string; decorative?: boolean }) => ({
  caption: cleanLine(given.caption ?? '', lengths.caption),
  credit: cleanLine(given.credit ?? '', lengths.credit),
  alt: cleanLine(given.alt ?? '', lengths.alt),
  decorative: given.decorative === true,
})
