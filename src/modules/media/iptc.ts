import { cleanLine, lengths } from './medium.ts'

/** What the photographer wrote into the picture, kept when camera data and places are thrown away. */
export type Written = { credit: string; caption: string; place: string; takenOn: Temporal.PlainDate | null }

/** More than anybody writes; hostile bytes are not read further. */
const longest = 1_000_000

/**
 * Byline, credit and caption out of a picture's own IPTC-IIM and XMP blocks. The bytes are a stranger's: nothing here backtracks, allocates by a
 * length that was read, or throws. IIM wins, since agencies still fill it by hand.
 */
export function written(blocks: { iptc?: Buffer; xmp?: Buffer }): Written {
  const iim = fromIim((blocks.iptc ?? Buffer.alloc(0)).subarray(0, longest))
  const xmp = fromXmp((blocks.xmp ?? Buffer.alloc(0)).subarray(0, longest).toString('utf8'))
  const credit = credits(iim.byline || xmp.byline, iim.credit || xmp.credit || iim.source || xmp.source, iim.copyright || xmp.copyright)
  return {
    credit: cleanLine(credit, lengths.credit),
    caption: cleanLine(iim.caption || xmp.caption, lengths.caption),
    // The town and the province that somebody typed; a street or a point on the map is nobody's business.
    place: cleanLine([iim.city || xmp.city, iim.province || xmp.province].filter(Boolean).join(', '), lengths.credit),
    takenOn: dayOf(iim.date || xmp.date),
  }
}

type Fields = Record<'byline' | 'credit' | 'source' | 'copyright' | 'caption' | 'city' | 'province' | 'date', string>
const none: Fields = { byline: '', credit: '', source: '', copyright: '', caption: '', city: '', province: '', date: '' }

/** `20261128` of IIM, `2026-11-28T07:30` of XMP. */
function dayOf(written: string): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(written) ?? []
  try {
    return year ? Temporal.PlainDate.from(`${year}-${month}-${day}`) : null
  } catch {
    return null
  }
}

/** `Lò Văn An/Báo tỉnh`; one name is not said twice; the copyright line only when there is nothing else. */
function credits(byline: string, agency: string, copyright: string): string {
  if (byline && agency && !byline.includes(agency)) return agency.includes(byline) ? agency : `${byline}/${agency}`
  return byline || agency || copyright.replace(/^(?:copyright|©|\(c\))+[\s:]*/i, '')
}

/** Data sets of record 2 (IIM 4.2): 55 day, 80 by-line, 90 city, 95 province, 105 headline, 110 credit, 115 source, 116 copyright, 120 caption. */
const datasets: Record<number, keyof Fields> = {
  55: 'date',
  80: 'byline',
  90: 'city',
  95: 'province',
  110: 'credit',
  115: 'source',
  116: 'copyright',
  120: 'caption',
}

function fromIim(block: Buffer): Fields {
  const found: Fields = { ...none }
  let utf8 = false
  for (const { record, dataset, value } of datasetsIn(resource(block))) {
    // 1:90 names the character set; ESC % G is UTF-8.
    if (record === 1 && dataset === 90) utf8 = value.toString('latin1') === '\x1b%G'
    const field = record === 2 ? datasets[dataset] : undefined
    if (!field) continue
    const text = decode(value, utf8).trim()
    found[field] = found[field] && text ? `${found[field]}, ${text}` : found[field] || text
  }
  return found
}

/** The IIM block inside Photoshop's image resources (8BIM 0x0404); libvips may hand over the one or the other. */
function resource(block: Buffer): Buffer {
  let at = block.indexOf('8BIM', 0, 'latin1')
  if (block[0] === 0x1c || at === -1) return block
  while (at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM') {
    const id = block.readUInt16BE(at + 4)
    const name = (block[at + 6] ?? 0) + 1
    const start = at + 6 + name + (name % 2) + 4
    if (start > block.length) break
    const size = block.readUInt32BE(start - 4)
    if (id === 0x0404) return block.subarray(start, Math.min(start + size, block.length))
    at = start + size + (size % 2)
  }
  return Buffer.alloc(0)
}

function* datasetsIn(block: Buffer) {
  for (let at = 0; at + 5 <= block.length && block[at] === 0x1c;) {
    const length = block.readUInt16BE(at + 3)
    // The high bit marks a length of lengths, which no caption needs.
    if (length & 0x8000 || at + 5 + length > block.length) return
    yield { record: block[at + 1]!, dataset: block[at + 2]!, value: block.subarray(at + 5, at + 5 + length) }
    at += 5 + length
  }
}

/** Most programs write UTF-8 without saying so; older Vietnamese ones wrote Windows-1258. */
function decode(value: Buffer, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !utf8 }).decode(value)
  } catch {
    return new TextDecoder('windows-1258').decode(value)
  }
}

/** Not an XML reader: five known properties by plain search, so entities, depth and namespaces have nothing to attack. */
function fromXmp(xml: string): Fields {
  return {
    byline: property(xml, 'dc:creator'),
    credit: property(xml, 'photoshop:Credit'),
    source: property(xml, 'photoshop:Source'),
    copyright: property(xml, 'dc:rights'),
    caption: property(xml, 'dc:description'),
    city: property(xml, 'photoshop:City'),
    province: property(xml, 'photoshop:State'),
    date: property(xml, 'photoshop:DateCreated'),
  }
}

/** `<name>…</name>` with its list items, else `name="…"`. */
function property(xml: string, name: string): string {
  const open = xml.indexOf(`<${name}>`)
  const close = open === -1 ? -1 : xml.indexOf(`</${name}>`, open)
  if (close !== -1) return plain(items(xml.slice(open + name.length + 2, close)))
  const attribute = xml.indexOf(`${name}="`)
  const end = attribute === -1 ? -1 : xml.indexOf('"', attribute + name.length + 2)
  return end === -1 ? '' : plain(xml.slice(attribute + name.length + 2, end))
}

function items(inner: string): string {
  const pieces = inner
    .split('<rdf:li')
    .slice(1, 20)
    .map((piece) => piece.slice(piece.indexOf('>') + 1).split('</rdf:li')[0]!)
  return pieces.length ? pieces.join(', ') : inner
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) =>
  text
    .slice(0, 5000)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(#x?[\da-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => {
      if (name[0] !== '#') return entities[name.toLowerCase()] ?? whole
      const code = Number(name[1]?.toLowerCase() === 'x' ? `0x${name.slice(2)}` : name.slice(1))
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : ''
    })
    .trim()
