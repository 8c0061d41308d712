import { articleUrl } from '../address.ts'

export const remarksUrl = (id: number, rest = '') => articleUrl(id, `/gop-y${rest}`)
/** The address that opens one talk. */
export const remarkUrl = (id: number, remark: number, rest = '') => remarksUrl(id, `/${remark}${rest}`)
export const newRemarkUrl = (id: number, place: string) => remarksUrl(id, `/moi?cho=${encodeURIComponent(place)}`)
/** The talk on a page that shows several. */
export const remarkHash = (remark: number) => `#gop-y-${remark}`
