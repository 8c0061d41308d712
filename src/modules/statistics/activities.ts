import type {} from '../../kernel/activity.ts'

/** Subjects: `statistics`, which is nobody's row in particular, and `site`. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'visitors.forgotten': { before: string }
    'names.forgotten': { before: string }
    /** What an older portal had counted; null: the figure was taken out again. */
    'opening.kept': { measure: string; value: number | null; until: string | null }
  }
}
