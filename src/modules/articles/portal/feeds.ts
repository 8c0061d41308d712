import { escapeHtml } from '../../../kernel/text.ts'
import { zone } from '../../../kernel/time.ts'

export type Feed = {
  title: string
  description: string
  /** Whole address of the page the feed belongs to, and of the feed itself. */ home: string
  self: string
  updated: Temporal.Instant
  items: readonly FeedItem[]
}
export type FeedItem = {
  id: string
  url: string
  title: string
  lead: string
  authors: readonly string[]
  tags: readonly string[]
  at: Temporal.Instant
  /** When it was last corrected, and what readers were told. */
  corrected?: { at: Temporal.Instant; words: string }
  picture?: { url: string; type: string; bytes: number; width: number; height: number }
}

/** Characters that XML 1.0 cannot carry even as references are left out. */
// eslint-disable-next-line no-control-regex
const xml = (text: string) => escapeHtml(text.toWellFormed().replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, ''))

/** RFC 822 date, as RSS asks. */
const rfc822 = (at: Temporal.Instant) => {
  const local = at.toZonedDateTimeISO(zone)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][local.dayOfWeek - 1]
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][local.month - 1]
  return `${day}, ${two(local.day)} ${month} ${local.year} ${two(local.hour)}:${two(local.minute)}:${two(local.second)} ${local.offset.replace(':', '')}`
}

const iso = (at: Temporal.Instant) => at.round('second').toString()

/** A correction comes first: whoever has the old text in a reader sees at once that it was put right. */
const wordsOf = ({ lead, corrected }: FeedItem) => (corrected ? `${corrected.words} – ${lead}` : lead)

export const rss = (feed: Feed) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xml(feed.title)}</title>
<link>${xml(feed.home)}</link>
<description>${xml(feed.description || feed.title)}</description>
<language>vi</language>
<lastBuildDate>${rfc822(feed.updated)}</lastBuildDate>
<atom:link href="${xml(feed.self)}" rel="self" type="application/rss+xml"/>
${feed.items.map(rssItem).join('\n')}
</channel>
</rss>
`

const rssItem = (item: FeedItem) => `<item>
<title>${xml(item.title)}</title>
<link>${xml(item.url)}</link>
<guid isPermaLink="false">${xml(item.id)}</guid>
<pubDate>${rfc822(item.at)}</pubDate>
<description>${xml(wordsOf(item))}</description>
${item.authors.map((name) => `<dc:creator>${xml(name)}</dc:creator>`).join('')}${item.tags.map((tag) => `<category>${xml(tag)}</category>`).join('')}${
  item.picture ? `<enclosure url="${xml(item.picture.url)}" type="${item.picture.type}" length="${item.picture.bytes}"/>` : ''
}
</item>`

export const atom = (feed: Feed) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<title>${xml(feed.title)}</title>
<subtitle>${xml(feed.description)}</subtitle>
<id>${xml(feed.self)}</id>
<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${xml(feed.home)}"/>
<updated>${iso(feed.updated)}</updated>
<author><name>${xml(feed.title)}</name></author>
${feed.items.map(atomEntry).join('\n')}
</feed>
`

const atomEntry = (item: FeedItem) => `<entry>
<title>${xml(item.title)}</title>
<id>${xml(item.id)}</id>
<link rel="alternate" type="text/html" href="${xml(item.url)}"/>
<published>${iso(item.at)}</published>
<updated>${iso(item.corrected?.at ?? item.at)}</updated>
${item.authors.map((name) => `<author><name>${xml(name)}</name></author>`).join('')}${item.tags.map((tag) => `<category term="${xml(tag)}"/>`).join('')}
<summary>${xml(wordsOf(item))}</summary>
</entry>`

/** JSON Feed 1.1. */
export const jsonFeed = (feed: Feed) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: 'vi',
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: wordsOf(item),
      content_text: wordsOf(item),
      date_published: iso(item.at),
      ...(item.corrected ? { date_modified: iso(item.corrected.at) } : {}),
      authors: item.authors.map((name) => ({ name })),
      tags: item.tags,
      ...(item.picture ? { image: item.picture.url } : {}),
    })),
  })
