import type { Span } from '../period.ts'

/** The lists of the board, as their addresses name them. */
export const parts = ['bai', 'muc', 'tac-gia', 'nguon', 'tim', 'loi'] as const
export type Part = (typeof parts)[number]

/** What somebody wants to see; `site` null: all of theirs. */
export type Asked = { site: number | null; span: Span; part: Part }

export const boardPath = '/toa-soan/thong-ke'
export const openingPath = `${boardPath}/so-dau-ky`
export const openingHref = (site: number) => `${openingPath}?site=${site}`

export const boardHref = ({ site, span, part }: Asked, csv = false) =>
  `${boardPath}${csv ? '.csv' : ''}?${new URLSearchParams({ ...(site === null ? {} : { site: String(site) }), ky: span, xem: part })}`

export const partOf = (typed: unknown): Part => parts.find((one) => one === typed) ?? 'bai'
