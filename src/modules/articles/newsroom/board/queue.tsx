import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { WorkList, type WorkRow } from '../../../../ui/card/card.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { Tabs } from '../../../../ui/tabs/tabs.tsx'
import type { Site } from '../../../sites/index.ts'
import { isStage } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, assignUrl, queuePath } from '../address.ts'
import { shortTime, siteName } from '../names.ts'
import type { Line } from '../queries.ts'
import { text } from '../text.ts'
import type { Waiting } from '../waiting.ts'
import { waitingRow } from './mine.tsx'
import { AtStage } from './stage.tsx'

/** The stages of the queue as its address names them. */
export const stages = {
  submitted: 'bien-tap',
  proofing: 'thu-ky',
  endorsing: 'don-vi',
  edited: 'duyet',
  scheduled: 'hen-gio',
} as const
export type QueueStage = keyof typeof stages
/** Narrowings of a stage as the address names them. */
export const narrowings = { all: '', mine: 'cua-toi', free: 'chua-nhan', overdue: 'qua-han' } as const
export type Narrowing = keyof typeof narrowings

export type QueueLine = Omit<Waiting, 'verb'> & { verb: Waiting['verb'] | null }
export type QueuePage = {
  lang: Lang
  personId: number
  sites: readonly Site[]
  stage: QueueStage
  /** By stage; a stage that no setting leads to and nothing waits for is left out. */
  counts: Partial<Record<QueueStage, number>>
  narrowing: Narrowing
  narrowed: Record<Narrowing, number> | null
  lines: readonly QueueLine[]
  /** Whether the list goes on behind its last line, and whether it begins before its first. */
  more: boolean
  later: boolean
}

/** What was sent and waits, one stage at a time. */
export function Queue(page: QueuePage) {
  const { lang, stage, counts, lines, narrowing } = page
  const t = text[lang]
  return (
    <>
      <PageHead title={t.queue} lead={t.queueLead} />
      <Tabs
        label={t.stagesLabel}
        tabs={(Object.keys(stages) as QueueStage[])
          .filter((one) => counts[one] !== undefined)
          .map((one) => ({ label: t.stages[one], href: queueHref(one), current: one === stage, count: counts[one] }))}
      />
      <Narrowings {...page} />
      {lines.length === 0 ? (
        <Empty icon="circle-check" title={narrowing === 'all' ? t.queueEmpty : t.queueFilter[narrowing]}>
          {t.queueEmptyHint}
        </Empty>
      ) : (
        <WorkList rows={lines.map((one) => row(page, one))} />
      )}
      <Further {...page} />
    </>
  )
}

function queueHref(stage: QueueStage, narrowing: Narrowing = 'all', after?: Line) {
  const asked = new URLSearchParams({ buoc: stages[stage] })
  if (narrowing !== 'all') asked.set('loc', narrowings[narrowing])
  if (after) asked.set('sau', `${after.statusAt.toString()}_${after.id}`)
  return `${queuePath}?${asked}`
}

function Narrowings({ lang, stage, narrowing, narrowed }: QueuePage) {
  if (!narrowed) return null
  const t = text[lang]
  return (
    <nav class="hc-loc" aria-label={t.queueFilters}>
      {(Object.keys(narrowings) as Narrowing[]).map((one) => (
        <a class="btn o" href={queueHref(stage, one)} aria-current={one === narrowing ? 'page' : undefined}>
          {t.queueFilter[one]} <span class="num">{narrowed[one]}</span>
        </a>
      ))}
    </nav>
  )
}

function Further({ lang, stage, narrowing, lines, more, later }: QueuePage) {
  const t = text[lang]
  if (!more && !later) return null
  return (
    <p class="pager">
      {more && <LinkButton href={queueHref(stage, narrowing, lines.at(-1)!.line)}>{t.queueNext}</LinkButton>}
      {later && (
        <LinkButton kind="plain" href={queueHref(stage, narrowing)}>
          {t.queueFirst}
        </LinkButton>
      )}
    </p>
  )
}

function row(page: QueuePage, one: QueueLine): WorkRow {
  const { lang, sites } = page
  const { line, verb, days } = one
  const t = text[lang]
  const place = [siteName(sites, line.siteId), module[lang].genres[line.genre]].join(' · ')
  if (verb && isStage(line.status)) {
    const { note, action, ...rest } = waitingRow(lang, { ...one, verb })
    return { ...rest, note: [note, <span class="hc-buoc">{place}</span>], action: <Actions page={page} line={line} verb={action} /> }
  }
  const planned = line.publications.find(({ status }) => status === 'scheduled')
  const when = planned ? t.goesLive(shortTime(planned.publishAt, lang)) : t.sentAt(shortTime(line.statusAt, lang))
  return {
    key: line.id,
    state: (
      <StatusChip status={line.word}>{days > 0 && !planned && <span title={t.waitedTitle(days)}>· {t.waited(days)}</span>}</StatusChip>
    ),
    title: line.title || t.untitled,
    href: articleUrl(line.id),
    note: (
      <>
        {[line.authors.join(', '), when].filter(Boolean).join(' · ')}
        <AtStage lang={lang} line={line} assignee={one.assignee} />
        <span class="hc-buoc">{place}</span>
      </>
    ),
    action: <LinkButton href={articleUrl(line.id)}>{t.verbs.look}</LinkButton>,
  }
}

/** The verb, and for what nobody has: to take it without opening it. */
function Actions({ page: { lang, personId, stage }, line, verb }: { page: QueuePage; line: Line; verb: WorkRow['action'] }) {
  const t = text[lang]
  return (
    <div class="hc-nut">
      {line.assigneeId === null && (
        <form method="post" action={assignUrl(line.id)}>
          <input type="hidden" name="from" value="" />
          <input type="hidden" name="to" value={personId} />
          <input type="hidden" name="ve" value={stages[stage as keyof typeof stages]} />
          <Button kind="outline" label={t.takeTitle(line.title || t.untitled)}>
            {t.takeIt}
          </Button>
        </form>
      )}
      {verb}
    </div>
  )
}
