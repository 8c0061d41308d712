/** A click, a drag or the arrow keys set the two number fields; the crops below follow at once. */
function pointIn(box: HTMLElement) {
  const form = box.closest('form')!
  const [x, y] = (['focalX', 'focalY'] as const).map((name) => form.elements.namedItem(name) as HTMLInputElement) as [
    HTMLInputElement,
    HTMLInputElement,
  ]
  const mark = box.appendChild(document.createElement('button'))
  Object.assign(mark, { type: 'button', className: 'tl-cham', ariaLabel: box.dataset.nhan })
  const place = () => {
    const [left, top] = [percent(x), percent(y)]
    mark.style.left = `${left}%`
    mark.style.top = `${top}%`
    for (const crop of form.querySelectorAll('.tl-cat img')) crop.className = `fx${Math.round(left / 10)} fy${Math.round(top / 10)}`
  }
  const set = (left: number, top: number) => {
    x.value = String(within(left))
    y.value = String(within(top))
    place()
  }
  box.addEventListener('pointerdown', (event) => {
    // The finger that sets the point must not scroll the page away.
    event.preventDefault()
    mark.focus()
    box.setPointerCapture(event.pointerId)
    follow(event)
  })
  box.addEventListener('pointermove', (event) => box.hasPointerCapture(event.pointerId) && follow(event))
  mark.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    set(percent(x) + step[0], percent(y) + step[1])
  })
  for (const input of [x, y]) input.addEventListener('change', place)
  place()

  function follow(event: PointerEvent) {
    const frame = box.getBoundingClientRect()
    set(((event.clientX - frame.left) / frame.width) * 100, ((event.clientY - frame.top) / frame.height) * 100)
  }
}

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const within = (value: number) => Math.round(Math.min(100, Math.max(0, value)))
const percent = (input: HTMLInputElement) => within(Number(input.value.replace(',', '.')) || 0)

for (const box of document.querySelectorAll<HTMLElement>('[data-diem]')) pointIn(box)
