import { text } from '../text.ts'

export type AreaKey = { key: string; href: string; label: string }

/** The letters after `g`, as the menu on this page gives them. */
export const areaKeys = (): AreaKey[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('.side a[data-phim]')].map((link) => ({
    key: link.dataset.phim!,
    href: link.href,
    label: [...link.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.textContent)
      .join('')
      .trim(),
  }))

/** The list of keys, made when first asked for. */
export function helpDialog(): HTMLDialogElement {
  const known = document.querySelector<HTMLDialogElement>('#phim-tat')
  if (known) return known
  const t = text[document.documentElement.lang === 'en' ? 'en' : 'vi']
  const dialog = element('dialog', { id: 'phim-tat', class: 'hop-tn', 'aria-labelledby': 'phim-tat-ten' })
  const close = element('button', { class: 'btn o', autofocus: '' }, t.close)
  const form = element('form', { method: 'dialog' }, close)
  const list = element('dl', { class: 'phim' })
  const lines: [string[], string][] = [
    [['?'], t.keyHelp],
    [['/'], t.keySearch],
    [['c'], t.keyWrite],
    [['j', 'k'], t.keyRows],
    [['Ctrl', 'Enter'], t.keySend],
    ...areaKeys().map((area): [string[], string] => [['g', area.key], area.label]),
  ]
  for (const [keys, label] of lines) {
    const dt = element('dt', {})
    keys.forEach((key, index) => dt.append(index ? ' ' : '', element('kbd', {}, key)))
    list.append(dt, element('dd', {}, label))
  }
  dialog.append(
    element('header', {}, element('h2', { id: 'phim-tat-ten' }, t.keys)),
    element('div', { class: 'hop-than' }, list, element('p', { class: 'ht' }, element('a', { href: '/tai-khoan#toi' }, t.keyOff))),
    element('footer', { class: 'nut' }, form),
  )
  document.body.append(dialog)
  return dialog
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string>, ...children: (string | Node)[]) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}
