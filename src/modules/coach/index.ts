import type { Module } from '../../kernel/module.ts'

export { lately } from './spelling/lately.ts'
export { mistakesOf, type Mistake } from './spelling/spelling.ts'

/** What a text could do better, said beside it and never done for it. So far: Vietnamese spelling. Pure functions; the newsroom draws what they find. */
export const coach: Module = { name: 'coach' }
