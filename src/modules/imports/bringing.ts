import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Halt } from '../../kernel/halt.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { accountFor } from '../people/index.ts'
import { sitesOf } from '../sites/index.ts'
import { begin, prepare, retryPictures, setState } from './commands.ts'
import type { Format } from './item.ts'
import { look } from './looking.ts'
import { move } from './moving.ts'
import type { Slice } from './opened.ts'
import { fetchPictures } from './pictures.ts'
import { anyRun, countsOf, type Counts } from './queries.ts'
import { formatOf } from './reading/readers.ts'
import { SourceError } from './reading/letters.ts'
import { csvOf } from './report.ts'
import type { Options, Run } from './run.ts'
import { fetchSource, keepSource, sourcePath, type Kept } from './store.ts'
import { text, troubleText } from './text.ts'

export type Bringing = {
  format: Format
  source: string
  site?: string
  as?: string
  options: Options
  dry: boolean
  report: string
  /** Told to stop: what is at hand is finished first. */
  told: () => boolean
  progress: (stage: 'look' | 'move' | 'pictures', done: number, total: number) => void
}
export type Brought = { run: Run; counts: Counts; stopped: boolean }

/** For the program: a source from end to end, without the worker. The same call again goes on where it stopped. */
export async function bringIn(deps: Deps, given: Bringing): Promise<Brought> {
  const site = sitesOf(deps).find(({ key, main }) => (given.site ? key === given.site : main))
  if (!site) throw new Halt(text.vi.program.noSite(given.site ?? ''))
  const actor = await accountFor(deps.db, given.as)
  if (!actor) throw new Halt(text.vi.program.noAccount(given.as ?? ''))
  const kept = await keptSource(deps, given)
  const outcome = await prepare(
    deps,
    actor,
    {
      siteId: site.id,
      format: given.format,
      source: /^https?:/i.test(given.source) ? given.source : basename(given.source),
      kept,
      options: given.options,
    },
    false,
  )
  if (!outcome.ok) throw new Halt(text.vi.notes.fault)
  const id = outcome.value
  let run = (await anyRun(deps.db, id))!
  if (given.dry && run.state !== 'looking') await setState(deps.db, id, 'looking')
  if (given.dry || run.state === 'looking') await whole(given, 'look', run, (slice) => look(deps, id, slice, { closely: given.dry }))
  if (!given.dry && !given.told()) {
    run = (await anyRun(deps.db, id))!
    if (run.state === 'done') await retryPictures(deps, actor, id, false)
    if (run.state !== 'running') await begin(deps, actor, id, false)
    await whole(given, 'move', run, (slice) => move(deps, id, slice))
    if (given.told() && (await anyRun(deps.db, id))!.state === 'running') await setState(deps.db, id, 'stopped')
    if (given.options.pictures !== false) await pictures(deps, given, id)
  }
  run = (await anyRun(deps.db, id))!
  await pipeline(Readable.from(csvOf(deps.db, run, 'vi')), createWriteStream(given.report))
  return { run, counts: await countsOf(deps.db, id), stopped: given.told() }
}

async function keptSource(deps: Deps, { source, format }: Bringing): Promise<Kept> {
  const outcome = /^https?:\/\//i.test(source) ? await fetchSource(deps, source) : await fromDisk(deps, source)
  if (!outcome.ok) throw new Halt(troubleText('vi', Object.values(outcome.issues)[0]!))
  const found = await formatOf(sourcePath(deps, outcome.value.digest)).catch((error: unknown) => {
    throw error instanceof SourceError ? new Halt(troubleText('vi', error.trouble)) : error
  })
  if (found !== format) throw new Halt(found ? text.vi.program.otherFormat(text.vi.formats[found]) : troubleText('vi', 'otherFormat'))
  return outcome.value
}

async function fromDisk(deps: Deps, path: string) {
  if (!(await stat(path).catch(() => null))?.isFile()) throw new Halt(text.vi.program.noFile(path))
  return keepSource(deps, createReadStream(path))
}

async function whole(
  { told, progress }: Bringing,
  stage: 'look' | 'move',
  { position, total }: Run,
  work: (slice: Slice) => Promise<string>,
) {
  let last = performance.now()
  const slice: Slice = {
    isOver(at) {
      if (performance.now() - last > 200) {
        last = performance.now()
        progress(stage, at, Math.max(total, at))
      }
      return told()
    },
  }
  if ((await work(slice)) === 'done') progress(stage, Math.max(total, position), Math.max(total, position))
}

async function pictures(deps: Deps, { told, progress }: Bringing, id: number) {
  const { pictures: before } = await countsOf(deps.db, id)
  while (!told()) {
    const next = await fetchPictures(deps, id, { isOver: () => true })
    const { pictures: after } = await countsOf(deps.db, id)
    progress('pictures', before.waiting - after.waiting, before.waiting)
    // What failed for a while is tried again by the worker of the house, or by the same command later.
    if (next === null || after.waiting === 0 || Temporal.Instant.compare(next, now()) > 0) return
  }
}
