import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { command, system } from '../../kernel/activity.ts'
import { done } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { row } from './commands.ts'
import { putRendition, widths, widthsFor, type Rendition } from './intake.ts'
import { mediaTag, type Focal } from './medium.ts'
import { makeAvif, makeJpeg, makeOg, makeWebp, type Made } from './picture.ts'

const Payload = z.object({ id: z.int().positive() })
type Source = { id: number; siteId: number; key: string; width: number; height: number; focal: Focal; had: Map<string, string> }
type Making = [name: string, make: (source: Buffer) => Promise<Made>]

/** The renditions that nobody waits for: the widest WebP, the JPEG for feeds, the Open Graph crop. Again after a new focal point; safe to run twice. */
export const renderPicture = (deps: Deps, payload: unknown) =>
  renderInto(deps, payload, ({ had, ...source }) => [
    ...widthsFor(source.width)
      .filter((name) => !had.has(name))
      .map((name): Making => [name, (bytes) => makeWebp(bytes, widths[name])]),
    ...(had.has('jpeg') ? [] : [['jpeg', (bytes: Buffer) => makeJpeg(bytes, 1200)] satisfies Making]),
    ['og', (bytes) => makeOg(bytes, source, source.focal)],
  ])

/** AVIF twins of a lead picture, at the widths of the WebP ones. */
export const renderAvif = (deps: Deps, payload: unknown) =>
  renderInto(deps, payload, ({ had, width }) =>
    widthsFor(width)
      .map((name) => [`avif${widths[name]}`, widths[name]] as const)
      .filter(([name]) => !had.has(name))
      .map(([name, wide]): Making => [name, (bytes) => makeAvif(bytes, wide)]),
  )

async function renderInto(deps: Deps, payload: unknown, plan: (source: Source) => Making[]) {
  const source = await sourceOf(deps, Payload.parse(payload).id)
  const making = source && plan(source)
  if (!source || making!.length === 0) return
  const opened = await deps.files.open(source.key)
  if (!opened) throw new Error(`the file of medium ${source.id} is missing`)
  const bytes = await buffer(opened.stream)
  const made: Rendition[] = []
  for (const [name, make] of making!) made.push(await putRendition(deps.files, source.key, name, await make(bytes)))
  const changed = made.filter(({ name, key }) => source.had.get(name) !== key)
  if (changed.length === 0) return
  await keep(deps, source, changed)
  // Last, so that no row ever names a file that is gone.
  for (const { name } of changed) if (source.had.has(name)) await deps.files.remove(source.had.get(name)!)
}

async function sourceOf({ db }: Deps, id: number): Promise<Source | null> {
  const found = await db
    .selectFrom('media')
    .select(['site_id', 'key', 'width', 'height', 'focal_x', 'focal_y'])
    .where('id', '=', id)
    .where('kind', '=', 'image')
    .executeTakeFirst()
  if (!found) return null
  const renditions = await db.selectFrom('renditions').select(['name', 'key']).where('media_id', '=', id).execute()
  return {
    id,
    siteId: found.site_id,
    key: found.key,
    width: found.width!,
    height: found.height!,
    focal: { x: found.focal_x, y: found.focal_y },
    had: new Map(renditions.map(({ name, key }) => [name, key])),
  }
}

const keep = (deps: Deps, { id, siteId }: Source, renditions: readonly Rendition[]) =>
  command(deps, system, async (trx, tell) => {
    for (const one of renditions) {
      await trx
        .insertInto('renditions')
        .values(row(id, one))
        .onConflict((conflict) => conflict.columns(['media_id', 'name']).doUpdateSet(row(id, one)))
        .execute()
    }
    tell({
      kind: 'media.rendered',
      subject: 'medium',
      subjectId: id,
      siteId,
      detail: { names: renditions.map(({ name }) => name) },
      tags: [mediaTag(id)],
    })
    return done(null)
  })
