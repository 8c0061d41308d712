import { emptyItem, type Item, type Note } from '../item.ts'
import { readDate } from './dates.ts'
import { upToBreak } from './letters.ts'
import { elementsOf, parts, said, type Element } from './xml.ts'

/** What WordPress writes beside its posts, and which they name. Bounded: a file cannot fill the memory with it. */
export type Beside = { authors: Map<string, string>; files: Map<string, string> }

const most = 500_000
const wanted = new Set(['item', 'wp:author'])

/** A first reading: names of authors and the addresses of attached pictures, which may stand behind the post that shows them. */
export async function besideOf(path: string): Promise<Beside> {
  const beside: Beside = { authors: new Map(), files: new Map() }
  await upToBreak(async () => {
    for await (const element of elementsOf(path, wanted)) {
      if (element.name === 'wp:author') {
        const name = said(element, 'wp:author_display_name')
        if (name && beside.authors.size < most) beside.authors.set(said(element, 'wp:author_login'), name)
      } else if (said(element, 'wp:post_type') === 'attachment' && beside.files.size < most)
        beside.files.set(said(element, 'wp:post_id'), said(element, 'wp:attachment_url'))
    }
  })
  return beside
}

/** Posts and pages of an export of WordPress (WXR). Menus, attachments, blocks and the trash are no items. */
export async function* readWxr(path: string): AsyncGenerator<Item> {
  const beside = await besideOf(path)
  for await (const element of elementsOf(path, wanted)) {
    const type = said(element, 'wp:post_type')
    if (element.name !== 'item' || !['post', 'page', ''].includes(type)) continue
    if (['trash', 'auto-draft', 'inherit'].includes(said(element, 'wp:status'))) continue
    yield itemOf(element, beside)
  }
}

function itemOf(element: Element, beside: Beside): Item {
  const status = said(element, 'wp:status')
  const thumbnail = metaOf(element, '_thumbnail_id')
  const cover = thumbnail === null ? undefined : beside.files.get(thumbnail)
  const written = said(element, 'content:encoded')
  const { html, notes } = withShortcodes(written, beside)
  const login = said(element, 'dc:creator')
  return {
    ...emptyItem(said(element, 'guid') || said(element, 'link') || said(element, 'wp:post_id')),
    address: said(element, 'link') || null,
    title: said(element, 'title'),
    lead: said(element, 'excerpt:encoded'),
    html: written.includes('<!-- wp:') ? html : withParagraphs(html),
    publishedAt:
      readDate(said(element, 'wp:post_date_gmt'), { utc: true }) ??
      readDate(said(element, 'wp:post_date')) ??
      readDate(said(element, 'pubDate')),
    authors: login ? [beside.authors.get(login) ?? login] : [],
    sections: categories(element, 'category'),
    tags: categories(element, 'post_tag'),
    cover: cover ? { address: cover, alt: '', caption: '', credit: '' } : null,
    status: status === 'publish' || status === '' || status === 'future' ? 'live' : 'draft',
    notes: said(element, 'wp:post_password') ? [...notes, { kind: 'locked' }] : notes,
  }
}

const categories = (element: Element, domain: string) => [
  ...new Set(
    parts(element, 'category')
      .filter(({ attrs }) => (attrs.get('domain') ?? 'category') === domain)
      .map(({ text }) => text.trim())
      .filter(Boolean),
  ),
]

const metaOf = (element: Element, key: string) => {
  const found = parts(element, 'wp:postmeta').find((one) => said(one, 'wp:meta_key') === key)
  return found ? said(found, 'wp:meta_value') : null
}

/** WordPress's own signs in the text: captions and galleries become figures, addresses to embed a frame; those of plug-ins stay as they are written. */
export function withShortcodes(written: string, { files }: Pick<Beside, 'files'>): { html: string; notes: Note[] } {
  const html = written
    .replace(
      /\[caption[^\]]*\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([^]*?)\[\/caption\]/g,
      '<figure>$1<figcaption>$2</figcaption></figure>',
    )
    .replace(/\[gallery\b([^\]]*)\]/g, (sign, said: string) => {
      const ids = /\bids\s*=\s*["']?([\d,\s]+)/.exec(said)?.[1]?.split(',') ?? []
      const pictures = ids.flatMap((id) => files.get(id.trim()) ?? [])
      return pictures.length > 0 ? pictures.map((address) => `<figure><img src="${escaped(address)}"></figure>`).join('') : sign
    })
    .replace(/\[embed[^\]]*\]\s*(https?:[^\s[\]<>"]+)\s*\[\/embed\]/g, '<iframe src="$1"></iframe>')
  const left = [...new Set([...html.matchAll(/\[\/?([a-z][\w-]+)(?:\s+\w+=[^\]]*)?\]/g)].map(([, name]) => name!))]
  return { html, notes: left.length > 0 ? [{ kind: 'shortcodes', detail: left.slice(0, 10).join(', ') }] : [] }
}

const escaped = (address: string) => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** An empty line was a new paragraph to the older editor of WordPress, and a line end a line end. */
function withParagraphs(html: string) {
  if (/<p[\s>]/i.test(html)) return html
  return html
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .map((piece) =>
      /^\s*<(?:\/?(?:div|table|tbody|tr|td|th|ul|ol|li|h[1-6]|blockquote|figure|pre|iframe|hr)\b|!--)/i.test(piece)
        ? piece
        : `<p>${piece.replace(/\r?\n/g, '<br>')}</p>`,
    )
    .join('\n')
}
