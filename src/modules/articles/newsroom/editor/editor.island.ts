/// <reference lib="dom" />
import type { Body, BodyNode } from '../../body/body.ts'
import type { Change } from '../about/findings.ts'
import { checks } from './checks.ts'
import { askConflict } from './conflict.ts'
import { draftsOf, sameCopy, type Copy } from './drafts.ts'
import { offerLocal } from './local.ts'
import { opened } from './opening.ts'
import { present } from './present.ts'
import { aboveKeyboard, plainFields, showLength } from './page.ts'
import { mendField } from './letters.ts'
import { byId, el } from './room.ts'
import { saving, type Saving, type Theirs } from './saving.ts'
import { sessionName } from './session.ts'
import { sidePanel } from './sheet.ts'
import { sorting } from './sorting.ts'
import { goToAddress, spots } from './spots.ts'
import { saveStatus } from './status.ts'
import { steps } from './steps.ts'
import { together } from './together.ts'
import type { Writing } from './writing.ts'

const { data, room } = opened()
const { article, saveUrl } = data

let body: Body = article.body
let writing: Writing | null = null
let keptHere = true
let leaving = false
let theirs: Theirs | null = null
// Nothing is written to this machine before the copy that lies there was looked at.
let looked = () => {}
const ready = new Promise<void>((resolve) => {
  looked = resolve
})

const fields = plainFields(
  room,
  () => keep.changed(),
  () => writing?.focus(),
)
const panel = sidePanel(room)
const drafts = draftsOf(data.personId, article.id)
const read = (): Copy => ({ ...fields.read(), body: writing?.json() ?? body })
const showSave = saveStatus(room, data.signInUrl, {
  again: () => (theirs ? void ask(theirs) : keep.again()),
  takeOver: () => void takeOver(),
})
const both = together({ room, read, show: showCopy, put: putWording, goTo: goToPlace, changed: () => keep.changed(), left: data.left })
const keep: Saving = saving({
  url: saveUrl,
  article,
  drafts,
  session: sessionName(),
  read,
  choices: both.choices,
  take: both.take,
  show(state) {
    showSave(state)
    if (state.name === 'saved') void panel.refresh()
  },
  clash: (found) => void ask(found),
  kept(ok) {
    keptHere = ok
    const place = byId('tren-may')
    place.hidden = false
    place.querySelector('span')!.textContent = ok ? room.t.kept : room.t.notKept
  },
  ready,
})

room.flush = () => keep.flush()

function ask(found: Theirs): Promise<void> {
  theirs = found
  return askConflict({ room, saveUrl, mine: read, take }, found)
}

/** Only ever called by a press of a button. */
function take(found: Theirs) {
  theirs = null
  put(found)
  keep.adopt(found, true)
  showSave({ name: 'saved', at: found.savedAt })
}

/** What a colleague wrote comes in beside what is being written. */
function showCopy(copy: Copy) {
  fields.write(copy)
  body = copy.body
  writing?.take(copy.body)
  showLength(room, copy.body)
}

function putWording(place: string, wording: string | BodyNode) {
  if (typeof wording === 'string') fields.write({ ...fields.read(), [place]: wording })
  else writing?.put(wording)
}

/** Other words in their place, as a change of the person's own. */
function writeHere(place: string, wording: string | BodyNode) {
  putWording(place, wording)
  keep.changed()
}

function goToPlace(place: string) {
  if (place === 'title') byId('tieu-de').focus()
  else if (place === 'lead') byId('tom-tat').focus()
  else writing?.goTo(place)
}

/** The text is ours again: whoever decides is told, and what waits here is saved. */
async function takeOver() {
  const response = await fetch(`${data.presenceUrl}/lay-quyen`, { method: 'POST' }).catch(() => null)
  if (response?.ok) keep.again()
  else room.say(room.t.notTaken)
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
  const chunk = import('./writing.ts')
  const local = await offerLocal(room, drafts, article)
  if (local) put(local)
  looked()
  if (local) keep.adopt(local, false)
  // Title and lead can be written in before the script is there.
  else if (sameCopy(read(), article)) keep.mirror()
  else keep.changed()
  try {
    const { startWriting } = await chunk
    writing = startWriting(room, byId('than'), body, typed)
    both.begin()
    writing.talk({ room, read, put: writeHere, session: keep.session, heard: keep.heard, panel })
    goToAddress(writing)
  } catch (fault) {
    const again = el('button', { type: 'button', class: 'btn o' }, room.t.reload)
    again.onclick = () => location.reload()
    byId('than').replaceChildren(el('p', { class: 'ed-cho', role: 'alert' }, room.t.bodyFailed), again)
    throw fault
  }
}

const refresh = () => void panel.refresh()
const mendIn = (editor: Writing | null, change: Change) => (editor ? editor.mend(change) : mendField(change))
steps({
  room,
  saveUrl,
  keep,
  refresh,
  leaving() {
    leaving = true
  },
})
sorting({ room, url: data.sortUrl, keep, refresh })
spots(panel.close, () => writing)
checks({ room, panel: byId('tro-giup'), writing: () => writing, mend: (change) => mendIn(writing, change), refresh })
present({ room, url: data.presenceUrl, session: keep.session, block: () => writing?.block() ?? '', heard: keep.heard })

addEventListener('online', () => keep.again())
addEventListener('focus', () => keep.again())
addEventListener('blur', () => void keep.flush())
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep.leave())
addEventListener('pagehide', () => keep.leave())
addEventListener('beforeunload', (event) => {
  if (!leaving && !keptHere && keep.waiting()) event.preventDefault()
})

void start()
