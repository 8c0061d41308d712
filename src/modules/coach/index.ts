import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { text } from './newsroom/text.ts'
import { abilities } from './policy.ts'
import { strictness } from './strictness.ts'

export { findingsOf } from './checking.ts'
export { defaultLevel, levelOf, listOf, plainHouse } from './house.ts'
export type { Attached, Link, Passage, PassageKind, Picture, Place, TextModel } from './model.ts'
export { mayChooseRules, mayKeepList } from './policy.ts'
export { houseOf } from './queries.ts'
export { levels, type Finding, type Level, type Rule } from './rule.ts'
export { rules } from './rules/rules.ts'
export { rulesPath, wordsPath } from './newsroom/address.ts'
export { strictness, type Strictness } from './strictness.ts'
export { text as coachText } from './text.ts'

/** What a text could do better, said beside it and never done for it. The rules are pure functions; the newsroom draws what they find. */
export const coach: Module = {
  name: 'coach',
  abilities,
  routes: newsroomRoutes,
  menu: [
    {
      label: { vi: text.vi.title, en: text.en.title },
      href: '/toa-soan/tu-ngu',
      icon: 'spell-check',
      group: 'manage',
      ability: 'coach.list',
      position: 62,
      key: 'w',
    },
  ],
  settings: [strictness],
}
