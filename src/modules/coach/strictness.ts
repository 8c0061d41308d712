import { z } from 'zod'
import type { Setting } from '../../kernel/settings.ts'
import type { Chosen } from './house.ts'
import { levels } from './rule.ts'

export type Strictness = { style: 'old' | 'new'; levels: Chosen }

/** How strictly the network takes each rule in each genre, and where it puts tone marks. */
export const strictness: Setting<Strictness> = {
  key: 'coach.strictness',
  schema: z.object({ style: z.enum(['old', 'new']), levels: z.record(z.string(), z.record(z.string(), z.enum(levels))) }),
  initial: { style: 'old', levels: {} },
}
