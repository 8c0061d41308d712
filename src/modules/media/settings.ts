import { z } from 'zod'
import type { Setting } from '../../kernel/settings.ts'

const megabytes = z.number().positive().max(10_000).optional()
const Limits = z.object({ image: megabytes, video: megabytes, audio: megabytes, file: megabytes })

/** The largest upload of each kind, in megabytes. */
export const mediaLimits: Setting<z.infer<typeof Limits>> = { key: 'media.limits', schema: Limits, initial: {} }

/** How many days before a licence ends the desk is told. */
export const licenceNotice: Setting<{ days: number }> = {
  key: 'media.licenceNotice',
  schema: z.object({ days: z.number().int().min(1).max(365) }),
  initial: { days: 30 },
}

/** File name → number of what the sample network brought. */
export const sampleMediaIds: Setting<Readonly<Record<string, number>>> = {
  key: 'sample.media',
  schema: z.record(z.string(), z.number().int()),
  initial: {},
}
