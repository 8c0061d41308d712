import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../../kernel/text.ts'
import type { Tone } from '../../../../ui/chip/chip.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import type { IconName } from '../../../../ui/icon/icon.tsx'
import { Timeline, type TimelineEntry } from '../../../../ui/timeline/timeline.tsx'
import type { RevisionHead, Transition } from '../../queries.ts'
import { articleUrl, compareUrl, revisionUrl } from '../address.ts'
import { shortTime } from '../names.ts'
import { remarkEntries, type RemarkTold } from '../remarks/told.tsx'
import { text } from '../text.ts'

export type HistoryProps = {
  lang: Lang
  id: number
  revisions: readonly RevisionHead[]
  transitions: readonly Transition[]
  /** What colleagues said about the text. */
  threads?: readonly RemarkTold[]
  /** At most so many, with a link to the rest. */ most?: number
}

const looks: Record<string, { icon: IconName; tone: Tone }> = {
  submit: { icon: 'send', tone: 'info' },
  retract: { icon: 'undo-2', tone: 'none' },
  pass: { icon: 'badge-check', tone: 'info' },
  proof: { icon: 'file-check', tone: 'info' },
  endorse: { icon: 'flag', tone: 'info' },
  return: { icon: 'undo-2', tone: 'talk' },
  back: { icon: 'undo-2', tone: 'talk' },
  approve: { icon: 'check', tone: 'done' },
  revise: { icon: 'pen-line', tone: 'none' },
  abandon: { icon: 'trash-2', tone: 'none' },
}

/** Revisions and steps in one line of time, the newest first. A revision made by a step is told of by the step alone. */
export function History({ lang, id, revisions, transitions, threads = [], most = Infinity }: HistoryProps) {
  const t = text[lang]
  const stepped = new Set(transitions.map(({ revision }) => revision))
  const entries = [
    ...transitions.map((one) => ({ at: one.at, entry: stepEntry(lang, id, one) })),
    ...revisions
      .filter(({ number, reason }) => reason !== 'step' || !stepped.has(number))
      .map((one) => ({ at: one.at, entry: revisionEntry(lang, id, one) })),
    ...remarkEntries(lang, id, threads),
  ].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  if (entries.length === 0)
    return (
      <Empty icon="history" title={t.noHistory}>
        {t.noHistoryHint}
      </Empty>
    )
  return (
    <>
      <Timeline label={t.history} entries={entries.slice(0, most).map(({ entry }) => entry)} />
      {most !== Infinity && (
        <p>
          <a href={articleUrl(id, '/lich-su')}>{t.wholeHistory}</a>
        </p>
      )}
    </>
  )
}

function stepEntry(lang: Lang, id: number, { step, to, by, onBehalfOf, reason, revision, at }: Transition): TimelineEntry {
  const t = text[lang]
  const { icon, tone } = looks[step] ?? { icon: 'clock', tone: 'none' }
  return {
    key: `b${step}${at.epochMilliseconds}`,
    who: by ?? t.system,
    icon,
    tone,
    at: at.toString({ smallestUnit: 'second' }),
    when: shortTime(at, lang),
    what: (
      <>
        {t.did[`${step} ${to}`] ?? t.did[step] ?? step}
        {onBehalfOf && ` ${t.forOther(onBehalfOf)}`}, {revisionLink(lang, id, revision)}
      </>
    ),
    ...(reason && { note: reason }),
  }
}

const revisionEntry = (lang: Lang, id: number, { number, name, reason, by, at }: RevisionHead): TimelineEntry => {
  const why = text[lang].why[reason]
  return {
    key: `r${number}`,
    who: by,
    icon: 'save',
    at: at.toString({ smallestUnit: 'second' }),
    when: shortTime(at, lang),
    what: (
      <>
        {typeof why === 'function' ? why(name) : (why ?? reason)}, {revisionLink(lang, id, number)}
      </>
    ),
  }
}

const revisionLink = (lang: Lang, id: number, number: number): ComponentChildren => (
  <a href={revisionUrl(id, number)}>{text[lang].revision(number)}</a>
)

/** What changed from the revision before this one. */
export const beforeUrl = (id: number, revisions: readonly RevisionHead[], number: number) => {
  const before = revisions.find((one) => one.number < number)
  return before && compareUrl(id, before.number, number)
}
