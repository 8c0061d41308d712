/** How long a toast stays when nobody is on it, in milliseconds. */
const stay = 10_000

/** Lifts a line of the page into the corner; it goes after ten seconds, but never while focused or under the pointer. */
export function toast(line: HTMLElement) {
  document.querySelector('#thong-bao')?.append(line)
  let timer = setTimeout(leave, stay)
  for (const come of ['focusin', 'pointerenter']) line.addEventListener(come, () => clearTimeout(timer))
  for (const go of ['focusout', 'pointerleave'])
    line.addEventListener(go, () => {
      clearTimeout(timer)
      timer = setTimeout(leave, stay)
    })
  function leave() {
    if (!line.matches(':hover,:focus-within')) line.remove()
  }
}
