/** Niceties of the portal's frame; every one of them has a way without script. */

document.addEventListener('click', (event) => {
  const target = event.target as Element
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.tn[open],.muc[open]')) if (!fold.contains(target)) fold.open = false
  const link = target.closest<HTMLAnchorElement>('a[data-giao-dien]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  void changeLook(link)
})

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return
  if (event.key === 'Escape') closeFolds()
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const search = document.querySelector<HTMLInputElement>('.nav .tim input')
    if (search) event.preventDefault()
    search?.focus()
  }
})

/** Sets the attribute here and lets the server keep the cookie; when that fails the link itself still works. */
async function changeLook(link: HTMLAnchorElement) {
  const [name, value] = link.dataset.giaoDien!.split('=') as ['theme' | 'text', string]
  const root = document.documentElement
  if (value === 'auto' || value === '100') delete root.dataset[name]
  else root.dataset[name] = value
  for (const other of link.closest('ul')!.querySelectorAll('a')) other.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  for (const other of document.querySelectorAll<HTMLAnchorElement>('a[data-giao-dien]')) {
    const address = new URL(other.href)
    if (other.dataset.giaoDien!.startsWith(name)) continue
    address.searchParams.set(name, value)
    other.href = address.href
  }
  try {
    await fetch(link.href, { redirect: 'manual', credentials: 'same-origin' })
  } catch {
    location.href = link.href
  }
}

function closeFolds() {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.tn[open],.muc[open]')) {
    fold.open = false
    fold.querySelector('summary')?.focus()
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export {}
