import { formatNumber, type Lang } from '../../../../kernel/text.ts'
import { formatDate, formatMonth, formatTime, formatWeekday, today } from '../../../../kernel/time.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Card, CardHead, Facts, WorkList, type WorkRow } from '../../../../ui/card/card.tsx'
import { Bars } from '../../../../ui/chart/chart.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import type { Site } from '../../../sites/index.ts'
import { articleUrl, beginPath, publicationUrl } from '../address.ts'
import { placeName, shortTime } from '../names.ts'
import type { Line } from '../queries.ts'
import { text } from '../text.ts'
import { AtStage } from './stage.tsx'
import type { Verb, Waiting } from '../waiting.ts'

export type MinePage = {
  lang: Lang
  /** "chị Hoa" */
  hello: string
  /** "chị" */
  you: string
  waiting: readonly Waiting[]
  followed: readonly { line: Line; verb: Verb }[]
  planned: readonly { line: Line; at: Temporal.Instant; siteId: number }[]
  pace: readonly { week: number; count: number; open: boolean }[]
  sites: readonly Site[]
  mayWrite: boolean
}

/** What waits for me, what I follow, what goes live today, how the month runs. */
export function Mine(page: MinePage) {
  const { lang, hello, you, waiting, followed, mayWrite } = page
  const t = text[lang]
  const date = `${formatWeekday(today(), lang)} ${lang === 'vi' ? formatDate(today()).slice(0, 5) : formatDate(today(), lang)}`
  const write = (
    <LinkButton kind="primary" icon="plus" href={beginPath}>
      {t.writeNew}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.hello(hello)} lead={date} actions={mayWrite && <span class="only-d">{write}</span>} />
      <div class="dg">
        <div>
          <CardHead title={t.waitsFor(you)} count={waiting.length} />
          {waiting.length > 0 ? (
            <WorkList rows={waiting.map((one) => waitingRow(lang, one))} />
          ) : (
            <Empty icon="circle-check" title={t.nothingWaits(you)} action={mayWrite && write}>
              {t.nothingWaitsHint}
            </Empty>
          )}
          {followed.length > 0 && <CardHead title={t.following} count={followed.length} />}
          {followed.length > 0 && <WorkList rows={followed.map((one) => followedRow(lang, one))} />}
        </div>
        <aside aria-label={t.pace(formatMonth(today(), lang))}>
          <Planned {...page} />
          <Pace {...page} />
        </aside>
      </div>
    </>
  )
}

export function waitingRow(lang: Lang, { line, verb, days, instead, assignee }: Waiting): WorkRow {
  const t = text[lang]
  const writing = verb === 'mend' || verb === 'go' || verb === 'edit'
  return {
    key: line.id,
    state: (
      <StatusChip status={line.word}>
        {days > 0 && verb !== 'go' && <span title={t.waitedTitle(days)}>{`· ${t.waited(days)}`}</span>}
      </StatusChip>
    ),
    title: line.title || t.untitled,
    href: articleUrl(line.id),
    note: (
      <>
        {noteOf(lang, line, verb)}
        <AtStage lang={lang} line={line} assignee={assignee} instead={instead} />
      </>
    ),
    action: (
      <LinkButton kind={verb === 'go' ? 'outline' : 'primary'} href={articleUrl(line.id, writing ? '/viet' : '')}>
        {t.verbs[verb]}
      </LinkButton>
    ),
  }
}

function noteOf(lang: Lang, line: Line, verb: Verb) {
  const t = text[lang]
  const authors = line.authors.join(', ')
  const when = shortTime(line.statusAt, lang)
  const correcting = line.publications.some(({ status }) => status !== 'scheduled')
  if (verb === 'mend')
    return (
      <>
        {t.returnedBy(line.last?.by ?? '', when)}
        {line.last?.reason && <q class="ly-do">{line.last.reason}</q>}
      </>
    )
  const said =
    verb === 'go' ? t.savedAt(shortTime(line.savedAt, lang)) : verb === 'approve' ? t.passedBy(authors, when) : t.sentBy(authors, when)
  return correcting ? `${said} · ${t.correcting}` : said
}

function followedRow(lang: Lang, { line, verb }: { line: Line; verb: Verb }): WorkRow {
  const t = text[lang]
  const planned = line.publications.find(({ status }) => status === 'scheduled')
  const href = verb === 'move' && planned ? publicationUrl(line.id, planned.id, 'reschedule') : articleUrl(line.id)
  return {
    key: line.id,
    state: <StatusChip status={line.word} />,
    title: line.title || t.untitled,
    href: articleUrl(line.id),
    note: planned ? t.goesLive(shortTime(planned.publishAt, lang)) : t.sentAt(shortTime(line.statusAt, lang)),
    action: <LinkButton href={href}>{t.verbs[verb]}</LinkButton>,
  }
}

function Planned({ lang, planned, sites }: MinePage) {
  const t = text[lang]
  return (
    <Card title={t.todayPlan}>
      {planned.length === 0 && <p class="nt">{t.nothingToday}</p>}
      {planned.length > 0 && (
        <Facts
          facts={planned.map(({ line, at, siteId }) => ({
            label: formatTime(at),
            value: (
              <>
                <a href={articleUrl(line.id)}>{line.title || t.untitled}</a>
                <small class="ht"> {placeName(sites, siteId, null)}</small>
              </>
            ),
          }))}
        />
      )}
    </Card>
  )
}

function Pace({ lang, pace }: MinePage) {
  const t = text[lang]
  const total = pace.reduce((sum, { count }) => sum + count, 0)
  return (
    <Card title={t.pace(formatMonth(today(), lang))}>
      <Bars
        label={t.paceLabel(pace.map(({ count }) => count).join(', '))}
        bars={pace.map(({ week, count, open }) => ({ label: t.week(week), value: count, open }))}
      />
      <p class="nt">{t.paceWords(formatNumber(total, lang))}</p>
    </Card>
  )
}
