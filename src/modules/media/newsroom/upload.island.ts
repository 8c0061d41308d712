import type { Item } from './item.ts'
import { element, lineFor, part, say, wordsIn, type State, type Words } from './row.ts'
import { conclude, lightened, markOf, sender, sendWords } from './send.ts'

type Row = {
  file: File
  line: HTMLLIElement
  state: State
  byLine: boolean
  /** The server's address of what has come, once there is one. */
  url: string | null
  all: boolean
  sending: ReturnType<typeof sender> | null
  item: Item | null
}
type Queue = {
  form: HTMLFormElement
  list: HTMLOListElement
  words: Words & Record<string, string>
  /** Megabytes, by kind. */
  limits: Record<string, number>
  rows: Row[]
  busy: boolean
}

/** Takes the files out of the form and sends them one by one; each has its row with progress, words, and ways to pause, go on and stop. */
function queueIn(form: HTMLFormElement) {
  const list = form.querySelector<HTMLOListElement>('.tl-hang')!
  const [words, limits] = [JSON.parse(list.dataset.words!), JSON.parse(list.dataset.limits!)]
  const queue: Queue = { form, list, words, limits, rows: [], busy: false }
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

const isOpen = ({ state }: Row) => ['waiting', 'sending', 'judging'].includes(state)

function add(queue: Queue, input: HTMLInputElement) {
  const { list, rows, words, limits } = queue
  for (const file of input.files ?? []) {
    const line = lineFor(file, words)
    const row: Row = { file, line, state: 'waiting', byLine: false, url: null, all: false, sending: null, item: null }
    rows.push(row)
    list.append(line)
    become(row, 'waiting', words.waiting)
    recall(row)
    listen(queue, row)
    const most = limits[kindOf(file)]
    if (most !== undefined && file.size > most * 1024 * 1024) fail(row, words[`tooLarge.${kindOf(file)}`]!, false)
  }
  input.value = ''
  list.hidden = rows.length === 0
  void work(queue)
}

/** What was typed beside this file before the page was closed. */
function recall({ file, line }: Row) {
  const known = [...document.querySelectorAll<HTMLElement>('[data-do]')].find(({ dataset }) => dataset.do === file.name)
  if (!known) return
  const said = JSON.parse(known.dataset.loi!) as Record<string, string>
  for (const input of wordsIn(line)) input.value = said[input.dataset.o!] ?? ''
}

function listen(queue: Queue, row: Row) {
  const on = (verb: string, act: () => void) => part(row.line, `[data-${verb}]`).addEventListener('click', act)
  on('lai', () => again(queue, row))
  on('tiep', () => again(queue, row))
  on('bo', () => drop(queue, row))
  on('dung', () => {
    row.sending?.pause()
    become(row, 'paused', queue.words.paused)
  })
  for (const input of wordsIn(row.line)) input.addEventListener('change', () => void keepWords(row, queue.words))
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
  become(row, 'sending', words.sending)
  if (!row.all) {
    row.sending ??= await senderFor(row, site, words)
    const state = await row.sending.start()
    if (state === 'paused') return
    if (state !== 'sent') return fail(row, state.line ? words.line : state.why || words.failed, state.line)
    row.all = true
  }
  become(row, 'judging', words.judging)
  const shared = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? ''
  const typed = Object.fromEntries(wordsIn(row.line).map(({ dataset, value }) => [dataset.o!, value]))
  const said = { ...typed, caption: typed.caption || shared('caption'), credit: typed.credit || shared('credit') }
  const sent = await conclude(row.url!, said)
  if (sent.ok) finish(row, sent.item, sent.notes, sent.twin, words)
  else fail(row, sent.line ? words.line : sent.why || words.failed, sent.line)
}

async function senderFor(row: Row, site: string, words: Words) {
  const { name } = row.file
  const bar = part<HTMLProgressElement>(row.line, 'progress')
  const progress = (done: number) => {
    bar.value = done
    if (row.state === 'sending') say(row.line, `${words.sending} ${Math.floor(done * 100)}%`)
  }
  const begun = (url: string) => {
    row.url = url
    if (wordsIn(row.line).some(({ value }) => value !== '')) void keepWords(row, words)
  }
  return sender({ file: await lightened(row.file), name, site, mark: await markOf(row.file), progress, begun })
}

function finish(row: Row, item: Item, notes: readonly string[], twin: number | null, words: Words) {
  row.item = item
  become(row, 'ready', words.ready)
  const link = part<HTMLAnchorElement>(row.line, 'a')
  link.href = `/toa-soan/tu-lieu/${item.id}`
  link.hidden = false
  if (twin !== null) link.after(element('a', { href: `/toa-soan/tu-lieu/${twin}`, textContent: words.twin }))
  part(row.line, '[role=status]').after(...notes.map((note) => element('p', { className: 'tl-ghi', textContent: note })))
  const has = (input: HTMLInputElement) => item[input.dataset.o as 'caption' | 'credit' | 'alt']
  for (const input of wordsIn(row.line)) if (input.value === '' && document.activeElement !== input) input.value = has(input)
  // Typed while the server was at work.
  const late = wordsIn(row.line).filter((input) => input.value !== '' && input.value !== has(input))
  if (late.length > 0) void keepWords(row, words, late)
  for (const waiting of document.querySelectorAll<HTMLElement>('[data-do]')) if (waiting.dataset.do === row.file.name) waiting.remove()
}

function fail(row: Row, why: string, byLine: boolean) {
  row.byLine = byLine
  // Refused by what it is: from the start, should it be tried again.
  if (!byLine) Object.assign(row, { url: null, all: false, sending: null })
  become(row, 'failed', why)
}

function again(queue: Queue, row: Row) {
  become(row, 'waiting', queue.words.waiting)
  void work(queue)
}

function drop({ rows, list }: Queue, row: Row) {
  row.sending?.drop()
  rows.splice(rows.indexOf(row), 1)
  row.line.remove()
  list.hidden = rows.length === 0
}

/** Before the medium is made its words wait beside the bytes, afterwards they are its own. */
async function keepWords(row: Row, words: Words, inputs = wordsIn(row.line)) {
  const typed = Object.fromEntries(inputs.map(({ dataset, value }) => [dataset.o!, value]))
  const { item, url } = row
  if (item) {
    const had = { caption: item.caption, credit: item.credit, alt: item.alt, ...(item.decorative && { decorative: '1' }) }
    const saved = await sendWords(`/toa-soan/tu-lieu/${item.id}`, { ...had, ...typed })
    say(row.line, saved ? words.saved : words.line)
  } else if (url && row.state !== 'judging') await sendWords(`${url}/chu-thich`, typed)
}

function become(row: Row, state: State, words: string) {
  row.state = state
  row.line.dataset.la = state
  row.line.className = state === 'ready' ? 'xong' : state === 'failed' ? 'hong' : ''
  say(row.line, words)
}

const kindOf = ({ type }: File) => /^(image|video|audio)\//.exec(type)?.[1] ?? 'file'

const form = document.querySelector<HTMLFormElement>('.tl-form')
if (form) queueIn(form)
