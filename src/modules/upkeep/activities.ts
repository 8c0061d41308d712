import type {} from '../../kernel/activity.ts'

/** Subject: `accessRecord`, which is nobody's row in particular. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'accessRecord.forgotten': { count: number; months: number }
  }
}
