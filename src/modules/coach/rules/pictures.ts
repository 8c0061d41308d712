import type { Picture, TextModel } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'

/** How wide a picture has to be to stand well on top of a page (design direction, checklist). */
const coverWidth = 1200

/** What pictures need. One that is still on its way is spoken of by the rule of the body. */
export const pictureRules: readonly Rule[] = [
  { key: 'alt', level: 'required', applies: always, find: lacking('altMissing', ({ alt, decorative }) => !decorative && !alt.trim()) },
  { key: 'credit', level: 'required', applies: always, find: lacking('creditMissing', ({ credit }) => !credit.trim()) },
  {
    key: 'caption',
    level: 'advice',
    applies: always,
    find: lacking('captionMissing', ({ caption, decorative, waiting }) => !waiting && !decorative && !caption.trim()),
  },
  { key: 'cover', level: 'advice', applies: always, find: ofCover },
]

function lacking(why: 'altMissing' | 'creditMissing' | 'captionMissing', lacks: (picture: Picture) => boolean) {
  return ({ pictures }: TextModel): Found[] => pictures.filter(lacks).map(({ place, number }) => ({ place, why, values: [String(number)] }))
}

function ofCover({ cover, pictures }: TextModel): Found[] {
  const place = { field: 'cover' } as const
  if (!cover) return pictures.some(({ waiting }) => !waiting) ? [{ place, why: 'coverMissing' }] : []
  return cover.width !== null && cover.width < coverWidth
    ? [{ place, why: 'coverSmall', values: [String(cover.width), String(coverWidth)] }]
    : []
}
