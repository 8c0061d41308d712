import type { RenderMedia } from '../medium.ts'

/** A medium as the editor's picker and the upload queue know it: `url` is what to show in a text, `thumb` what to show in a tile. */
export type Item = {
  id: number
  kind: RenderMedia['kind']
  name: string
  url: string
  thumb: string | null
  width: number
  height: number
  alt: string
  caption: string
  credit: string
  decorative: boolean
  seconds: number | null
}

export function itemOf(media: RenderMedia): Item {
  const { id, kind, name, width, height, alt, caption, credit, decorative, seconds = null } = media
  return { id, kind, name, url: fitting(media, 960), thumb: thumbOf(media), width, height, alt, caption, credit, decorative, seconds }
}

/** A picture's smallest twin, a film's poster, nothing for what has no face. */
export const thumbOf = (media: RenderMedia) => (media.kind === 'image' ? fitting(media, 480) : (media.posterUrl ?? null))

/** The narrowest WebP at least that wide, else the widest there is, else the file itself. */
export function fitting(media: RenderMedia, width: number): string {
  const webp = media.variants.filter(({ type }) => type === 'image/webp').toSorted((a, b) => a.width - b.width)
  return (webp.find((one) => one.width >= width) ?? webp.at(-1))?.url ?? media.url
}

/** `1:05`, `1:02:09` */
export function lengthOf(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return parts
    .slice(parts[0] === 0 ? 1 : 0)
    .map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':')
}
