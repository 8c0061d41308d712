import { formatNumber, type Lang } from './text.ts'

/** Whole đồng, the only unit we keep: `1.234.567 đ`, in English `1,234,567 VND`. The space does not break at a line end. */
export const formatDong = (amount: number | bigint, lang: Lang = 'vi') =>
  `${formatNumber(amount, lang, 0)}\u00a0${lang === 'vi' ? 'đ' : 'VND'}`
