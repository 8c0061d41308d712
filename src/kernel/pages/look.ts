export const themes = ['auto', 'light', 'dark', 'contrast'] as const
export const textSizes = [100, 112, 125, 150] as const

export type Theme = (typeof themes)[number]
/** Per cent of the ordinary size. */
export type TextSize = (typeof textSizes)[number]
/** How a reader wants pages to look: all that a stored page may know of its reader. */
export type Look = { readonly theme: Theme; readonly text: TextSize }

const lookCookieName = 'giao-dien'
export const defaultLook: Look = Object.freeze({ theme: 'auto', text: 100 })

const words: Record<Theme, string> = { auto: 'tu-dong', light: 'sang', dark: 'toi', contrast: 'tuong-phan' }
const known = new Map<string, Look>(
  themes.flatMap((theme) => textSizes.map((text) => [`${words[theme]}.${text}`, Object.freeze({ theme, text })] as const)),
)
const marker = `${lookCookieName}=`

/** The cookie's value and the look's part of a page's key: `toi.125`. */
export const lookKey = (look: Look): string => `${words[look.theme]}.${look.text}`
export const defaultLookKey = lookKey(defaultLook)

/**
 * The key of the look a Cookie header asks for. What is unknown or malformed means the default, so that no one can make more keys than
 * looks.
 */
export function lookKeyOf(cookieHeader: string | undefined): string {
  const value = cookieHeader === undefined ? undefined : lookValue(cookieHeader)
  return value !== undefined && known.has(value) ? value : defaultLookKey
}

export const lookOf = (cookieHeader: string | undefined): Look => known.get(lookKeyOf(cookieHeader))!

/** A look from what a form sent; each part that is not known becomes the default's. */
export function lookFrom(theme: unknown, text: unknown): Look {
  return {
    theme: themes.find((one) => one === theme) ?? defaultLook.theme,
    text: textSizes.find((one) => String(one) === String(text)) ?? defaultLook.text,
  }
}

/**
 * The Set-Cookie value that keeps a look for a year on this host only; the default look forgets the cookie, so that its pages come
 * from disk again.
 */
export function lookCookie(look: Look, secure: boolean): string {
  const key = lookKey(look)
  const age = key === defaultLookKey ? 0 : 365 * 24 * 3600
  return `${marker}${key}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

/** The first cookie of our name, as servers commonly read it. */
function lookValue(header: string): string | undefined {
  for (let at = header.indexOf(marker); at !== -1; at = header.indexOf(marker, at + 1)) {
    if (at > 0 && header[at - 1] !== ' ' && header[at - 1] !== ';') continue
    const end = header.indexOf(';', at)
    return header.slice(at + marker.length, end === -1 ? undefined : end).trim()
  }
  return undefined
}
