import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { abilities } from './policy.ts'
import { strictness } from './strictness.ts'

export { findingsOf } from './checking.ts'
export { defaultLevel, levelOf, type House } from './house.ts'
export type { Attached, Link, Passage, PassageKind, Picture, Place, TextModel } from './model.ts'
export { mayChooseRules, mayKeepList } from './policy.ts'
export { houseOf } from './queries.ts'
export { levels, type Finding, type Level } from './rule.ts'
export { rules } from './rules/rules.ts'
export { wordsPath } from './newsroom/address.ts'
export { strictness, type Strictness } from './strictness.ts'
export { text as coachText, type RuleKey } from './text.ts'

/** What a text could do better, said beside it and never done for it. The rules are pure functions; the newsroom draws what they find. */
export const coach: Module = { name: 'coach', abilities, settings: [strictness] }
