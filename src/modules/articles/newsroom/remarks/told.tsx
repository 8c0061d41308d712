import type { Lang } from '../../../../kernel/text.ts'
import type { Tone } from '../../../../ui/chip/chip.tsx'
import type { IconName } from '../../../../ui/icon/icon.tsx'
import type { TimelineEntry } from '../../../../ui/timeline/timeline.tsx'
import type { Article } from '../../article.ts'
import type { Thread } from '../../remarks/remark.ts'
import { revisionUrl } from '../address.ts'
import { shortTime } from '../names.ts'
import { text as newsroom } from '../text.ts'
import { remarkUrl } from './address.ts'
import { placeWords } from './places.ts'
import { text } from './text.ts'

/** A talk with what its place is called, for the line of time. */
export type RemarkTold = { thread: Thread; place: (lang: Lang) => string }

export const told = (article: Article, threads: readonly Thread[]): RemarkTold[] =>
  threads.map((thread) => ({ thread, place: (lang) => placeWords(lang, article, thread.anchor.place) }))

type Entry = { at: Temporal.Instant; entry: TimelineEntry }
type Did = { key: string; who: string; what: string; at: Temporal.Instant; icon: IconName; tone?: Tone; note?: string | false }

/** What was said, answered and decided, each at its time with the revision it was said about. */
export const remarkEntries = (lang: Lang, id: number, all: readonly RemarkTold[]): Entry[] =>
  all.flatMap(({ thread, place }) => didIn(lang, thread, place(lang)).map((did) => ({ at: did.at, entry: entryOf(lang, id, thread, did) })))

function didIn(lang: Lang, thread: Thread, place: string): Did[] {
  const t = text[lang].told
  const { suggestion, resolved } = thread
  const decided: Did[] =
    suggestion?.at && suggestion.state !== 'open'
      ? [
          {
            key: 'q',
            who: suggestion.by ?? '',
            what: t[suggestion.state],
            at: suggestion.at,
            icon: suggestion.state === 'accepted' ? 'check' : 'x',
            note: suggestion.words,
          },
        ]
      : resolved
        ? [{ key: 'x', who: resolved.by, what: t.resolved, at: resolved.at, icon: 'check', tone: 'done' }]
        : []
  return [
    {
      key: 'g',
      who: thread.by,
      what: suggestion ? t.suggested(place) : t.remarked(place),
      at: thread.at,
      icon: 'message-square-text',
      tone: 'talk',
      note: thread.hidden ? text[lang].hidden(thread.hidden.by, thread.hidden.why) : thread.words || suggestion?.wording,
    },
    ...thread.answers.map((said): Did => ({
      key: `d${said.id}`,
      who: said.by,
      what: t.answered,
      at: said.at,
      icon: 'message-circle',
      tone: 'talk',
      note: !said.hidden && said.words,
    })),
    ...decided,
  ]
}

const entryOf = (
  lang: Lang,
  id: number,
  { id: number, revision }: Thread,
  { key, who, what, at, icon, tone, note }: Did,
): TimelineEntry => ({
  key: `g${number}${key}`,
  who,
  icon,
  ...(tone && { tone }),
  at: at.toString({ smallestUnit: 'second' }),
  when: shortTime(at, lang),
  what: (
    <>
      <a href={remarkUrl(id, number)}>{what}</a>
      {revision !== null && key === 'g' && (
        <>
          , <a href={revisionUrl(id, revision)}>{newsroom[lang].revision(revision)}</a>
        </>
      )}
    </>
  ),
  ...(note && { note }),
})
