/// <reference lib="dom" />
import type { Body } from '../../body/body.ts'
import { askConflict } from './conflict.ts'
import { draftsOf, type Copy } from './drafts.ts'
import { offerLocal } from './local.ts'
import { aboveKeyboard, plainFields, showLength, sorting } from './page.ts'
import type { EditorData } from './props.ts'
import { byId, el, iconFrom, type Room } from './room.ts'
import { saving, type Saving, type Theirs } from './saving.ts'
import { sidePanel } from './sheet.ts'
import { notices, saveStatus } from './status.ts'
import { text } from './text.ts'
import { uploads } from './upload.ts'
import type { Writing } from './writing.ts'

const source = byId('ed-du-lieu')
const data = JSON.parse(source.textContent ?? '') as EditorData
const { article } = data
const t = text[data.lang]
const icon = iconFrom(source.dataset.hinh ?? '')
const room: Room = {
  lang: data.lang,
  t,
  icon,
  mediaUrl: data.mediaUrl,
  media: new Map(data.media.map((media) => [media.id, media])),
  uploads: uploads(data.uploadUrl, t),
  say: notices(t, icon),
  ask: { details: () => {}, again: () => {} },
}

let body: Body = article.body
let writing: Writing | null = null
let keptHere = true

const fields = plainFields(
  room,
  () => keep.changed(),
  () => writing?.focus(),
)
const panel = sidePanel(room)
// Nothing is written to this machine before the copy that lies there was looked at.
let looked = () => {}
const ready = new Promise<void>((resolve) => {
  looked = resolve
})
const drafts = draftsOf(data.personId, article.id)
const read = (): Copy => ({ ...fields.read(), body: writing?.json() ?? body })
const showSave = saveStatus(room, data.signInUrl, () => (theirs ? void ask(theirs) : keep.again()))
let theirs: Theirs | null = null
const keep: Saving = saving({
  url: data.saveUrl,
  version: article.version,
  drafts,
  read,
  show(state) {
    showSave(state)
    if (state.name === 'saved') void panel.refresh()
  },
  clash: (found) => void ask(found),
  kept(ok) {
    keptHere = ok
    const place = byId('tren-may')
    place.hidden = false
    place.querySelector('span')!.textContent = ok ? t.kept : t.notKept
  },
  ready,
})

function ask(found: Theirs): Promise<void> {
  theirs = found
  return askConflict({ room, saveUrl: data.saveUrl, mine: read, take }, found)
}

/** Only ever called by a press of a button. */
function take(found: Theirs) {
  theirs = null
  put(found)
  keep.adopt(found.version, true)
  showSave({ name: 'saved', at: found.savedAt })
}

function put(copy: Copy) {
  fields.write(copy)
  body = copy.body
  writing?.replace(copy.body)
  showLength(room, copy.body)
}

let counting: ReturnType<typeof setTimeout>
function typed() {
  keep.changed()
  clearTimeout(counting)
  counting = setTimeout(() => showLength(room, read().body), 500)
}

async function start() {
  aboveKeyboard()
  if (data.sortUrl) sorting(room, data.sortUrl)
  const chunk = import('./writing.ts')
  const local = await offerLocal(room, drafts, article)
  if (local) put(local)
  looked()
  if (local) keep.adopt(local.version, false)
  else keep.mirror()
  try {
    const { startWriting } = await chunk
    writing = startWriting(room, byId('than'), body, typed)
    if (location.hash.startsWith('#khoi-')) writing.goTo(location.hash.slice('#khoi-'.length))
  } catch (fault) {
    const again = el('button', { type: 'button', class: 'btn o' }, t.reload)
    again.onclick = () => location.reload()
    byId('than').replaceChildren(el('p', { class: 'ed-cho', role: 'alert' }, t.bodyFailed), again)
    throw fault
  }
}

/** A named version people can go back to. */
async function revise() {
  if (!(await keep.flush())) return
  const response = await fetch(`${data.saveUrl}/phien-ban`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: keep.version() }),
  }).catch(() => null)
  if (!response?.ok) return room.say(t.failed)
  const { revision } = (await response.json().catch(() => ({}))) as { revision?: number }
  if (revision) byId('so-ban').textContent = `· ${t.revision(revision)}`
  room.say(revision ? t.revised(revision) : t.revisedPlain)
  void panel.refresh()
}

async function step(form: HTMLFormElement) {
  if (!(await keep.flush())) return room.say(t.stepWaits)
  form.querySelector<HTMLInputElement>('input[name=version]')!.value = String(keep.version())
  leaving = true
  form.submit()
}

let leaving = false

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.dataset.buoc === undefined) return
  event.preventDefault()
  void step(form)
})

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  if (event.key.toLowerCase() === 's') {
    event.preventDefault()
    void revise()
  }
  if (event.key === 'Enter' && !document.querySelector('dialog[open]')) {
    event.preventDefault()
    document.querySelector<HTMLFormElement>('header form[data-buoc]:has(.btn.p)')?.requestSubmit()
  }
})

/** A line of the checklist leads to its spot in the text. */
document.addEventListener('click', (event) => {
  const target = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')?.hash ?? ''
  if (target.startsWith('#khoi-') && writing) {
    event.preventDefault()
    panel.close()
    writing.goTo(target.slice('#khoi-'.length))
  }
  if (target === '#tieu-de' || target === '#tom-tat') {
    event.preventDefault()
    panel.close()
    byId(target.slice(1)).focus()
  }
})

addEventListener('online', () => keep.again())
addEventListener('focus', () => keep.again())
addEventListener('blur', () => void keep.flush())
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep.leave())
addEventListener('pagehide', () => keep.leave())
addEventListener('beforeunload', (event) => {
  if (!leaving && !keptHere && keep.waiting()) event.preventDefault()
})

void start()
