import { text } from './text.ts'

type Words = typeof text.vi

/** How a reader wants pages to look. Which looks there are, and how a cookie keeps one, is the kernel's; here stand the words for each. */
export type Theme = keyof Words['themes']
/** Per cent of the ordinary size. */
export type TextSize = keyof Words['textSizes']
export type Look = { readonly theme: Theme; readonly text: TextSize }

/** Every choice that has a word, in the order in which it is offered. */
export const themes = Object.keys(text.vi.themes) as Theme[]
export const textSizes = Object.keys(text.vi.textSizes).map(Number) as TextSize[]

/** Attributes of the root element; the ordinary look adds none, so that ordinary pages are the same bytes. */
export function lookAttributes(look: Look) {
  return {
    'data-theme': look.theme === 'auto' ? undefined : look.theme,
    'data-text': look.text === 100 ? undefined : String(look.text),
  }
}

/** The address that keeps a look and comes back to `path`; works without script. */
export const lookHref = (change: Partial<Look>, look: Look, path: string) =>
  `/_giao-dien?theme=${change.theme ?? look.theme}&text=${change.text ?? look.text}&ve=${encodeURIComponent(path)}`
