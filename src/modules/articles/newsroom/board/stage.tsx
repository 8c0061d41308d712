import type { Lang } from '../../../../kernel/text.ts'
import { now } from '../../../../kernel/time.ts'
import { Chip } from '../../../../ui/chip/chip.tsx'
import { isStage } from '../../article.ts'
import { shortTime } from '../names.ts'
import type { Line } from '../queries.ts'
import { text } from '../text.ts'

/** What a line says of its stage: who has it, until when, and in whose stead it is done. */
export function AtStage({ lang, line, assignee, instead }: { lang: Lang; line: Line; assignee?: string; instead?: string }) {
  const t = text[lang]
  if (!isStage(line.status)) return instead ? <span class="hc-buoc">{t.insteadOf(instead)}</span> : null
  return (
    <span class="hc-buoc">
      {instead && <b>{t.insteadOf(instead)}</b>}
      {assignee && <span>{t.takenBy(assignee)}</span>}
      {line.dueAt && <DueTime lang={lang} at={line.dueAt} />}
    </span>
  )
}

/** Until when; what is late says so in a word and an icon. */
export function DueTime({ lang, at }: { lang: Lang; at: Temporal.Instant }) {
  const t = text[lang]
  if (Temporal.Instant.compare(at, now()) > 0) return <span>{t.dueAt(shortTime(at, lang))}</span>
  return (
    <Chip tone="wrong" icon="triangle-alert">
      {t.overdue(shortTime(at, lang))}
    </Chip>
  )
}
