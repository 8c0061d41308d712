import type { PublicationStep } from '../article.ts'
import type { ArticleStep } from '../workflow.ts'

export const minePath = '/toa-soan/viec-cua-toi'
export const listPath = '/toa-soan/bai-viet'
export const queuePath = '/toa-soan/duyet'
export const beginPath = `${listPath}/moi`
/** A Word file that becomes a new article; `articleUrl(id, '/ban-word')` takes one into an article. */
export const wordPath = '/toa-soan/ban-word'

export const articleUrl = (id: number, rest = '') => `${listPath}/${id}${rest}`

/** The steps as addresses name them. */
export const stepWords = {
  submit: 'gui-duyet',
  retract: 'rut-lai',
  pass: 'chuyen-duyet',
  proof: 'doc-xong',
  endorse: 'dong-y',
  return: 'tra-lai',
  back: 'tra-buoc-truoc',
  approve: 'duyet',
  revise: 'sua-bai',
  abandon: 'bo-ban-sua',
} as const satisfies Record<ArticleStep, string>
export const publicationWords = {
  publish: 'dang-ngay',
  reschedule: 'doi-gio',
  withdraw: 'go-bai',
  restore: 'dang-lai',
} as const satisfies Record<PublicationStep, string>

/** Who has the item at its stage. */
export const assignUrl = (id: number) => articleUrl(id, '/nhan')
export const stepUrl = (id: number, step: ArticleStep) => articleUrl(id, `/${stepWords[step]}`)
/** The page that asks before a step; it is about the version that was on the screen. */
export const questionUrl = (id: number, step: 'return' | 'approve', version: number) => `${stepUrl(id, step)}?ban=${version}`
export const publicationUrl = (id: number, publication: number, step: PublicationStep) =>
  articleUrl(id, `/xuat-ban/${publication}/${publicationWords[step]}`)
export const comparePath = (id: number) => articleUrl(id, '/lich-su/so-sanh')
export const compareUrl = (id: number, from: number, to: number | 'now') =>
  `${comparePath(id)}?tu=${from}${to === 'now' ? '' : `&den=${to}`}`
export const readingUrl = (id: number, rest = '') => `${wordPath}/${id}${rest}`
export const revisionUrl = (id: number, number: number) => articleUrl(id, `/lich-su/${number}`)
