import type {} from '../../kernel/activity.ts'

/** What a person chose is theirs: the log keeps that they chose. The subject is the person. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'notices.chosen': { groups: string[] }
    'notices.tried': Record<never, never>
  }
}
