import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Button, LinkButton, type ButtonKind } from '../../../ui/button/button.tsx'
import { Card, Facts } from '../../../ui/card/card.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Form } from '../../../ui/form/form.tsx'
import type { IconName } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Progress } from '../../../ui/progress/progress.tsx'
import type { NoteKind } from '../item.ts'
import type { Counts, ReportRow } from '../queries.ts'
import { isLeft, isWorking, type Run, type State } from '../run.ts'
import { text as module, troubleText } from '../text.ts'
import { runUrl } from './address.ts'
import { PreviewPart } from './preview.tsx'
import { ReportPart } from './report.tsx'
import { StateChip } from './state.tsx'
import { text } from './text.ts'

export type RunProps = {
  lang: Lang
  run: Run
  site: string
  counts: Counts
  rows: readonly ReportRow[]
  more: boolean
  kind?: NoteKind | undefined
}

/** One source: how far it is, what can be done, and what did not fit. With script it tells its progress by itself. */
export function RunPage({ lang, run, site, counts, rows, more, kind }: RunProps) {
  const t = text[lang]
  const working = isWorking(run) || counts.pictures.waiting > 0
  return (
    <>
      <PageHead title={run.source} lead={`${site} · ${module[lang].formats[run.format]} · ${formatDateTime(run.startedAt, lang)}`} />
      <div data-tien={working ? '1' : '0'} aria-live="polite">
        <Card>
          <p>
            <StateChip lang={lang} state={run.state} /> {t.explained[run.state]}
          </p>
          {run.trouble && (
            <Notice kind="error">
              <p>{troubleText(lang, run.trouble)}</p>
            </Notice>
          )}
          <Bars lang={lang} run={run} counts={counts} />
        </Card>
      </div>
      <Acts lang={lang} run={run} counts={counts} />
      {run.state === 'looking' || run.state === 'looked' ? (
        <PreviewPart lang={lang} run={run} />
      ) : (
        <ReportPart lang={lang} run={run} counts={counts} rows={rows} more={more} kind={kind} />
      )}
    </>
  )
}

function Bars({ lang, run, counts }: Pick<RunProps, 'lang' | 'run' | 'counts'>) {
  const t = text[lang]
  if (run.state === 'looking') return <p class="num">{t.lookedAt(run.total)}</p>
  if (run.state === 'looked') return null
  const { waiting, fetched, failed } = counts.pictures
  const all = waiting + fetched + failed
  const number = (value: number) => formatNumber(value, lang)
  return (
    <>
      <Progress
        label={t.itemsBar}
        value={run.position}
        max={Math.max(run.total, run.position)}
        words={t.of(run.position, Math.max(run.total, run.position))}
        tone={run.state === 'done' ? 'done' : 'info'}
      />
      {all > 0 && (
        <Progress
          label={t.picturesBar}
          value={fetched + failed}
          max={all}
          words={t.of(fetched + failed, all)}
          tone={failed > 0 ? 'waiting' : waiting === 0 ? 'done' : 'info'}
        />
      )}
      <Facts
        facts={[
          { label: t.made, value: number(counts.made) },
          { label: t.drafts, value: number(counts.drafts) },
          { label: t.refused, value: number(counts.refused) },
          { label: t.noted, value: number(counts.noted) },
          { label: t.picturesFailed, value: number(failed) },
        ]}
      />
    </>
  )
}

type Act = { tail: string; label: string; icon: IconName; kind: ButtonKind }

function Acts({ lang, run, counts }: Pick<RunProps, 'lang' | 'run' | 'counts'>) {
  const t = text[lang]
  const again: Act = { tail: '/bat-dau', label: t.acts.again, icon: 'refresh-cw', kind: 'outline' }
  const stop: Act = { tail: '/dung', label: t.acts.stop, icon: 'ban', kind: 'danger' }
  const acts: Partial<Record<State, Act[]>> = {
    looking: [stop],
    looked: [{ tail: '/bat-dau', label: t.acts.begin, icon: 'play', kind: 'approve' }],
    running: [stop],
    stopping: isLeft(run) ? [stop] : [],
    stopped: [{ tail: '/bat-dau', label: t.acts.goOn, icon: 'play', kind: 'primary' }],
    broken: [again],
  }
  const pictures: Act[] =
    counts.pictures.failed > 0 ? [{ tail: '/lay-lai-anh', label: t.acts.pictures, icon: 'image', kind: 'outline' }] : []
  return (
    <div class="nut">
      {[...(acts[run.state] ?? []), ...pictures].map(({ tail, label, icon, kind }) => (
        <Form action={runUrl(run.id, tail)}>
          <Button icon={icon} kind={kind}>
            {label}
          </Button>
        </Form>
      ))}
      <LinkButton icon="refresh-cw" kind="plain" href={runUrl(run.id)}>
        {t.acts.reload}
      </LinkButton>
    </div>
  )
}
