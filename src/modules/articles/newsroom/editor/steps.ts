/// <reference lib="dom" />
import { byId, type Room } from './room.ts'
import type { Saving } from './saving.ts'

export type Stepping = { room: Room; saveUrl: string; keep: Saving; refresh(): void; /** The page is left on purpose. */ leaving(): void }

/** The buttons that move the article on, and the keys for them: each saves the text first and carries the version that was saved. */
export function steps(stepping: Stepping) {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset.buoc === undefined) return
    event.preventDefault()
    void step(stepping, form)
  })
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (event.key.toLowerCase() === 's') {
      event.preventDefault()
      void revise(stepping)
    }
    if (event.key === 'Enter' && !document.querySelector('dialog[open]')) {
      event.preventDefault()
      document.querySelector<HTMLFormElement>('header form[data-chinh]')?.requestSubmit()
    }
  })
}

async function step({ room, keep, leaving }: Stepping, form: HTMLFormElement) {
  if (!(await keep.flush())) return room.say(room.t.stepWaits)
  form.querySelector<HTMLInputElement>('input[name=version]')!.value = String(keep.version())
  leaving()
  form.submit()
}

/** A named version people can go back to. */
async function revise({ room, saveUrl, keep, refresh }: Stepping) {
  const { t } = room
  if (!(await keep.flush())) return
  const response = await fetch(`${saveUrl}/phien-ban`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: keep.version() }),
  }).catch(() => null)
  if (!response?.ok) return room.say(t.failed)
  const { revision } = (await response.json().catch(() => ({}))) as { revision?: number }
  if (revision) byId('so-ban').textContent = `· ${t.revision(revision)}`
  room.say(revision ? t.revised(revision) : t.revisedPlain)
  refresh()
}
