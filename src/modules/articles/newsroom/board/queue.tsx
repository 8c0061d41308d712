import type { Lang } from '../../../../kernel/text.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { WorkList, type WorkRow } from '../../../../ui/card/card.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { Tabs } from '../../../../ui/tabs/tabs.tsx'
import { articleUrl, queuePath } from '../address.ts'
import { shortTime } from '../names.ts'
import type { Line } from '../queries.ts'
import { text } from '../text.ts'
import type { Verb } from '../waiting.ts'
import { waitingRow } from './mine.tsx'

/** The stages of the queue as its address names them. */
export const stages = { submitted: 'bien-tap', edited: 'duyet', scheduled: 'hen-gio' } as const
export type Stage = keyof typeof stages

export type QueueLine = { line: Line; verb: Verb | null; days: number }
export type QueuePage = { lang: Lang; stage: Stage; counts: Record<Stage, number>; lines: readonly QueueLine[] }

/** What was sent and waits, one stage at a time. */
export function Queue({ lang, stage, counts, lines }: QueuePage) {
  const t = text[lang]
  return (
    <>
      <PageHead title={t.queue} lead={t.queueLead} />
      <Tabs
        label={t.stagesLabel}
        tabs={(Object.keys(stages) as Stage[]).map((one) => ({
          label: t.stages[one],
          href: `${queuePath}?buoc=${stages[one]}`,
          current: one === stage,
          count: counts[one],
        }))}
      />
      {lines.length === 0 ? (
        <Empty icon="circle-check" title={t.queueEmpty}>
          {t.queueEmptyHint}
        </Empty>
      ) : (
        <WorkList rows={lines.map((one) => row(lang, one))} />
      )}
    </>
  )
}

function row(lang: Lang, { line, verb, days }: QueueLine): WorkRow {
  const t = text[lang]
  if (verb === 'edit' || verb === 'approve') return waitingRow(lang, { line, verb, days })
  const planned = line.publications.find(({ status }) => status === 'scheduled')
  const when = planned ? t.goesLive(shortTime(planned.publishAt, lang)) : t.sentAt(shortTime(line.statusAt, lang))
  return {
    key: line.id,
    state: (
      <StatusChip status={line.word}>{days > 0 && !planned && <span title={t.waitedTitle(days)}>· {t.waited(days)}</span>}</StatusChip>
    ),
    title: line.title || t.untitled,
    href: articleUrl(line.id),
    note: [line.authors.join(', '), when].filter(Boolean).join(' · '),
    action: <LinkButton href={articleUrl(line.id)}>{t.verbs.look}</LinkButton>,
  }
}
