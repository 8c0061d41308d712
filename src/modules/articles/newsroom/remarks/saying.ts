/// <reference lib="dom" />
import { byId, type Room } from '../editor/room.ts'
import { post } from './sending.ts'
import type { Chosen } from './marks.ts'

type Saying = { room: Room; chosen(): Chosen; sent(id: number): void }

/** The sheet in which something is said about the chosen words. What was typed stays until it has arrived. */
export function saying({ room, chosen, sent }: Saying) {
  const dialog = byId<HTMLDialogElement>('hop-gop-y')
  const form = dialog.querySelector('form')!
  const [words, suggest, wording] = ['gy-words', 'gy-suggest', 'gy-wording'].map((id) => byId<HTMLInputElement>(id)) as [
    HTMLInputElement,
    HTMLInputElement,
    HTMLInputElement,
  ]
  const wrong = form.querySelector<HTMLElement>('[data-loi]')!
  let about: Chosen = { place: '', quote: '', start: 0 }
  const tell = (sentence: string) => {
    wrong.textContent = sentence
    wrong.hidden = sentence === ''
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  dialog.querySelector<HTMLElement>('[data-dong]')!.onclick = () => dialog.close()
  async function send() {
    tell('')
    if (!(await room.flush())) return tell(dialog.dataset.chuaLuu!)
    const fields = {
      ...about,
      start: String(about.start),
      words: words.value,
      ...(suggest.checked && { suggest: '1', wording: wording.value }),
    }
    const answer = await post<{ id: number }>(form.action, fields)
    if (answer.kind === 'wrong') return tell(answer.sentence)
    if (answer.kind !== 'done') return tell(dialog.dataset.hong!)
    words.value = ''
    dialog.close()
    sent(answer.value.id)
  }
  return {
    open(whole = false) {
      about = whole ? { place: '', quote: '', start: 0 } : chosen()
      tell('')
      const quoted = form.querySelector<HTMLElement>('[data-trich]')!
      quoted.textContent = about.quote
      quoted.hidden = about.quote === ''
      form.querySelector<HTMLElement>('[data-de-nghi]')!.hidden = about.quote === ''
      suggest.checked = false
      wording.value = about.quote
      dialog.showModal()
      words.focus()
    },
  }
}
