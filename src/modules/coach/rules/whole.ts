import { countSyllables, nfc } from '../../../kernel/text.ts'
import { bodyOf, fieldOf, type TextModel } from '../model.ts'
import { always, notIn, type Found, type Rule } from '../rule.ts'

const title = { field: 'title' } as const
const lead = { field: 'lead' } as const
const when = (holds: boolean, found: Found): Found[] => (holds ? [found] : [])
const letters = (model: TextModel) => [...nfc(fieldOf(model, 'title').trim())].length
/** Genres that live by their pictures have little to say before them. */
const withLead = notIn('photos', 'video', 'infographic')

/** What an article as a whole needs. */
export const whole: readonly Rule[] = [
  { key: 'title', level: 'required', applies: always, fixed: true, find: ofTitle },
  {
    key: 'lead',
    level: 'required',
    applies: always,
    find: (model) => when(!fieldOf(model, 'lead').trim(), { place: lead, why: 'leadMissing' }),
  },
  {
    key: 'section',
    level: 'required',
    applies: always,
    fixed: true,
    find: ({ hasSection }) => when(!hasSection, { place: { field: 'section' }, why: 'sectionMissing' }),
  },
  { key: 'body', level: 'required', applies: always, fixed: true, find: ofBody },
  { key: 'title-length', level: 'advice', applies: always, find: lengthOfTitle },
  { key: 'lead-length', level: 'advice', applies: withLead, find: lengthOfLead },
  { key: 'heading', level: 'advice', applies: always, find: emptyHeadings },
]

function ofTitle(model: TextModel): Found[] {
  const text = fieldOf(model, 'title')
  return [...when(!text.trim(), { place: title, why: 'titleMissing' }), ...when(text.length > 200, { place: title, why: 'titleTooLong' })]
}

function ofBody(model: TextModel): Found[] {
  const { pictures, attached } = model
  const hasText = bodyOf(model).some(({ text }) => text.trim())
  const isEmpty = !hasText && pictures.length === 0 && !attached.some(({ kind }) => kind === 'video')
  const waiting = [...pictures.map((one) => ({ ...one, kind: 'picture' as const })), ...attached].filter((one) => one.waiting)
  return [
    ...when(isEmpty, { place: { field: 'body' }, why: 'bodyMissing' }),
    ...waiting.map(({ kind, place, number }): Found => ({ place, why: `${kind}Uploading`, values: [String(number)] })),
  ]
}

function lengthOfTitle(model: TextModel): Found[] {
  const count = letters(model)
  return [
    ...when(count > 0 && count < 40, { place: title, why: 'titleShort', values: [String(count)] }),
    ...when(count > 100 && count <= 200, { place: title, why: 'titleLong', values: [String(count)] }),
  ]
}

function lengthOfLead(model: TextModel): Found[] {
  const count = countSyllables(fieldOf(model, 'lead'))
  return [
    ...when(count > 0 && count < 20, { place: lead, why: 'leadShort', values: [String(count)] }),
    ...when(count > 45, { place: lead, why: 'leadLong', values: [String(count)] }),
  ]
}

function emptyHeadings({ passages }: TextModel): Found[] {
  return passages.flatMap(({ kind, place, text }) => when(kind === 'heading' && !text.trim(), { place, why: 'headingEmpty' }))
}
