import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import { text } from '../text.ts'

/** waiting: amber · done: green · talk: mauve · info: indigo · wrong: red · none: grey. */
export type Tone = 'none' | 'waiting' | 'done' | 'talk' | 'info' | 'wrong'

export type ChipProps = { tone?: Tone; icon?: IconName; children: ComponentChildren; class?: string }

/** A state in an icon, a tint and a word; never by colour alone. */
export function Chip({ tone = 'none', icon, children, class: extra }: ChipProps) {
  return (
    <span class={['chip', letters[tone], extra].filter(Boolean).join(' ')}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

export type Status = keyof (typeof text)['vi']['status']

/** The words for the state of an article, the same on every screen; `children` adds to the word ("· 1 ngày"). */
export function StatusChip({ status, children }: { status: Status; children?: ComponentChildren }) {
  const { lang } = useUi()
  const { tone, icon } = statuses[status]
  return (
    <Chip tone={tone} icon={icon}>
      {text[lang].status[status]}
      {children}
    </Chip>
  )
}

const letters: Record<Tone, string> = { none: '', waiting: 'v', done: 'x', talk: 'b', info: 'c', wrong: 'd' }

const statuses: Record<Status, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'none', icon: 'pen-line' },
  submitted: { tone: 'waiting', icon: 'clock' },
  proofing: { tone: 'waiting', icon: 'file-check' },
  endorsing: { tone: 'waiting', icon: 'flag' },
  returned: { tone: 'talk', icon: 'message-circle' },
  edited: { tone: 'waiting', icon: 'badge-check' },
  scheduled: { tone: 'info', icon: 'calendar-range' },
  live: { tone: 'done', icon: 'circle-check' },
  withdrawn: { tone: 'wrong', icon: 'circle-x' },
}
