import { z } from 'zod'
import { nfc, stripControl } from '../../kernel/text.ts'

const words = z
  .string()
  .transform((typed) => nfc(stripControl(typed)).replace(/\s+/gu, ' ').trim())
  .pipe(z.string().max(80, 'tooLong'))
  .default('')

/** A line of the list as it is typed. Words are compared as they stand: nothing in them is a pattern. */
export const WordForm = z
  .object({
    kind: z.enum(['pair', 'allowed'], 'unknownChoice'),
    wrong: words.pipe(z.string().regex(/[\p{L}\p{N}]/u, 'wordMissing')),
    right: words,
    site: z.literal('').or(z.string().regex(/^\d{1,9}$/, 'unknownChoice')),
  })
  .refine(({ kind, right }) => kind === 'allowed' || right !== '', { path: ['right'], error: 'rightMissing' })
  .refine(({ kind, wrong }) => kind === 'allowed' || /^[\p{L}\p{M} ]+$/u.test(wrong), { path: ['wrong'], error: 'onlyLetters' })
  .refine(({ kind, wrong, right }) => kind === 'allowed' || wrong.toLowerCase() !== right.toLowerCase(), {
    path: ['right'],
    error: 'sameWords',
  })
  .transform(({ kind, wrong, right, site }) => ({
    kind,
    wrong,
    right: kind === 'pair' ? right : '',
    siteId: site === '' ? null : Number(site),
  }))

export type WordGiven = z.output<typeof WordForm>
