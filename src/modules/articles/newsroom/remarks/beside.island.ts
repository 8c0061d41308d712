/// <reference lib="dom" />
import { spotOf, type Anchor } from '../../remarks/anchor.ts'

/** On the review page: the words that talks are about are marked in the text, and a press leads from one to the other. */
for (const card of document.querySelectorAll<HTMLElement>('.xb-ben [data-gop-y][data-con-cho]')) mark(card)

function mark(card: HTMLElement) {
  const anchor = JSON.parse(card.dataset.moc!) as Anchor
  const block = document.getElementById(`doan-${card.dataset.khoi}`)?.querySelector<HTMLElement>('.gy-chu')
  if (!block || anchor.quote === '' || card.closest('.gy-xong')) return
  const parts = wordsIn(block)
  const spot = spotOf(parts.map(({ data }) => data).join(''), anchor)
  if (!spot) return
  const marks = wrap(parts, spot.start, spot.end)
  for (const part of marks) {
    part.onclick = () => choose(card, marks)
    card.addEventListener('focusin', () => show(marks, true))
    card.addEventListener('focusout', () => show(marks, false))
  }
  card.querySelector<HTMLAnchorElement>('header small a')?.addEventListener('click', (event) => {
    event.preventDefault()
    marks[0]?.scrollIntoView({ block: 'center' })
    show(marks, true)
  })
}

/** The words that stand in the text now: not those that went, nor what is only read out. */
function wordsIn(block: HTMLElement): Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (!node.parentElement!.closest('del, .vh, .sua-muc > b, .sua-chu')) found.push(node)
  }
  return found
}

function wrap(parts: readonly Text[], start: number, end: number): HTMLElement[] {
  const marks: HTMLElement[] = []
  let at = 0
  for (const part of parts) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.length)]
    at += part.length
    if (from >= to) continue
    const middle = part.splitText(from)
    middle.splitText(to - from)
    const made = document.createElement('mark')
    middle.replaceWith(made)
    made.append(middle)
    marks.push(made)
  }
  return marks
}

function choose(card: HTMLElement, marks: readonly HTMLElement[]) {
  show(marks, true)
  card.focus()
  card.scrollIntoView({ block: 'center' })
}

const show = (marks: readonly HTMLElement[], on: boolean) => marks.forEach((part) => part.classList.toggle('chon', on))

// Words that are chosen come along into the form.
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-gop-y-cho]')
  const chosen = getSelection()
  const block = link && document.getElementById(`doan-${link.dataset.gopYCho}`)?.querySelector('.gy-chu')
  if (!link || !block || !chosen || chosen.isCollapsed || !block.contains(chosen.anchorNode)) return
  const address = new URL(link.href)
  address.searchParams.set('trich', chosen.toString().trim().slice(0, 1000))
  link.href = String(address)
})
