import { JSONParser } from '@streamparser/json'
import { z } from 'zod'
import { emptyItem, type Item } from '../item.ts'
import { readDate } from './dates.ts'
import { lettersOf, longestItem, SourceError, upToBreak } from './letters.ts'

const id = z.union([z.string(), z.number()]).transform(String)
const line = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const Post = z.object({
  id,
  uuid: line,
  title: line,
  slug: line,
  html: line,
  plaintext: line,
  feature_image: line,
  custom_excerpt: line,
  status: line,
  type: line,
  page: z.unknown().optional(),
  visibility: line,
  published_at: z.unknown().optional(),
  author_id: id.nullish(),
})
const Named = z.object({ id, name: line })
const Author = z.object({ post_id: id, author_id: id })
const Tag = z.object({ post_id: id, tag_id: id })
const Meta = z.object({ post_id: id, feature_image_alt: line, feature_image_caption: line })

type Beside = {
  users: Map<string, string>
  tags: Map<string, string>
  authors: Map<string, string[]>
  tagged: Map<string, string[]>
  captions: Map<string, { alt: string; caption: string }>
}
const most = 2_000_000

/** The tables of a Ghost export stand one after the other, so what posts name is read first and the posts in a second reading. */
export async function* readGhost(path: string): AsyncGenerator<Item> {
  const beside = await besideOf(path)
  for await (const { value } of rows(path, ['posts'])) {
    const post = Post.safeParse(value)
    if (post.success) yield itemOf(post.data, beside)
    else yield { ...emptyItem(JSON.stringify(value).slice(0, 200)), notes: [{ kind: 'broken' }] }
  }
}

async function besideOf(path: string): Promise<Beside> {
  const beside: Beside = { users: new Map(), tags: new Map(), authors: new Map(), tagged: new Map(), captions: new Map() }
  let count = 0
  await upToBreak(async () => {
    for await (const { table, value } of rows(path, ['users', 'tags', 'posts_authors', 'posts_tags', 'posts_meta'])) {
      if (++count > most) throw new SourceError('tooLongItem', table)
      if (table === 'users' || table === 'tags') {
        const row = Named.safeParse(value)
        if (row.success) beside[table].set(row.data.id, row.data.name)
      } else if (table === 'posts_authors') push(beside.authors, Author.safeParse(value).data, ({ author_id }) => author_id)
      else if (table === 'posts_tags') push(beside.tagged, Tag.safeParse(value).data, ({ tag_id }) => tag_id)
      else {
        const row = Meta.safeParse(value).data
        if (row) beside.captions.set(row.post_id, { alt: row.feature_image_alt, caption: row.feature_image_caption })
      }
    }
  })
  return beside
}

function push<T extends { post_id: string }>(into: Map<string, string[]>, row: T | undefined, other: (row: T) => string) {
  if (!row) return
  const known = into.get(row.post_id)
  if (known) known.push(other(row))
  else into.set(row.post_id, [other(row)])
}

function itemOf(post: z.infer<typeof Post>, beside: Beside): Item {
  const users = beside.authors.get(post.id) ?? (post.author_id ? [post.author_id] : [])
  // Names that begin with # are for the house alone.
  const tags = (beside.tagged.get(post.id) ?? [])
    .flatMap((tag) => beside.tags.get(tag) ?? [])
    .filter((name) => name && !name.startsWith('#'))
  const said = beside.captions.get(post.id)
  const picture = post.feature_image.replace(/^__GHOST_URL__/, '')
  return {
    ...emptyItem(post.uuid || post.id),
    address: post.slug ? `/${post.slug}/` : null,
    title: post.title,
    lead: post.custom_excerpt,
    html: (post.html || escapeLines(post.plaintext)).replaceAll('__GHOST_URL__', ''),
    publishedAt: dateOf(post.published_at),
    authors: users.flatMap((user) => beside.users.get(user) ?? []).filter(Boolean),
    sections: tags.slice(0, 1),
    tags: tags.slice(1),
    cover: picture ? { address: picture, alt: said?.alt ?? '', caption: (said?.caption ?? '').replace(/<[^>]*>/g, ''), credit: '' } : null,
    status: post.status === 'published' || post.status === 'scheduled' ? 'live' : 'draft',
    notes: post.visibility && post.visibility !== 'public' ? [{ kind: 'locked' }] : [],
  }
}

/** Milliseconds in exports of old, text in those of today, in UTC. */
const dateOf = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value)
    ? Temporal.Instant.fromEpochMilliseconds(value)
    : typeof value === 'string'
      ? readDate(value, { utc: true })
      : null

const escapeLines = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('')

async function* rows(path: string, tables: readonly string[]): AsyncGenerator<{ table: string; value: unknown }> {
  const found: { table: string; value: unknown }[] = []
  const paths = tables.flatMap((table) => [`$.db.*.data.${table}.*`, `$.data.${table}.*`])
  const parser = new JSONParser({ paths, keepStack: false })
  let waiting = 0
  parser.onValue = ({ value, stack }) => {
    waiting = 0
    found.push({ table: String(stack.at(-1)?.key ?? ''), value })
  }
  for await (const piece of lettersOf(path, { declared: false })) {
    // Something that never ends would be kept whole.
    if ((waiting += piece.length) > longestItem * 4) throw new SourceError('tooLongItem')
    try {
      parser.write(piece)
    } catch {
      throw new SourceError('broken')
    }
    yield* found.splice(0)
  }
  if (!parser.isEnded) throw new SourceError('broken')
}
