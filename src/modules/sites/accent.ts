/** The two grounds on which an accent stands as text (design tokens `giay` and `mat`). */
export const grounds = ['#FBF9F6', '#FFFFFF'] as const
/** WCAG 2.2, 1.4.3: contrast of ordinary text. */
export const leastContrast = 4.5

/** Colours of the house that pass on both grounds. */
export const presets = ['#AE1E30', '#1F3F77', '#17603F', '#7A2A6C', '#7A4B00', '#0F5C6E'] as const

/** `#rrggbb` in capitals from what people type (`abc`, `#ABC`, `aabbcc`), or null when it is no colour. */
export function readColour(typed: string): string | null {
  const found = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(typed.trim())?.[1]
  if (!found) return null
  return `#${found.length === 3 ? [...found].map((digit) => digit + digit).join('') : found}`.toUpperCase()
}

/** From 1 (the same) to 21 (black on white), as WCAG 2.2 defines it. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

export const isReadable = (colour: string) => grounds.every((ground) => contrast(colour, ground) >= leastContrast)

/** The lightest shade of the same colour that can be read on both grounds; a colour that passes is its own. */
export function nearestReadable(colour: string): string {
  for (let part = 255; part > 0; part--) {
    const shade = hex(channels(colour).map((channel) => Math.floor((channel * part) / 255)))
    if (isReadable(shade)) return shade
  }
  return '#000000'
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
const hex = (parts: readonly number[]) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase()

function luminance(colour: string) {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
