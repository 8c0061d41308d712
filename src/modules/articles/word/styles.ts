import { themeFont } from './package.ts'
import { kid, kids, value, type Xml } from './xml.ts'

/** What a paragraph is by its style. */
export type Role = 'title' | 'subtitle' | 'caption' | 'quote' | 'contents' | 'plain'

/** What is read of the looks of letters: two marks that we keep, and what tells how to read the text. */
export type Look = { bold: boolean; italic: boolean; hidden: boolean; font: string | null; raised: 'up' | 'down' | null }
export type Shape = { align: string | null; indent: number; first: number; numbering: { id: string; level: number } | null }
export type Style = { role: Role; level: number | null; look: Partial<Look>; shape: Partial<Shape> }

export type Styles = { of(id: string | null): Style; base: Partial<Look>; look(properties: Xml | undefined): Partial<Look> }

const plain: Style = { role: 'plain', level: null, look: {}, shape: {} }

/** The styles of a file, each with what it inherits. */
export function readStyles(root: Xml | null, theme: Xml | null): Styles {
  const look = (properties: Xml | undefined) => lookOf(properties, theme)
  const all = kids(root ?? undefined).filter(({ name }) => name === 'w:style')
  const byId = new Map(all.map((style) => [value(style, 'w:styleId') ?? '', style]))
  const usual = all.find((style) => value(style, 'w:type') === 'paragraph' && isOn(value(style, 'w:default') ?? 'false'))
  const known = new Map<string, Style>()
  const resolve = (style: Xml | undefined, depth: number): Style => {
    if (!style || depth > 20) return plain
    const parent = resolve(byId.get(value(kid(style, 'w:basedOn')) ?? ''), depth + 1)
    return inherit(parent, style, look(kid(style, 'w:rPr')))
  }
  return {
    base: look(kid(root ?? undefined, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')),
    look,
    of(id) {
      const key = id ?? ''
      const found = known.get(key) ?? resolve(byId.get(key) ?? (id === null ? usual : undefined), 0)
      known.set(key, found)
      return found
    },
  }
}

function inherit(parent: Style, style: Xml, look: Partial<Look>): Style {
  const name = (value(kid(style, 'w:name')) ?? '').toLowerCase()
  const properties = kid(style, 'w:pPr')
  const own = roleOf(name)
  return {
    role: own ?? parent.role,
    level: own ? null : (levelOf(name, properties) ?? parent.level),
    look: { ...parent.look, ...look },
    shape: { ...parent.shape, ...shapeOf(properties) },
  }
}

/** Word keeps the English names of its own styles in the file, whatever language it speaks. */
function roleOf(name: string): Role | null {
  if (name === 'title') return 'title'
  if (name === 'subtitle') return 'subtitle'
  if (/^(?:caption|figure|illustration|image caption)$/.test(name)) return 'caption'
  if (/^(?:intense )?quote$|^quotations$/.test(name)) return 'quote'
  return /^toc (?:\d|heading)|^contents (?:\d|heading)|^table of figures/.test(name) ? 'contents' : null
}

/** 0 for the highest heading; null for running text. */
function levelOf(name: string, properties: Xml | undefined): number | null {
  const said = value(kid(properties, 'w:outlineLvl'))
  if (said !== null && /^\d$/.test(said)) return Number(said) < 9 ? Number(said) : null
  const level = /^heading (\d)$/.exec(name)?.[1]
  return level ? Number(level) - 1 : null
}

export const outlineOf = (properties: Xml | undefined) => levelOf('', properties)

/** Alignment, indents in twentieths of a point, and the list a paragraph belongs to; only what is said. */
export function shapeOf(properties: Xml | undefined): Partial<Shape> {
  const indent = kid(properties, 'w:ind')
  const twips = (...names: string[]) => Number(names.map((name) => value(indent, name)).find((said) => said !== null) ?? Number.NaN)
  const left = twips('w:left', 'w:start')
  const first = Number.isNaN(twips('w:hanging')) ? twips('w:firstLine') : -twips('w:hanging')
  const list = kid(properties, 'w:numPr')
  const id = value(kid(list, 'w:numId'))
  const align = value(kid(properties, 'w:jc'))
  return {
    ...(align !== null && { align }),
    ...(Number.isFinite(left) && { indent: left }),
    ...(Number.isFinite(first) && { first }),
    // Number 0 takes a paragraph out of the list of its style.
    ...(list && { numbering: id && id !== '0' ? { id, level: Math.min(8, Number(value(kid(list, 'w:ilvl'))) || 0) } : null }),
  }
}

function lookOf(properties: Xml | undefined, theme: Xml | null): Partial<Look> {
  if (!properties) return {}
  const toggle = (name: string) => {
    const found = kid(properties, name)
    return found && isOn(value(found) ?? 'true')
  }
  const [bold, italic, hidden] = ['w:b', 'w:i', 'w:vanish'].map(toggle)
  const fonts = kid(properties, 'w:rFonts')
  const themed = value(fonts, 'w:hAnsiTheme') ?? value(fonts, 'w:asciiTheme')
  const font = value(fonts, 'w:hAnsi') ?? value(fonts, 'w:ascii') ?? (themed && themeFont(theme, themed))
  const raised = value(kid(properties, 'w:vertAlign'))
  return {
    ...(bold !== undefined && { bold }),
    ...(italic !== undefined && { italic }),
    ...(hidden !== undefined && { hidden }),
    ...(font && { font }),
    ...(raised && { raised: raised === 'superscript' ? 'up' : raised === 'subscript' ? 'down' : null }),
  }
}

const isOn = (said: string) => !['0', 'false', 'off', 'none'].includes(said.toLowerCase())
