/// <reference lib="dom" />
import type { EditorData } from './props.ts'
import { byId, iconFrom, type Room } from './room.ts'
import { notices } from './status.ts'
import { text } from './text.ts'
import { uploads } from './upload.ts'

/** What the page brought along, and the room made of it. */
export function opened(): { data: EditorData; room: Room } {
  const source = byId('ed-du-lieu')
  const data = JSON.parse(source.textContent ?? '') as EditorData
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
    flush: async () => true,
    ask: { details: () => {}, again: () => {} },
  }
  return { data, room }
}
