import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { text } from '../text.ts'

export type PictureSource = { type: 'image/avif' | 'image/webp' | 'image/jpeg'; variants: readonly { url: string; width: number }[] }

export type PictureProps = {
  src: string
  alt: string
  width: number
  height: number
  /** Best first; the browser takes the first that it knows. */
  sources?: readonly PictureSource[]
  /** How wide it stands: "(min-width: 60rem) 40rem, 100vw". */
  sizes?: string
  /** The point that must stay in sight when the picture is cut, in percent from left and top. */
  focus?: { x: number; y: number }
  /** The one picture that the reader waits for. */
  first?: boolean
  class?: string
}

/** Cut by its frame around the focal point; classes in steps of ten percent, since pages carry no inline style. */
export function Picture({ src, alt, width, height, sources = [], sizes, focus, first, class: extra }: PictureProps) {
  const classes = [extra, focus && `fx${tenth(focus.x)} fy${tenth(focus.y)}`].filter(Boolean).join(' ')
  return (
    <picture>
      {sources.map((source) => (
        <source type={source.type} srcset={source.variants.map(({ url, width: wide }) => `${url} ${wide}w`).join(', ')} sizes={sizes} />
      ))}
      <img
        src={src}
        alt={alt}
        width={width}
        height={height}
        class={classes || undefined}
        decoding="async"
        loading={first ? undefined : 'lazy'}
        fetchpriority={first ? 'high' : undefined}
      />
    </picture>
  )
}

export type FigureProps = { picture: PictureProps; caption?: ComponentChildren; credit?: string }

/** A picture with what it shows and who made it. */
export function Figure({ picture, caption, credit }: FigureProps) {
  const { lang } = useUi()
  return (
    <figure>
      <Picture {...picture} />
      {(caption || credit) && (
        <figcaption class="chu-thich">
          {caption}{' '}
          {credit && (
            <span>
              {text[lang].photoBy}: {credit}
            </span>
          )}
        </figcaption>
      )}
    </figure>
  )
}

const tenth = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) / 10)
