/// <reference lib="dom" />
import type { Copy } from './drafts.ts'
import { localTime } from './clock.ts'
import { byId, type Room } from './room.ts'
import type { Theirs } from './saving.ts'

export type Conflict = {
  room: Room
  saveUrl: string
  mine(): Copy
  /** Puts the other version into the fields; the person has asked for it. */
  take(theirs: Theirs): void
}

/** Somebody saved meanwhile: what differs, both, or theirs. Closing it decides nothing; nothing is saved until one is chosen. */
export function askConflict({ room, saveUrl, mine, take }: Conflict, theirs: Theirs): Promise<void> {
  const t = room.t.conflict
  const dialog = byId<HTMLDialogElement>('hop-hai-ban')
  const wrong = dialog.querySelector<HTMLElement>('[data-sai]')!
  const shown = dialog.querySelector<HTMLElement>('[data-khac]')!
  dialog.querySelector('h2')!.textContent = t.title(theirs.savedBy ?? t.someone, localTime(theirs.savedAt) || theirs.savedAt)
  wrong.textContent = ''
  shown.hidden = true

  const choices: Record<string, () => Promise<void>> = {
    async compare() {
      const response = await post(`${saveUrl}/so-sanh`, mine())
      const frame = shown.querySelector('iframe')!
      frame.srcdoc = framed(await response.text())
      shown.hidden = false
    },
    async both() {
      const response = await post(`${saveUrl}/ban-sao`, mine())
      const copy = (await response.json()) as { url: string }
      take(theirs)
      dialog.close()
      room.say(t.copied, { label: t.openCopy, href: new URL(copy.url, location.href).href })
    },
    async take() {
      take(theirs)
      dialog.close()
      room.say(t.taken)
    },
  }
  dialog.onclick = (event) => {
    const choice = (event.target as Element).closest<HTMLElement>('[data-chon]')?.dataset.chon
    if (!choice) return
    wrong.textContent = ''
    choices[choice]?.().catch(() => {
      wrong.textContent = t.broken
    })
  }
  if (!dialog.open) dialog.showModal()
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(), { once: true }))
}

async function post(url: string, copy: Copy): Promise<Response> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(copy) })
  if (!response.ok) throw new Error(`${url} ${response.status}`)
  return response
}

/** The comparison in a frame without scripts and without our origin, dressed in the page's own style sheets. */
function framed(html: string): string {
  const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(
    (link) => `<link rel="stylesheet" href="${encodeURI(link.href)}">`,
  )
  const { lang, dataset } = document.documentElement
  const theme = /^[a-z]+$/.test(dataset.theme ?? '') ? ` data-theme="${dataset.theme}"` : ''
  return `<!doctype html><html lang="${lang === 'en' ? 'en' : 'vi'}"${theme}><meta charset="utf-8">${sheets.join('')}<body class="ed-so-sanh">${html}</body></html>`
}
