import type { Sharp, SharpOptions } from 'sharp'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import { written, type Written } from './iptc.ts'
import { mostPixels, type Focal } from './medium.ts'

/** `width` and `height` as a person sees it, after the camera's turn. */
export type Looked = { width: number; height: number; alpha: boolean; lossless: boolean; moving: boolean; written: Written }
export type Made = { bytes: Buffer; width: number; height: number; contentType: string; ending: string }

const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'avif'])

/** What a picture is, read from its header alone: a bomb is refused before a pixel of it is unpacked. */
export async function look(source: string | Buffer): Promise<Outcome<Looked>> {
  try {
    // The limit stands below, so that too many pixels and a broken file are told apart.
    const meta = await (await open(source, { limitInputPixels: false })).metadata()
    if (!formats.has(meta.format) || (meta.format === 'heif' && meta.compression !== 'av1')) return issues({ file: 'broken' })
    const { width, height } = meta.autoOrient
    if (!width || !height) return issues({ file: 'broken' })
    if (width * height > mostPixels) return issues({ file: 'tooManyPixels' })
    if (width > 30_000 || height > 30_000) return issues({ file: 'tooManyPixels' })
    return done({
      width,
      height,
      alpha: meta.hasAlpha,
      lossless: ['png', 'gif'].includes(meta.format),
      moving: (meta.pages ?? 1) > 1,
      written: written(meta),
    })
  } catch {
    return issues({ file: 'broken' })
  }
}

/**
 * The picture as we keep it: upright, sRGB, every pixel, and nothing of what the camera or anybody else wrote around them.
 * Drawings and pictures one can see through stay lossless. Throws when the pixels are cut or broken.
 */
export async function makeMaster(source: string | Buffer, looked: Pick<Looked, 'alpha' | 'lossless'>): Promise<Made> {
  const upright = await pixels(source)
  return looked.alpha || looked.lossless
    ? make(upright.png({ compressionLevel: 8 }), 'image/png', 'png')
    : make(upright.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }), 'image/jpeg', 'jpg')
}

export const makeWebp = async (source: string | Buffer, width: number) =>
  make((await narrowed(source, width)).webp({ quality: 80, effort: 4 }), 'image/webp', 'webp')

/** A picture that is not in the library yet, for whoever must decide about it: judged by its header, drawn anew; null when it would be refused. */
export async function glance(bytes: Buffer): Promise<Buffer | null> {
  const looked = await look(bytes)
  return looked.ok
    ? makeWebp(bytes, 960)
        .then((made) => made.bytes)
        .catch(() => null)
    : null
}

/** Slow to make, so only for lead pictures and in a job. */
export const makeAvif = async (source: string | Buffer, width: number) =>
  make((await narrowed(source, width)).avif({ quality: 52, effort: 3 }), 'image/avif', 'avif')

export const makeJpeg = async (source: string | Buffer, width: number) =>
  make((await narrowed(source, width)).flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }), 'image/jpeg', 'jpg')

/** 1,200 × 630 around the focal point; smaller, in the same shape, when the picture is smaller. */
export async function makeOg(source: string | Buffer, size: { width: number; height: number }, focal: Focal): Promise<Made> {
  const cut = (await pixels(source))
    .extract(crop(size, 1200 / 630, focal))
    .resize({ width: 1200, height: 630, withoutEnlargement: true, fit: 'fill' })
  return make(cut.flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }), 'image/jpeg', 'jpg')
}

/** 16 pixels wide, some 100 bytes: shown inline while the picture comes. */
export const makePlaceholder = async (source: string | Buffer) =>
  (await make((await pixels(source)).resize(16).webp({ quality: 30 }), 'image/webp', 'webp')).bytes

/**
 * 64 bits that stay nearly the same when a picture is made smaller or saved again: whether each of 8 × 8 fields is brighter than its right neighbour.
 * Null for a picture so even that it would be like every other even one.
 */
export async function fingerprint(source: Buffer): Promise<bigint | null> {
  const fields = await (await pixels(source)).flatten({ background: '#ffffff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let bits = 0n
  let bright = 0
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      const brighter = fields[row * 9 + column]! > fields[row * 9 + column + 1]!
      bits = (bits << 1n) | (brighter ? 1n : 0n)
      if (brighter) bright++
    }
  return bright < 6 || bright > 58 ? null : BigInt.asIntN(64, bits)
}

/** The largest rectangle of that ratio (width : height) with the focal point as near its middle as the edges allow. */
export function crop({ width, height }: { width: number; height: number }, ratio: number, focal: Focal) {
  const wide = Math.max(1, Math.min(width, Math.round(height * ratio)))
  const high = Math.max(1, Math.min(height, Math.round(width / ratio)))
  const place = (whole: number, part: number, at: number) => Math.round(Math.min(Math.max(whole * at - part / 2, 0), whole - part))
  return { left: place(width, wide, focal.x), top: place(height, high, focal.y), width: wide, height: high }
}

const pixels = async (source: string | Buffer) =>
  (await open(source, { failOn: 'error', limitInputPixels: mostPixels })).autoOrient().toColourspace('srgb')

const narrowed = async (source: string | Buffer, width: number) => (await pixels(source)).resize({ width, withoutEnlargement: true })

let library: Promise<(typeof import('sharp'))['default']> | undefined

/** The library comes with the first picture: most starts see none for hours, and it weighs some ten megabytes. */
async function open(source: string | Buffer, options: SharpOptions): Promise<Sharp> {
  const sharp = await (library ??= load())
  return sharp(source, options)
}

async function load() {
  const { default: sharp } = await import('sharp')
  // One picture at a time per process: two at once double the memory and are not faster on two cores.
  sharp.concurrency(1)
  sharp.cache(false)
  // Only the readers of the formats that are let in; a drawing or a PDF can then not be talked into a renderer, whatever it is called.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadHeif'],
  })
  return sharp
}

async function make(picture: Sharp, contentType: string, ending: string): Promise<Made> {
  const { data, info } = await picture.timeout({ seconds: 60 }).toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height, contentType, ending }
}
