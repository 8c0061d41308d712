import type { Kind } from './medium.ts'

declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'media.uploaded': { kind: Kind; bytes: number }
    'media.described': { fields: string[] }
    'media.focused': { x: number; y: number }
    'media.postered': { poster: number | null }
    'media.hidden': { uses: number }
    'media.shown': Record<string, never>
    /** The worker has made renditions that pages may now name. */
    'media.rendered': { names: string[] }
  }
}
