import type { Kind } from './medium.ts'

declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'media.uploaded': { kind: Kind; bytes: number }
    'media.described': { fields: string[] }
    /** Several at once. */
    'media.captioned': { media: number[] }
    'media.cleared': { fields: string[]; until: string | null }
    /** A licence ends soon, or has ended; told once for each end. */
    'media.licenceEnding': { until: string; uses: number }
    'media.focused': { x: number; y: number }
    'media.postered': { poster: number | null }
    'media.hidden': { uses: number }
    'media.shown': Record<string, never>
    /** It is or looks like an older one. */
    'media.likened': { first: number }
    /** The worker has made renditions that pages may now name. */
    'media.rendered': { names: string[] }
  }
}
