/// <reference lib="dom" />
import { byId, type Room } from './room.ts'
import type { Saving } from './saving.ts'
import { openSections } from './spots.ts'

export type Sorting = { room: Room; url: string; keep: Saving; refresh(): void }

/** Genre and section are saved when chosen, in step with the text; a choice that was not saved goes back. */
export function sorting(given: Sorting) {
  const place = byId('phan-loai')
  for (const select of place.querySelectorAll('select')) select.disabled = false
  place.addEventListener('change', ({ target }) => void (target instanceof HTMLSelectElement && choose(given, target)))
  place.querySelector('[data-mo-muc]')?.addEventListener('click', openSections)
}

async function choose({ room, url, keep, refresh }: Sorting, select: HTMLSelectElement) {
  const chosen = select.selectedOptions[0]!
  nameOn(select)
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
  nameOn(select)
  room.say(room.t.metaFailed)
}

/** Sections below others are set in by dashes in the list, not on the chip. */
function nameOn(select: HTMLSelectElement) {
  select.previousElementSibling!.textContent = select.selectedOptions[0]!.text.replace(/^(?:– )+/, '')
}
