import { articles } from './modules/articles/index.ts'
import { coach } from './modules/coach/index.ts'
import { imports } from './modules/imports/index.ts'
import { media } from './modules/media/index.ts'
import { notices } from './modules/notices/index.ts'
import { people } from './modules/people/index.ts'
import { rules } from './modules/rules/index.ts'
import { sites } from './modules/sites/index.ts'
import { statistics } from './modules/statistics/index.ts'
import { upkeep } from './modules/upkeep/index.ts'
import type { Module } from './kernel/module.ts'

/** The house, room by room. The order is the import law: a module may know those before it, and only through their door. */
export const modules: readonly Module[] = [people, rules, sites, notices, media, coach, articles, statistics, upkeep, imports]
