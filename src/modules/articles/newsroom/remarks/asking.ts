/// <reference lib="dom" />
import type { Room } from '../editor/room.ts'

/** Before a text is sent on with open talks it is said once how many; a second press sends it. */
export function askBefore(part: HTMLElement, room: Room, show: () => void) {
  let asked = ''
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      const { con = '0', hoi = '', xem = '' } = part.querySelector<HTMLElement>('[data-con]')?.dataset ?? {}
      if (form.dataset.chinh === undefined || con === '0' || asked === con) return
      event.preventDefault()
      event.stopImmediatePropagation()
      asked = con
      room.say(hoi, { label: xem, run: show })
    },
    true,
  )
}
