/// <reference lib="dom" />
import { byId, type Room } from './room.ts'
import type { Saving } from './saving.ts'

export type Sorting = { room: Room; url: string; keep: Saving; refresh(): void }

/** Genre and section are saved when chosen, in step with the text; a choice that was not saved goes back. */
export function sorting(given: Sorting) {
  const place = byId('phan-loai')
  for (const select of place.querySelectorAll('select')) select.disabled = false
  place.addEventListener('change', ({ target }) => void (target instanceof HTMLSelectElement && choose(given, target)))
  const section = place.querySelector<HTMLSelectElement>('select[name=section]')
  place.querySelector<HTMLElement>('[data-mo-muc]')?.addEventListener('click', () => {
    section?.focus()
    section?.showPicker?.()
  })
}

async function choose({ room, url, keep, refresh }: Sorting, select: HTMLSelectElement) {
  const chosen = select.selectedOptions[0]!
  const value = select.name === 'section' ? Number(chosen.value) || null : chosen.value
  let sites: Sites = {}
  const saved = await keep.beside(async (version) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ version, [select.name]: value }),
    })
    if (response.ok) sites = (await response.clone().json()) as Sites
    return response
  })
  if (!saved) return takeBack(room, select, chosen)
  for (const option of select.options) option.defaultSelected = option === chosen
  if (sites.uploadUrl) room.uploads.into(sites.uploadUrl)
  if (sites.sites) byId('noi-dang').textContent = sites.sites
  refresh()
}

type Sites = { sites?: string; uploadUrl?: string }

/** Unless the person has chosen something else meanwhile. */
function takeBack(room: Room, select: HTMLSelectElement, chosen: HTMLOptionElement) {
  if (select.selectedOptions[0] !== chosen) return
  for (const option of select.options) option.selected = option.defaultSelected
  room.say(room.t.metaFailed)
}
