/// <reference lib="dom" />
import { sessionName } from '../editor/session.ts'

/** Tells every ten seconds that somebody decides here, so that the text stays as it was seen; and says when a colleague has taken it over. */
const place = document.querySelector<HTMLElement>('[data-co-mat]')!
const session = sessionName()
const pause = 10_000

const post = (more: object, keepalive = false) =>
  fetch(place.dataset.coMat!, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ session, doing: 'deciding', ...more }),
    keepalive,
  })

async function tell() {
  const response = navigator.onLine ? await post({}).catch(() => null) : null
  const { taken } = response?.ok ? ((await response.json()) as { taken: { by: string } | null }) : { taken: null }
  if (taken) {
    place.textContent = place.dataset.lay!.replace('…', taken.by)
    place.hidden = false
  }
  setTimeout(() => void tell(), pause)
}

addEventListener('pagehide', () => void post({ leaving: true }, true).catch(() => {}))
void tell()
