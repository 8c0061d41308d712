import type {} from '../../kernel/activity.ts'

/** Subject: `rule`. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'rule.added': { key: string }
    'rule.confirmed': { key: string }
    /** `by`: the row that holds from then on. */
    'rule.replaced': { key: string; by: number }
  }
}
