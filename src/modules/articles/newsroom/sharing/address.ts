import { articleUrl } from '../address.ts'

export const sharingPath = '/toa-soan/chia-se'
export const shareUrl = (share: number, rest = '') => `${sharingPath}/${share}${rest}`
/** What the item's own site does: offers it, sees who has it, takes it back. */
export const givingUrl = (id: number, rest = '') => articleUrl(id, `/chia-se${rest}`)
/** What another site does: asks for it. */
export const askingUrl = (id: number) => articleUrl(id, '/xin-dung')
