const always = {
  'x-content-type-options': 'nosniff',
  // The policy says it better; old browsers and the scanners of agencies look for this one.
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

const policy = (rules: Record<string, string>) =>
  Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

const strict = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'media-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
}

/** One constant policy for every public page: nothing in it depends on the reader, so it can be stored with the page. */
export const publicHeaders: Readonly<Record<string, string>> = { ...always, 'content-security-policy': policy(strict) }

/** The newsroom also shows pictures that are still on the phone (blob:) and previews in a sandboxed frame. Never stored. */
export const deskHeaders: Readonly<Record<string, string>> = {
  ...always,
  'cache-control': 'no-store',
  'content-security-policy': policy({ ...strict, 'img-src': "'self' data: blob:", 'media-src': "'self' blob:", 'frame-src': "'self'" }),
}

/** A preview of somebody's text: framed by our own pages only, without script and without our origin. */
export const previewHeaders: Readonly<Record<string, string>> = {
  ...deskHeaders,
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy': `${policy({ ...strict, 'script-src': "'none'", 'connect-src': "'none'", 'form-action': "'none'", 'frame-ancestors': "'self'", 'img-src': "'self' data:" })}; sandbox`,
}
