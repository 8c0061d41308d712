import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/icon.tsx'
import type { Tone } from '../chip/chip.tsx'

export type TimelineEntry = {
  key: string | number
  who: string
  what: ComponentChildren
  when: string
  at?: string
  icon?: IconName
  tone?: Tone
  note?: ComponentChildren
}

/** What happened, newest first; `at` is the machine's time (ISO), `when` the words. */
export const Timeline = ({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) => (
  <ol class="n ls" aria-label={label}>
    {entries.map((entry) => (
      <li key={entry.key}>
        <span class={`ls-i ${letters[entry.tone ?? 'none']}`}>
          <Icon name={entry.icon ?? 'clock'} />
        </span>
        <div>
          <p>
            <b>{entry.who}</b> {entry.what}
          </p>
          <time class="num" datetime={entry.at}>
            {entry.when}
          </time>
          {entry.note && <div class="ls-g">{entry.note}</div>}
        </div>
      </li>
    ))}
  </ol>
)

const letters: Record<Tone, string> = { none: '', waiting: 'v', done: 'x', talk: 'b', info: 'c', wrong: 'd' }
