import { articleUrl } from '../address.ts'

/** Where the person who was asked reads and decides; the token is the key. */
export const leaderPath = '/toa-soan/duyet-bai'
export const askUrl = (id: number, rest = '') => articleUrl(id, `/xin-duyet${rest}`)
