import { z } from 'zod'
import type { Setting } from '../../../kernel/settings.ts'
import type { OfficeSpan } from '../../../kernel/time.ts'
import type { Genre, Stage, Stages } from '../article.ts'

/** How many stages: by site and genre (`3:news`), by site (`3`), for everybody (`all`). */
export type ChosenStages = Record<string, Stages>

export const stagesSetting: Setting<ChosenStages> = {
  key: 'articles.stages',
  schema: z.record(z.string().regex(/^(all|\d+|\d+:[a-z]+)$/), z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
  initial: {},
}

/** What the house ships with, and what holds where nobody has chosen. */
const shipped: Stages = 2

export const stagesFor = (chosen: ChosenStages, siteId: number, genre?: Genre): Stages =>
  chosen[`${siteId}:${genre}`] ?? chosen[String(siteId)] ?? chosen.all ?? shipped

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When the office is open on a working day, as the clock shows it: one stretch after the other. */
export const officeSetting: Setting<readonly { from: string; to: string }[]> = {
  key: 'articles.office',
  schema: z
    .array(z.object({ from: hour, to: hour }))
    .min(1)
    .max(4)
    .refine((spans) => spans.every(({ from, to }, index) => from < to && (index === 0 || spans[index - 1]!.to <= from))),
  initial: [
    { from: '07:30', to: '11:30' },
    { from: '13:30', to: '17:00' },
  ],
}

export const officeSpans = (spans: readonly { from: string; to: string }[]): OfficeSpan[] =>
  spans.map(({ from, to }) => ({ from: Temporal.PlainTime.from(from), to: Temporal.PlainTime.from(to) }))

const hours = z.number().int().min(0).max(200)

/** How many office hours a stage may take; 0: as long as it takes. */
export const hoursSetting: Setting<Record<Stage, number>> = {
  key: 'articles.hours',
  schema: z.object({ submitted: hours, proofing: hours, endorsing: hours, edited: hours }),
  initial: { submitted: 8, proofing: 4, endorsing: 8, edited: 8 },
}

/** The keys of the shipped list; their words stand in the texts of the newsroom, until the agency writes its own. */
export const shippedReasons = ['source', 'speaker', 'figures', 'where', 'picture', 'headline', 'topic', 'spelling', 'long'] as const
/** `words`: the agency's own, or empty for the shipped ones. What is no longer used stays, so that past returns can still be named. */
export type ReturnReason = { key: string; words: string; used: boolean }

export const reasonsSetting: Setting<readonly ReturnReason[]> = {
  key: 'articles.returnReasons',
  schema: z.array(z.object({ key: z.string().regex(/^[a-z0-9-]{1,40}$/), words: z.string().max(120), used: z.boolean() })).max(60),
  initial: shippedReasons.map((key) => ({ key, words: '', used: true })),
}
