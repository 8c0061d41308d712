import { type Block } from '../../articles/index.ts'
import type { Gathering } from './flow.ts'
import { attribute, type Element } from './tree.ts'
import { nextId } from './ids.ts'

/** A picture keeps its place in the text until it has been fetched. Counters of one point and the smileys of old editors are no pictures. */
export function pictureOf(element: Element, { base, pictures, tell }: Gathering): Block[] {
  if (Number(attribute(element, 'width') ?? 100) <= 2 || Number(attribute(element, 'height') ?? 100) <= 2) return []
  const given = addressOf(element)
  const alt = (attribute(element, 'alt') ?? '').trim()
  if (!given || given.startsWith('data:')) {
    tell(given ? 'inlinePictures' : 'noPicture')
    return []
  }
  const address = pictureAddress(given, base)
  if (!address) {
    tell('noPicture', given.slice(0, 200))
    return []
  }
  // What plug-ins write twice, for browsers without script.
  if (pictures.at(-1)?.address === address) return []
  const blockId = nextId()
  pictures.push({ blockId, address, alt: alt.slice(0, 1_000), caption: '', credit: '' })
  return [{ type: 'figure', attrs: { id: blockId, mediaId: null, alt: alt.slice(0, 1_000), decorative: false, credit: '' } }]
}

/** The whole address of a picture; only a path when nothing tells whose it is. */
export function pictureAddress(given: string, base: string | null): string | null {
  const typed = given.trim().replaceAll('\\', '/')
  if (base && URL.canParse(typed, base)) {
    const url = new URL(typed, base)
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null
  }
  if (/^https?:\/\//i.test(typed)) return URL.canParse(typed) ? new URL(typed).href : null
  return /^[a-z][a-z0-9+.-]*:/i.test(typed) || typed.startsWith('//') ? null : typed
}

function addressOf(element: Element): string | null {
  const said = ['data-full', 'data-src', 'data-original', 'data-lazy-src', 'src'].map((name) => attribute(element, name)?.trim() ?? '')
  return said.find((address) => address !== '' && !address.startsWith('data:')) ?? said.find(Boolean) ?? null
}
