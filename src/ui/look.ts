export const themes = ['auto', 'light', 'dark', 'contrast'] as const
export const textSizes = [100, 112, 125, 150] as const

export type Theme = (typeof themes)[number]
export type TextSize = (typeof textSizes)[number]

/** How a reader wants pages to look: kept in a cookie, part of a stored page's key. */
export type Look = { theme: Theme; text: TextSize }

export const defaultLook: Look = { theme: 'auto', text: 100 }

/** Attributes of the root element; the default look adds none, so that default pages are the same bytes. */
export function lookAttributes(look: Look) {
  return {
    'data-theme': look.theme === 'auto' ? undefined : look.theme,
    'data-text': look.text === 100 ? undefined : String(look.text),
  }
}

/** The address that keeps a look and comes back to `path`; works without script. */
export const lookHref = (change: Partial<Look>, look: Look, path: string) =>
  `/_giao-dien?theme=${change.theme ?? look.theme}&text=${change.text ?? look.text}&ve=${encodeURIComponent(path)}`
