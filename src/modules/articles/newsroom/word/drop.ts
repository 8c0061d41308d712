/// <reference lib="dom" />
import type { Room } from '../editor/room.ts'
import { isWordFile, sendWord } from './send.ts'

type Words = Record<'sending' | 'reading' | 'line', string>

/** A Word file dropped on the editor goes the way of the form; the text stays as it is until the page that opens then is answered. */
export function dropWord(room: Room, data: DataTransfer | null): boolean {
  const file = [...(data?.files ?? [])].find(isWordFile)
  const link = document.querySelector<HTMLAnchorElement>('a[data-word]')
  if (!file || !link) return false
  const words = JSON.parse(link.dataset.word!) as Words
  const form = new FormData()
  form.append('file', file, file.name)
  room.say(words.sending)
  void sendWord(link.href, form, (part) => part === 1 && room.say(words.reading)).then(async (sent) => {
    if (!('url' in sent)) return room.say(sent.why ?? words.line)
    // What was typed a moment ago is saved first, so that the page that comes knows the newest text.
    await room.flush()
    location.assign(sent.url)
  })
  return true
}
