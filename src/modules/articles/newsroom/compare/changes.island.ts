/// <reference lib="dom" />

const bar = document.querySelector<HTMLElement>('[data-cho-sua]')
const changes = [...document.querySelectorAll<HTMLElement>('[id^="sua-"]')]
let at = changes.findIndex(({ id }) => `#${id}` === location.hash)

/** From change to change, round and round; the browser's own :target marks the one that is meant. */
function go(step: 1 | -1) {
  if (changes.length === 0) return
  at = (at + step + changes.length) % changes.length
  const { id } = changes[at]!
  location.replace(`#${id}`)
}

for (const [name, step] of [
  ['truoc', -1],
  ['sau', 1],
] as const) {
  const button = bar?.querySelector<HTMLButtonElement>(`[data-${name}]`)
  if (!button) continue
  button.hidden = false
  button.onclick = () => go(step)
}

document.addEventListener('keydown', (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  go(event.key === 'ArrowDown' ? 1 : -1)
})
