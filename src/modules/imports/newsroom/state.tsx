import type { Lang } from '../../../kernel/text.ts'
import { Chip, type Tone } from '../../../ui/chip/chip.tsx'
import type { IconName } from '../../../ui/icon/icon.tsx'
import type { State } from '../run.ts'
import { text } from './text.ts'

export const StateChip = ({ lang, state }: { lang: Lang; state: State }) => (
  <Chip tone={looks[state].tone} icon={looks[state].icon}>
    {text[lang].states[state]}
  </Chip>
)

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  looking: { tone: 'info', icon: 'file-search' },
  looked: { tone: 'waiting', icon: 'eye' },
  running: { tone: 'info', icon: 'refresh-cw' },
  stopping: { tone: 'waiting', icon: 'clock' },
  stopped: { tone: 'waiting', icon: 'ban' },
  done: { tone: 'done', icon: 'circle-check' },
  broken: { tone: 'wrong', icon: 'circle-alert' },
}
