// One beacon for the view, one small request for what a stored page cannot know: the day, the visits, who is online.
const counted = document.querySelector<HTMLMetaElement>('meta[name="hoaban:dem"]')?.content
const slots = [...document.querySelectorAll<HTMLElement>('[data-mau]')]

if (counted) {
  const send = () => navigator.sendBeacon(`/_dem?${counted}${cameFrom()}`)
  // A page that is drawn ahead of time is not yet read.
  if ((document as Document & { prerendering?: boolean }).prerendering)
    document.addEventListener('prerenderingchange', send, { once: true })
  else send()
}
/** The name of the host, never the address: it may say what somebody searched for. */
function cameFrom() {
  const host = URL.parse(document.referrer)?.hostname
  return host && host !== location.hostname ? `&r=${encodeURIComponent(host)}` : ''
}

if (slots.length > 0) {
  fetch('/_mau')
    .then((answer) => (answer.ok ? (answer.json() as Promise<Record<string, string>>) : {}))
    .then((words: Record<string, string>) => {
      for (const slot of slots) {
        const word = words[slot.dataset.mau ?? '']
        if (word === undefined) continue
        slot.textContent = word
        slot.hidden = false
      }
    })
    // Without the answer the places stay empty; reading goes on.
    .catch(() => {})
}
