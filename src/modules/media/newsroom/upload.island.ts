import type { Item } from './item.ts'
import { lightened, send } from './send.ts'

type Words = Record<
  'waiting' | 'sending' | 'judging' | 'ready' | 'failed' | 'retry' | 'remove' | 'line' | 'edit' | 'caption' | 'credit' | 'alt' | 'saved',
  string
>
type Row = { file: File; line: HTMLLIElement; state: 'waiting' | 'sending' | 'ready' | 'failed'; byLine: boolean; stop: AbortController }
type Queue = {
  form: HTMLFormElement
  list: HTMLOListElement
  words: Words & Record<string, string>
  /** Megabytes, by kind. */
  limits: Record<string, number>
  rows: Row[]
  busy: boolean
}

/** Takes the files out of the form and sends them one by one; each has its row with progress, words and a way to try again. */
function queueIn(form: HTMLFormElement) {
  const list = form.querySelector<HTMLOListElement>('.tl-hang')!
  const queue: Queue = {
    form,
    list,
    words: JSON.parse(list.dataset.words!),
    limits: JSON.parse(list.dataset.limits!),
    rows: [],
    busy: false,
  }
  // Files go out as soon as they are chosen: the button is for browsers without script.
  form.dataset.song = ''
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file') add(queue, target)
    if (target instanceof HTMLSelectElement) void work(queue)
  })
  form.addEventListener('submit', (event) => {
    // Files that are already on their way must not be sent twice by the button; with none, the server says what is missing.
    if (queue.rows.length > 0) event.preventDefault()
    void work(queue)
  })
  addEventListener('online', () => queue.rows.filter((row) => row.byLine && row.state === 'failed').forEach((row) => again(queue, row)))
  addEventListener('beforeunload', (event) => queue.rows.some(isOpen) && event.preventDefault())
}

const isOpen = ({ state }: Row) => state === 'waiting' || state === 'sending'

function add(queue: Queue, input: HTMLInputElement) {
  const { list, rows, words, limits } = queue
  for (const file of input.files ?? []) {
    const row: Row = { file, line: rowFor(file, words), state: 'waiting', byLine: false, stop: new AbortController() }
    rows.push(row)
    list.append(row.line)
    part(row, '[data-lai]').addEventListener('click', () => again(queue, row))
    part(row, '[data-bo]').addEventListener('click', () => drop(queue, row))
    const most = limits[kindOf(file)]
    if (most !== undefined && file.size > most * 1024 * 1024) fail(row, words[`tooLarge.${kindOf(file)}`]!, false)
  }
  input.value = ''
  list.hidden = rows.length === 0
  void work(queue)
}

async function work(queue: Queue) {
  const { form, rows } = queue
  const next = () => rows.find(({ state }) => state === 'waiting')
  const site = form.elements.namedItem('site') as HTMLSelectElement | HTMLInputElement
  if (queue.busy || !next()) return
  if (site.value === '') return site.focus()
  queue.busy = true
  for (let row = next(); row; row = next()) await sendRow(queue, row, site.value)
  queue.busy = false
}

async function sendRow({ form, words }: Queue, row: Row, site: string) {
  row.state = 'sending'
  say(row, words.sending)
  const bar = part<HTMLProgressElement>(row, 'progress')
  const shared = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? ''
  const fields = { site, caption: shared('caption'), credit: shared('credit') }
  const progress = (done: number) => {
    bar.value = done
    if (done === 1) say(row, words.judging)
  }
  const sent = await send(await lightened(row.file), row.file.name, fields, progress, row.stop.signal)
  if (sent.ok) finish(row, sent.item, sent.notes, words)
  else if (!row.stop.signal.aborted) fail(row, sent.why || (sent.line ? words.line : words.failed), sent.line)
}

function finish(row: Row, item: Item, notes: readonly string[], words: Words) {
  row.state = 'ready'
  row.line.className = 'xong'
  say(row, words.ready)
  part(row, '[role=status]').after(...notes.map((note) => element('p', { className: 'tl-ghi', textContent: note })))
  const link = part<HTMLAnchorElement>(row, 'a')
  link.href = `/toa-soan/tu-lieu/${item.id}`
  link.hidden = false
  keepWords(row, item, words)
}

function fail(row: Row, why: string, byLine: boolean) {
  Object.assign(row, { state: 'failed', byLine })
  row.line.className = 'hong'
  say(row, why)
}

function again(queue: Queue, row: Row) {
  row.state = 'waiting'
  row.line.className = ''
  say(row, queue.words.waiting)
  void work(queue)
}

function drop({ rows, list }: Queue, row: Row) {
  row.stop.abort()
  rows.splice(rows.indexOf(row), 1)
  row.line.remove()
  list.hidden = rows.length === 0
}

/** Words typed while the file was on its way go after it; later ones as soon as the field is left. */
function keepWords(row: Row, item: Item, words: Words) {
  const inputs = [...row.line.querySelectorAll<HTMLInputElement>('input[data-o]')]
  const save = async () => {
    const body = new URLSearchParams({
      alt: item.alt,
      caption: item.caption,
      credit: item.credit,
      ...(item.decorative && { decorative: '1' }),
    })
    for (const input of inputs) body.set(input.dataset.o!, input.value)
    const saved = await fetch(`/toa-soan/tu-lieu/${item.id}`, { method: 'POST', body }).then(
      ({ ok }) => ok,
      () => false,
    )
    say(row, saved ? words.saved : words.line)
  }
  const typed = inputs.some(({ value }) => value !== '')
  for (const input of inputs) {
    const known = item[input.dataset.o as 'caption' | 'credit' | 'alt']
    if (input.value === '') input.value = known
    input.addEventListener('change', save)
  }
  if (typed) void save()
}

const part = <T extends HTMLElement = HTMLElement>(row: Row, selector: string) => row.line.querySelector<T>(selector)!

const say = (row: Row, words: string) => {
  part(row, '[role=status]').textContent = words
}

const kindOf = ({ type }: File) => /^(image|video|audio)\//.exec(type)?.[1] ?? 'file'

function rowFor(file: File, words: Words): HTMLLIElement {
  const picture = file.type.startsWith('image/')
  const line = document.createElement('li')
  const face = line.appendChild(picture ? document.createElement('img') : document.createElement('span'))
  face.className = 'tl-mau'
  if (face instanceof HTMLImageElement) {
    face.alt = ''
    face.src = URL.createObjectURL(file)
    face.addEventListener('load', () => URL.revokeObjectURL(face.src), { once: true })
    // A phone's own format that this browser cannot show.
    face.addEventListener('error', () => face.removeAttribute('src'), { once: true })
  }
  const body = line.appendChild(document.createElement('div'))
  body.append(
    element('b', { textContent: file.name }),
    element('progress', { max: 1, value: 0, ariaLabel: file.name }),
    element('p', { role: 'status', textContent: words.waiting }),
    ...(['caption', 'credit', ...(picture ? (['alt'] as const) : [])] as const).map((name) => fieldFor(name, words[name])),
    element('a', { hidden: true, textContent: words.edit }),
    Object.assign(button(words.retry), { className: 'btn o nho lai' }),
    button(words.remove),
  )
  body.querySelector('button.lai')!.setAttribute('data-lai', '')
  body.querySelector('button:not(.lai)')!.setAttribute('data-bo', '')
  return line
}

function fieldFor(name: string, label: string) {
  const input = element('input', { type: 'text', autocomplete: 'off' })
  input.dataset.o = name
  const wrap = document.createElement('label')
  wrap.append(label, input)
  return wrap
}

const button = (label: string) => element('button', { type: 'button', className: 'btn g nho', textContent: label })

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, values: object): HTMLElementTagNameMap[Name] =>
  Object.assign(document.createElement(name), values)

const form = document.querySelector<HTMLFormElement>('.tl-form')
if (form) queueIn(form)
