/// <reference lib="dom" />
import { countSyllables, formatNumber } from '../../../../kernel/text.ts'
import { plainText } from '../../body/body.ts'
import { localTime } from './clock.ts'
import { sameCopy, type Copy, type Draft, type Drafts } from './drafts.ts'
import { byId, openDialog, type Room } from './room.ts'

/**
 * A copy on this machine that the server never got, offered before anything can be typed over it. The question cannot be waved away:
 * until it is answered the copy stays as it is.
 */
export async function offerLocal(room: Room, drafts: Drafts, server: Copy & { version: number }): Promise<Draft | null> {
  // A second try, for what cannot be read now is written over by the next letter.
  const draft = await drafts
    .read()
    .catch(() => drafts.read())
    .catch(() => undefined)
  if (!draft?.waiting || sameCopy(draft, server)) return null
  const dialog = byId<HTMLDialogElement>('hop-tren-may')
  const words = plainText(draft.body)
  dialog.querySelector('[data-loi]')!.textContent = room.t.local.lead(localTime(draft.at), formatNumber(countSyllables(words), room.lang))
  dialog.querySelector<HTMLElement>('[data-moi]')!.hidden = draft.version === server.version
  dialog.querySelector('[data-trich]')!.textContent = [draft.title, words.slice(-200)].filter(Boolean).join(' … ')
  const stay = (event: Event) => event.preventDefault()
  dialog.addEventListener('cancel', stay)
  let answer = ''
  while (answer === '') answer = await openDialog(dialog)
  dialog.removeEventListener('cancel', stay)
  return answer === 'use' ? draft : null
}
