import { safeHref } from '../body/href.ts'
import { chosen, readDrawing } from './drawing.ts'
import { encodingOfFont } from './legacy.ts'
import { note, type Line, type Part, type Piece, type Reading, type Run } from './parts.ts'
import { outlineOf, shapeOf, type Look } from './styles.ts'
import { letterOf, raised, withoutPrivate } from './symbols.ts'
import { kid, kids, textOf, value, type Xml } from './xml.ts'

type At = { reading: Reading; look: Partial<Look>; href: string | null; pieces: Piece[]; after: Part[]; blocks: (node: Xml) => Part[] }

/** A paragraph, and after it what stood in text boxes on it. */
export function readParagraph(node: Xml, reading: Reading, blocks: (node: Xml) => Part[]): Part[] {
  const properties = kid(node, 'w:pPr')
  const style = reading.styles.of(value(kid(properties, 'w:pStyle')))
  const shape = { ...style.shape, ...shapeOf(properties) }
  const at: At = { reading, look: { ...reading.styles.base, ...style.look }, href: null, pieces: [], after: [], blocks }
  inline(node, at)
  // A link ends with its paragraph, and a code that never began to show would swallow the rest of the text.
  reading.fields = reading.fields.filter(({ shown, href }) => shown && href === null)
  const list = shape.numbering
  const numbered = list ? reading.numbering.next(list.id, list.level) : null
  const line: Line = {
    kind: 'line',
    pieces: joined(at.pieces),
    role: style.role,
    level: outlineOf(properties) ?? style.level,
    centred: shape.align === 'center',
    indent: (shape.indent ?? numbered?.indent ?? 0) + (shape.indent === undefined && numbered ? 0 : (shape.first ?? 0)),
    numbered,
    dropCap: value(kid(properties, 'w:framePr'), 'w:dropCap') !== null,
  }
  return [line, ...at.after]
}

function inline(node: Xml, at: At) {
  for (const one of kids(node)) {
    switch (one.name) {
      case 'w:r':
        run(one, at)
        break
      case 'w:hyperlink':
        inline(one, { ...at, href: linkOf(one, at) })
        break
      case 'w:del':
      case 'w:moveFrom':
        note(at.reading, 'deleted')
        break
      case 'm:oMath':
      case 'm:oMathPara':
        note(at.reading, 'equations')
        at.pieces.push(text(textOf(one), {}, at))
        break
      case 'mc:AlternateContent':
        inline(chosen(one) ?? one, at)
        break
      case 'w:fldSimple':
        inline(one, { ...at, href: hrefOfField(value(one, 'w:instr') ?? '', at.reading) ?? at.href })
        break
      case 'w:pPr':
        break
      default:
        inline(one, at)
    }
  }
}

function run(node: Xml, at: At) {
  const properties = kid(node, 'w:rPr')
  const { styles } = at.reading
  const style = value(kid(properties, 'w:rStyle'))
  const look = { ...at.look, ...(style !== null && styles.of(style).look), ...styles.look(properties) }
  if (look.hidden && kids(node).some(({ name }) => name === 'w:t')) return note(at.reading, 'hidden')
  content(node, look, at)
}

function content(node: Xml, look: Partial<Look>, at: At) {
  for (const one of kids(node)) {
    if (one.name === 'w:fldChar' || one.name === 'w:instrText') field(one, at.reading)
    else if (at.reading.fields.every(({ shown }) => shown)) piece(one, look, at)
  }
}

function piece(one: Xml, look: Partial<Look>, at: At) {
  const { reading, pieces } = at
  switch (one.name) {
    case 'w:t':
      pieces.push(text(textOf(one), look, at))
      break
    case 'w:tab':
    case 'w:ptab':
      pieces.push(text('\t', look, at))
      break
    case 'w:noBreakHyphen':
      pieces.push(text('-', look, at))
      break
    case 'w:softHyphen':
      // No letter of ours, but the ư of the old fonts.
      pieces.push(text('\u00ad', look, at))
      break
    case 'w:br':
      if (!['page', 'column'].includes(value(one, 'w:type') ?? '')) pieces.push({ kind: 'break' })
      break
    case 'w:cr':
      pieces.push({ kind: 'break' })
      break
    case 'w:sym': {
      const sign = letterOf(value(one, 'w:char') ?? '')
      if (sign === null) note(reading, 'symbols')
      else pieces.push(text(sign, look, at))
      break
    }
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      pieces.push({ kind: 'note', number: numberOfNote(one, reading) })
      break
    case 'w:commentReference':
      note(reading, 'comments')
      break
    case 'w:drawing':
    case 'w:pict':
    case 'w:object': {
      const drawn = readDrawing(one, reading, at.blocks)
      pieces.push(...drawn.pictures)
      at.after.push(...drawn.parts)
      break
    }
    case 'mc:AlternateContent':
      content(chosen(one) ?? one, look, at)
      break
    case 'w:ruby':
      inline(kid(one, 'w:rubyBase') ?? one, at)
  }
}

function text(written: string, look: Partial<Look>, at: At): Run {
  const href = at.reading.fields.findLast((field) => field.href !== null)?.href ?? at.href
  const font = look.font ?? null
  // Signs of the private area are letters only in the old fonts, and wait there for their conversion.
  const known = encodingOfFont(font) ? written : withoutPrivate(written)
  if (known.length < written.length) note(at.reading, 'symbols')
  const shown = look.raised ? raised(known, look.raised) : known
  return { kind: 'text', text: shown, bold: look.bold ?? false, italic: look.italic ?? false, href, font }
}

/** A field says its code, then what it shows: page numbers, dates, links of older files. */
function field(one: Xml, reading: Reading) {
  const { fields } = reading
  const current = fields.at(-1)
  if (one.name === 'w:instrText') {
    if (current && !current.shown) current.code += textOf(one)
    return
  }
  const step = value(one, 'w:fldCharType')
  if (step === 'begin' && fields.length < 50) fields.push({ code: '', shown: false, href: null })
  if (step === 'separate' && current) Object.assign(current, { shown: true, href: hrefOfField(current.code, reading) })
  if (step === 'end') fields.pop()
}

function hrefOfField(code: string, reading: Reading): string | null {
  const address = /^\s*HYPERLINK\s+"([^"]+)"/i.exec(code)?.[1]
  return address === undefined ? null : checked(address, reading)
}

/** Links within the file lead to places that our page does not have: their words stay. */
function linkOf(node: Xml, { reading }: At): string | null {
  const relation = reading.relations.get(value(node, 'r:id') ?? '')
  return relation?.outside ? checked(relation.target, reading) : null
}

function checked(address: string, reading: Reading): string | null {
  const href = safeHref(address)
  // An anchor of the file is nobody's fault and nobody's loss.
  if (href === null && address.trim() !== '') note(reading, 'badLinks')
  return href?.startsWith('#') ? null : href
}

function numberOfNote(one: Xml, reading: Reading): number {
  const kind = one.name === 'w:footnoteReference' ? ('footnotes' as const) : ('endnotes' as const)
  const id = value(one, 'w:id') ?? ''
  const known = reading.footnotes.findIndex((other) => other.kind === kind && other.id === id)
  return known >= 0 ? known + 1 : reading.footnotes.push({ kind, id })
}

/** Word cuts a word into many runs, even a letter from its accent; what looks alike is one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (piece.kind !== 'text' || last?.kind !== 'text') {
      all.push(piece)
      continue
    }
    const alike = (['bold', 'italic', 'href', 'font'] as const).every((name) => last[name] === piece[name])
    const [accents = ''] = /^\p{M}+/u.exec(piece.text) ?? []
    all[all.length - 1] = { ...last, text: last.text + (alike ? piece.text : accents) }
    if (!alike) all.push({ ...piece, text: piece.text.slice(accents.length) })
  }
  return all
}
