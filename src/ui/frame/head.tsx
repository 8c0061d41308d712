import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'

type HeadProps = {
  title: string
  description?: string
  sheets: readonly string[]
  themeUrl?: string
  islands: readonly string[]
  children?: ComponentChildren
}

/** `interactive-widget` keeps a toolbar above a phone's keyboard. */
export function Head({ title, description, sheets, themeUrl, islands, children }: HeadProps) {
  const { assets } = useUi()
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1,interactive-widget=resizes-content" />
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {['ps-latin.woff2', 'ps-vi.woff2'].map((font) => (
        <link rel="preload" as="font" type="font/woff2" href={assets.url(font)} crossorigin="anonymous" />
      ))}
      {sheets.map((sheet) => (
        <link rel="stylesheet" href={assets.url(sheet)} />
      ))}
      {themeUrl && <link rel="stylesheet" href={themeUrl} />}
      <link rel="icon" type="image/svg+xml" href={assets.url('ban.svg')} />
      {islands.map((island) => (
        <script type="module" src={assets.url(island)} />
      ))}
      {children}
    </head>
  )
}
