import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, realpath, rm, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../../kernel/access.ts'
import { together } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { bring, OutgoingError } from '../../kernel/outgoing.ts'
import { now } from '../../kernel/time.ts'
import { illustrate } from '../articles/index.ts'
import { importPicture, uploadFolder } from '../media/index.ts'
import { actorById } from '../people/index.ts'
import type { Slice } from './opened.ts'
import { anyRun } from './queries.ts'
import type { Run } from './run.ts'

const largest = 40 * 1024 * 1024
const patience = 60_000
const mostTries = 4
/** Minutes in which a picture is somebody's; a process that dies with it leaves it to the next after that. */
const lease = 10

type Waiting = {
  id: number
  articleId: number
  place: string
  address: string
  alt: string
  caption: string
  credit: string
  tries: number
}

/**
 * Fetches pictures that wait, item by item, and puts them into their places. Answers when to come again: now, at an hour, or never (null).
 */
export async function fetchPictures(deps: Deps, id: number, slice: Slice): Promise<Temporal.Instant | null> {
  const run = await anyRun(deps.db, id)
  const actor = run && (await actorById(deps.db, run.startedBy))
  if (!run || !actor) return null
  for (;;) {
    const pictures = await claim(deps.db, id)
    if (pictures.length === 0) return nextHour(deps.db, id)
    await fetchFor(deps, run, actor, pictures)
    if (slice.isOver(0)) return now()
  }
}

/** All pictures of the next item that has one due, taken for ourselves. */
function claim(db: Db, runId: number): Promise<Waiting[]> {
  return db.transaction().execute(async (trx) => {
    const due = () =>
      trx.selectFrom('import_pictures').where('run_id', '=', runId).where('state', '=', 'waiting').where('next_at', '<=', now())
    const first = await due().select('row_id').orderBy('next_at').orderBy('id').limit(1).forUpdate().skipLocked().executeTakeFirst()
    if (!first) return []
    const { article_id } = await trx.selectFrom('import_rows').select('article_id').where('id', '=', first.row_id).executeTakeFirstOrThrow()
    const rows = await trx
      .updateTable('import_pictures')
      .set((eb) => ({ next_at: now().add({ minutes: lease }), tries: eb('tries', '+', 1) }))
      .where('row_id', '=', first.row_id)
      .where('state', '=', 'waiting')
      .where('next_at', '<=', now())
      .returning(['id', 'place', 'address', 'alt', 'caption', 'credit', 'tries'])
      .execute()
    return article_id === null ? [] : rows.map((row) => ({ ...row, articleId: article_id }))
  })
}

async function nextHour(db: Db, runId: number): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('import_pictures')
    .select((eb) => eb.fn.min('next_at').as('at'))
    .where('run_id', '=', runId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return row?.at ?? null
}

async function fetchFor(deps: Deps, run: Run, actor: Actor, pictures: readonly Waiting[]) {
  const brought = new Map<Waiting, number>()
  const here = new Map<string, number>()
  for (const picture of pictures) {
    const known = here.get(picture.address) ?? (await fetchedBefore(deps.db, run.id, picture.address))
    const outcome = known === null ? await fetchOne(deps, run, picture) : done(known)
    if (outcome.ok) {
      here.set(picture.address, outcome.value)
      brought.set(picture, outcome.value)
    } else await failed(deps.db, picture, outcome.issues.picture ?? 'fault', outcome.issues.lasting === 'yes')
  }
  if (brought.size === 0) return
  await together(deps, async (spine) => {
    const places = new Map([...brought].map(([{ place }, mediaId]) => [place, mediaId]))
    await illustrate(spine, actor, pictures[0]!.articleId, places)
    for (const [{ id }, media_id] of brought)
      await spine.db.updateTable('import_pictures').set({ state: 'fetched', media_id, trouble: '' }).where('id', '=', id).execute()
  })
}

async function fetchedBefore(db: Db, runId: number, address: string): Promise<number | null> {
  const row = await db
    .selectFrom('import_pictures')
    .select('media_id')
    .where('run_id', '=', runId)
    .where('address', '=', address)
    .where('state', '=', 'fetched')
    .limit(1)
    .executeTakeFirst()
  return row?.media_id ?? null
}

/** A fault that may pass is tried again after one, four and sixteen minutes. */
async function failed(db: Db, { id, tries }: Waiting, trouble: string, lasting: boolean) {
  const over = lasting || tries >= mostTries
  await db
    .updateTable('import_pictures')
    .set({ state: over ? 'failed' : 'waiting', trouble, next_at: now().add({ minutes: 4 ** (tries - 1) }) })
    .where('id', '=', id)
    .execute()
}

async function fetchOne(deps: Deps, run: Run, picture: Waiting): Promise<Outcome<number>> {
  const draft = join(uploadFolder(deps.config), `import-${createHash('sha256').update(`${picture.id}`).digest('hex').slice(0, 16)}`)
  try {
    const path = await pathOf(deps, run, picture.address, draft)
    if (path === null) return issues({ picture: 'notInFolder', lasting: 'yes' })
    // As everywhere: by its content, whatever it is called or the other machine says it is.
    const kept = await importPicture(deps, {
      source: { path },
      name: nameOf(picture.address),
      siteId: run.siteId,
      uploadedBy: run.startedBy,
      alt: picture.alt,
      caption: picture.caption,
      credit: picture.credit,
    })
    return kept.ok ? done(kept.value.twin ?? kept.value.id) : issues({ picture: kept.issues.file ?? 'notPicture', lasting: 'yes' })
  } catch (error) {
    if (error instanceof OutgoingError) return issues({ picture: error.fault, lasting: error.lasting ? 'yes' : 'no' })
    deps.log.warn({ err: error, run: run.id, picture: picture.id }, 'a picture could not be fetched')
    return issues({ picture: 'fault', lasting: 'no' })
  } finally {
    await rm(draft, { force: true })
  }
}

/** A copied folder is asked first; then the old portal itself. */
async function pathOf(deps: Deps, run: Run, address: string, draft: string): Promise<string | null> {
  const local = run.options.folder ? await within(run.options.folder, address) : null
  if (local) return local
  if (!/^https?:/i.test(address)) return null
  const { body } = await bring(address, { most: largest, within: patience, allowed: deps.config.outgoing })
  await mkdir(uploadFolder(deps.config), { recursive: true, mode: 0o700 })
  await pipeline(body, createWriteStream(draft, { mode: 0o600 }))
  return draft
}

/** The file of a copied folder that an address names: by its whole path, or by what is left of it. Never one outside, whatever the path says. */
export async function within(folder: string, address: string): Promise<string | null> {
  const root = await realpath(folder).catch(() => null)
  const steps = stepsOf(address)
  if (root === null || steps === null) return null
  for (let at = 0; at < steps.length; at++) {
    const path = await realpath(join(root, ...steps.slice(at))).catch(() => null)
    if (path?.startsWith(root + sep) && (await stat(path)).isFile()) return path
  }
  return null
}

function stepsOf(address: string): string[] | null {
  try {
    const path = decodeURIComponent(URL.canParse(address) ? new URL(address).pathname : address.replace(/[?#].*$/, ''))
    const steps = path.split(/[/\\]/).filter((step) => step !== '' && step !== '.')
    return steps.length === 0 || steps.some((step) => step === '..' || step.includes('\0')) ? null : steps
  } catch {
    return null
  }
}

const nameOf = (address: string) => basename(stepsOf(address)?.at(-1) ?? 'anh').slice(0, 150)
