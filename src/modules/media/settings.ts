import { z } from 'zod'
import type { Setting } from '../../kernel/settings.ts'

const megabytes = z.number().positive().max(10_000).optional()
const Limits = z.object({ image: megabytes, video: megabytes, audio: megabytes, file: megabytes })

/** The largest upload of each kind, in megabytes. */
export const mediaLimits: Setting<z.infer<typeof Limits>> = { key: 'media.limits', schema: Limits, initial: {} }

/** File name → number of what the sample network brought. */
export const sampleMediaIds: Setting<Readonly<Record<string, number>>> = {
  key: 'sample.media',
  schema: z.record(z.string(), z.number().int()),
  initial: {},
}
