import type {} from '../../kernel/activity.ts'

/** Subject: `word`, a line of the unit's list. The words themselves are in the table; names of people may be among them. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'word.added': { form: 'pair' | 'allowed' }
    'word.removed': { form: 'pair' | 'allowed' }
  }
}
