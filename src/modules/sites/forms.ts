import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { done, issues, type Issues, type Outcome } from '../../kernel/errors.ts'
import { momentOf, parseForm, typed, type Typed } from '../../kernel/form.ts'
import { nfc, slug, stripControl } from '../../kernel/text.ts'
import { safeUrl } from '../../ui/url.ts'
import { isReadable, readColour } from './accent.ts'
import { reservedSlugs } from './site.ts'

const line = (max: number) =>
  z
    .string()
    .default('')
    .transform((typed) => stripControl(nfc(typed)).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, 'tooLong'))
const filled = (max: number) => line(max).pipe(z.string().min(1, 'blank'))
const choice = z
  .string()
  .default('')
  .transform((typed) => (typed === '' ? null : Number(typed)))
  .pipe(z.number('unknownSection').int('unknownSection').positive('unknownSection').max(2_147_483_647, 'unknownSection').nullable())

export const InfoForm = z.object({
  name: filled(160),
  owner: line(200),
  superior: line(200),
  responsible: line(200),
  address: line(300),
  phone: line(60).pipe(z.string().regex(/^[\d\s+().,;/-]*$/, 'phoneBad')),
  email: line(254).pipe(z.string().refine((email) => email === '' || z.email().safeParse(email).success, 'emailBad')),
  description: line(600),
})
export type InfoFields = z.infer<typeof InfoForm>

export const NewSiteForm = z.object({
  key: z
    .string()
    .default('')
    .transform((typed) => typed.trim().toLowerCase())
    .pipe(
      z
        .string()
        .min(1, 'blank')
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])$/, 'keyBad'),
    ),
  name: filled(160),
  owner: line(200),
  responsible: line(200),
})
export type NewSiteFields = z.infer<typeof NewSiteForm>

/** An empty address is made from the name. */
export const SectionForm = z
  .object({
    name: filled(120),
    slug: z
      .string()
      .default('')
      .transform((typed) => typed.trim().replace(/^\//, '').toLowerCase()),
    description: line(400),
    parentId: choice,
  })
  .transform((fields) => ({ ...fields, slug: fields.slug || slug(fields.name) }))
  .superRefine((fields, context) => {
    const fault = slugFault(fields.slug)
    if (fault) context.addIssue({ code: 'custom', path: ['slug'], message: fault })
  })
export type SectionFields = z.infer<typeof SectionForm>

export const EntryForm = z
  .object({ place: z.enum(['main', 'footer'], 'unknownPlace'), heading: line(80), label: filled(80), sectionId: choice, href: line(500) })
  .superRefine(({ place, heading, sectionId, href }, context) => {
    if (place === 'footer' && heading === '') context.addIssue({ code: 'custom', path: ['heading'], message: 'headingMissing' })
    if (sectionId === null && href === '') context.addIssue({ code: 'custom', path: ['href'], message: 'targetMissing' })
    else if (sectionId === null && (safeUrl(href) === '#' || /^[#?]/.test(href)))
      context.addIssue({ code: 'custom', path: ['href'], message: 'addressUnsafe' })
  })
  .transform(({ heading, href, ...fields }) => ({
    ...fields,
    heading: fields.place === 'footer' ? heading : '',
    href: fields.sectionId === null ? href : null,
  }))
export type EntryFields = z.infer<typeof EntryForm>

export const BlockForm = z.object({
  kind: z.string().default('').pipe(z.string().min(1, 'blank').max(60)),
  title: line(120),
  section: line(80),
})
export type BlockFields = z.infer<typeof BlockForm>

const Alert = z.object({
  kind: z.enum(['alert', 'outage'], 'alertKindMissing'),
  words: filled(300),
  href: line(500).pipe(z.string().refine((href) => href === '' || (safeUrl(href) !== '#' && !/^[#?]/.test(href)), 'addressUnsafe')),
  everywhere: z.literal('1').optional().catch(undefined).transform(Boolean),
  sudden: z.literal('1').optional().catch(undefined).transform(Boolean),
})
export type AlertFields = z.infer<typeof Alert> & {
  /** Null: at once. */
  showAt: Temporal.Instant | null
  /** Of an alert; an outage's notice ends with it. */
  hideAt: Temporal.Instant | null
  away: { from: Temporal.Instant; until: Temporal.Instant } | null
}

/** Which hours are asked for depends on the kind; every field that is wrong is told at once. */
export function alertOf(body: unknown): Outcome<AlertFields> {
  const sent = typed(body)
  const form = parseForm(Alert, body)
  const found: Issues = form.ok ? {} : { ...form.issues }
  const hour = (name: string) => {
    const at = momentOf(sent, `${name}Date`, `${name}Time`)
    if (!at.ok) Object.assign(found, at.issues)
    return at.ok ? at.value : null
  }
  const showAt = isBlank(sent, 'show') ? null : hour('show')
  const [from, until] = sent.kind === 'outage' ? [hour('awayFrom'), hour('awayUntil')] : [null, null]
  const hideAt = sent.kind === 'alert' ? hour('hide') : null
  if (from && until && Temporal.Instant.compare(until, from) <= 0) found.awayUntilDate = 'endsBefore'
  if (!form.ok || Object.keys(found).length > 0) return issues(found)
  return done({ ...form.value, showAt, hideAt, away: from && until ? { from, until } : null })
}

const isBlank = (sent: Typed, name: string) => !sent[`${name}Date`]?.trim() && !sent[`${name}Time`]?.trim()

/** `preset` is the button of a ready colour: it wins over what stands in the field. */
export const ThemeForm = z
  .object({
    preset: z.string().default(''),
    accent: z.string().default(''),
    band: z.enum(['brocade', 'none']).catch('brocade'),
    art: z.enum(['ban', 'none']).catch('ban'),
    emblem: line(250).pipe(z.string().regex(/^(\/tep\/[a-z0-9][a-z0-9._/-]*)?$/, 'emblemBad')),
  })
  .transform(({ preset, accent, ...rest }) => ({ ...rest, accent: preset.trim() || accent.trim() }))
  .superRefine(({ accent }, context) => {
    const colour = readColour(accent)
    if (accent !== '' && !colour) context.addIssue({ code: 'custom', path: ['accent'], message: 'accentForm' })
    else if (colour && !isReadable(colour)) context.addIssue({ code: 'custom', path: ['accent'], message: 'accentPale' })
  })
  .transform(({ accent, ...rest }) => ({ ...rest, accent: readColour(accent) }))
export type ThemeFields = z.infer<typeof ThemeForm>

/** Vietnamese names are stored in their ASCII form, the one that browsers send. */
export const HostForm = z.object({
  host: z
    .string()
    .default('')
    .transform((typed) => hostOf(typed))
    .pipe(
      z
        .string()
        .min(1, 'blank')
        .regex(hostGrammar(), 'hostBad')
        .refine((host) => !/\.\d+(:\d+)?$/.test(host), 'hostBad')
        .refine((host) => host.length <= 253, 'hostBad')
        .refine(portFits, 'hostBad'),
    ),
  canonical: z.literal('1').optional().catch(undefined).transform(Boolean),
})
export type HostFields = z.infer<typeof HostForm>

function slugFault(slug: string) {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 80) return 'slugBad'
  return reservedSlugs.has(slug) ? 'slugReserved' : null
}

/** At least two labels of letters, digits and inner hyphens; a port only where it is not the usual one. */
function hostGrammar() {
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
  return new RegExp(`^${label}(?:\\.${label})+(?::[1-9]\\d{0,4})?$`)
}

function portFits(host: string) {
  return Number(host.split(':')[1] ?? 1) <= 65_535
}

function hostOf(typed: string) {
  const [name = '', ...port] = typed.trim().toLowerCase().split(':')
  return [/^[\p{L}\p{M}\p{N}.-]+$/u.test(name) ? domainToASCII(nfc(name)) : name, ...port].join(':')
}
