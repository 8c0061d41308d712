import { emptyItem, type Item, type Picture } from '../item.ts'
import { readDate } from './dates.ts'
import { elementsOf, part, parts, said, type Element } from './xml.ts'

/** RSS 2.0, 0.9x and 1.0: as many items as the feed gives, which seldom is all there is. */
export async function* readRss(path: string): AsyncGenerator<Item> {
  for await (const element of elementsOf(path, new Set(['item']))) {
    const [whole, short] = [said(element, 'content:encoded'), said(element, 'description')]
    const guid = said(element, 'guid')
    const isLink = part(element, 'guid')?.attrs.get('isPermaLink') !== 'false' && /^https?:/.test(guid)
    yield {
      ...emptyItem(guid || said(element, 'link') || said(element, 'title')),
      address: said(element, 'link') || (isLink ? guid : null),
      title: said(element, 'title'),
      lead: whole ? short : '',
      html: whole || short,
      publishedAt: readDate(said(element, 'pubDate', 'dc:date')),
      authors: names(element, 'dc:creator', 'author'),
      sections: parts(element, 'category')
        .map(({ text }) => text.trim())
        .filter(Boolean),
      cover: enclosed(element),
      source: said(element, 'source'),
    }
  }
}

/** RFC 4287. */
export async function* readAtom(path: string): AsyncGenerator<Item> {
  for await (const element of elementsOf(path, new Set(['atom:entry']))) {
    const links = parts(element, 'atom:link')
    const link = links.find(({ attrs }) => (attrs.get('rel') ?? 'alternate') === 'alternate')?.attrs.get('href')
    const picture = links
      .find(({ attrs }) => attrs.get('rel') === 'enclosure' && attrs.get('type')?.startsWith('image/'))
      ?.attrs.get('href')
    const [content, summary] = [part(element, 'atom:content'), part(element, 'atom:summary')]
    yield {
      ...emptyItem(said(element, 'atom:id') || link || said(element, 'atom:title')),
      address: link ?? null,
      title: plain(htmlOf(part(element, 'atom:title'))),
      lead: content && summary ? htmlOf(summary) : '',
      html: htmlOf(content ?? summary),
      publishedAt: readDate(said(element, 'atom:published')) ?? readDate(said(element, 'atom:updated')),
      authors: parts(element, 'atom:author')
        .map((one) => said(one, 'atom:name'))
        .filter(Boolean),
      sections: parts(element, 'atom:category')
        .map(({ attrs }) => attrs.get('label') ?? attrs.get('term') ?? '')
        .filter(Boolean),
      cover: picture ? pictureAt(picture) : null,
    }
  }
}

/** Running text is told to be plain, HTML, or elements. */
function htmlOf(element: Element | undefined): string {
  if (!element) return ''
  const type = element.attrs.get('type') ?? 'text'
  if (type === 'xhtml') return element.html
  return type === 'html' || type === 'text/html' ? element.text : element.html
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** RSS wants an address of mail in `author`, the name in brackets. */
const names = (element: Element, ...of: string[]) => [
  ...new Set(
    of
      .flatMap((name) => parts(element, name))
      .map(({ text }) => /^\S+@\S+\s*\((.+)\)$/.exec(text.trim())?.[1] ?? text.trim())
      .filter((name) => name !== '' && !/^\S+@\S+$/.test(name)),
  ),
]

function enclosed(element: Element): Picture | null {
  const file = part(element, 'enclosure')
  const media = part(element, 'media:content', 'media:thumbnail')
  const [of, type] = [file ?? media, file?.attrs.get('type') ?? media?.attrs.get('medium') ?? 'image']
  const address = of?.attrs.get('url')
  return address && type.startsWith('image') ? pictureAt(address) : null
}

const pictureAt = (address: string): Picture => ({ address, alt: '', caption: '', credit: '' })
