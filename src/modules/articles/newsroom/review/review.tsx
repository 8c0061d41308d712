import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { ErrorSummary } from '../../../../ui/form/form.tsx'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Steps } from '../../../../ui/steps/steps.tsx'
import type { Finding } from '../../../coach/index.ts'
import type { Site } from '../../../sites/index.ts'
import { statusWord } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import type { LeftWording } from '../../commands/wordings.ts'
import { About } from '../about/facts.tsx'
import { awayHref, findingWords, isRequired } from '../about/findings.ts'
import { Checks } from '../about/checks.tsx'
import { Licences, type Licence } from '../about/licences.tsx'
import { listPath, queuePath } from '../address.ts'
import { CompareForm } from '../compare/form.tsx'
import { sectionName, shortTime } from '../names.ts'
import type { AtStage } from '../procedure/reading.ts'
import { StagePart } from '../procedure/stage.tsx'
import { text as procedure } from '../procedure/text.ts'
import type { Reviewers } from '../reviewers.ts'
import { stagesOf } from '../stages.ts'
import { issueText, text } from '../text.ts'
import { ActButton, actsOf, isInBar, isInPhoneBar } from './acts.tsx'
import { RemarksBeside } from '../remarks/beside.tsx'
import { told } from '../remarks/told.tsx'
import { OpenRemarks } from '../remarks/open.tsx'
import { Publications } from './publications.tsx'
import type { Read, Shown } from './reading.ts'
import { LeftNotice } from './left.tsx'
import { ReviewText } from './reviewed.tsx'
import { History } from './timeline.tsx'

export type ReviewPage = {
  read: Read
  shown: Shown
  reviewers: Reviewers
  sites: readonly Site[]
  /** Where it stands among what waits for this person. */
  queue?: { at: number; count: number }
  issues?: Issues
  /** Somebody was faster: nothing was done. */
  changed?: boolean
  /** Somebody else took the item first. */
  faster?: boolean
  at: AtStage | null
  panels: readonly ComponentChildren[]
  licences: readonly Licence[]
  /** Other wordings of a place that nobody has chosen about. */
  left: readonly LeftWording[]
  /** What is said about the text, in its order; none for who may not read it. */
  threads: readonly Placed[]
  /** What the checks say of the working text; none for who may not read it. */
  findings: readonly Finding[]
  mayList: boolean
}

/** The bar above: the way back, the state, and what this person may do; on a phone the two most important. */
export function ReviewBar({ read, queue }: Pick<ReviewPage, 'read' | 'queue'>) {
  const { actor, article } = read
  const t = text[actor.lang]
  const acts = actsOf(read).filter(isInBar)
  return (
    <>
      <LinkButton kind="plain" icon="arrow-left" href={queue ? queuePath : listPath} label={queue ? t.back : t.backToList} />
      <span class="only-d">
        <StatusChip status={statusWord(article.status, article.publications)} />
      </span>
      {queue && <span class="luu num only-d">{t.place(queue.at, queue.count)}</span>}
      <span class="sp" />
      {acts.toReversed().map((act) => (
        <ActButton act={act} lang={actor.lang} class={isInPhoneBar(acts, act) ? undefined : 'only-d'} />
      ))}
    </>
  )
}

/** Stages, what changed, and beside the text what decides about it. */
export function Review(page: ReviewPage) {
  const { read, reviewers } = page
  const { actor, article, working, transitions } = read
  return (
    <>
      <Steps steps={stagesOf(article, transitions, actor.lang, working ? reviewers : undefined)} />
      <div class="ed">
        <main class="giay" id="noi-dung" tabindex={-1}>
          <div class="to">
            {statusWord(article.status, article.publications) === 'withdrawn' && (
              <p class="only-m xb-go">
                <StatusChip status="withdrawn" />
              </p>
            )}
            <Notices {...page} />
            {working && <CompareForm read={read} compared={comparedNow(page)} plain />}
            <ReviewText {...page} />
          </div>
        </main>
        <Beside {...page} />
      </div>
    </>
  )
}

/** Steps before which it is said what is still open. */
const decides = new Set(['submit', 'pass', 'approve'])

function Notices({ read: { actor, article, working, transitions }, issues, changed, faster, at, left, threads, findings }: ReviewPage) {
  const { lang } = actor
  const t = text[lang]
  const [last] = transitions
  return (
    <div class="xb-bao">
      {changed && (
        <Notice kind="warning" live title={t.changed(article.version)}>
          {t.changedHintPlain}
        </Notice>
      )}
      {faster && (
        <Notice kind="warning" live title={procedure[lang].fasterTitle}>
          {procedure[lang].faster(at?.assignee ?? t.system)}
        </Notice>
      )}
      {issues && !issues.to && <Lacking lang={lang} id={article.id} findings={findings} issues={issues} />}
      {actsOf({ actor, article, working }).some(({ key }) => decides.has(key)) && (
        <OpenRemarks lang={lang} id={article.id} open={threads.filter(isOpen).length} href="#gop-y" />
      )}
      <LeftNotice lang={lang} id={article.id} left={left} mayWrite={canWrite(actor, article)} />
      {!working && <Notice>{t.recordOnly}</Notice>}
      {article.status === 'returned' && last?.reason && (
        <Notice kind="warning" title={t.returnedBecause(last.by ?? t.system, shortTime(last.at, lang))}>
          <p class="ly-do">{last.reason}</p>
        </Notice>
      )}
    </div>
  )
}

/** What stops the step, each line with the way to its spot in the editor; other issues as they are. */
function Lacking({ lang, id, findings, issues }: { lang: Lang; id: number; findings: readonly Finding[]; issues: Issues }) {
  const t = text[lang]
  const todos = findings.filter(isRequired)
  if (todos.length === 0)
    return <ErrorSummary title={t.cannotSend} errors={Object.values(issues).map((key) => ({ message: issueText(lang, key)! }))} />
  return (
    <div class="loi-tom" role="alert" aria-labelledby="loi-tom" tabindex={-1} autofocus>
      <h2 id="loi-tom">{t.cannotSend}</h2>
      <ul>
        {todos.map((todo) => (
          <li>
            <a href={awayHref(id, todo)}>{findingWords(lang, todo)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const comparedNow = ({ shown: { compared } }: ReviewPage) => compared && { ...compared, count: compared.diff.count }

function Beside({ read, shown, sites, panels, at, issues, threads, licences, findings, mayList }: ReviewPage) {
  const { actor, article, working, revisions, transitions } = read
  const { lang } = actor
  const t = text[lang]
  const mayChange = working && canWrite(actor, article)
  const cover = article.coverId === null ? undefined : shown.media.get(article.coverId)
  return (
    <aside class="xb-ben" aria-label={t.info}>
      <Others read={read} />
      {at && <StagePart lang={lang} id={article.id} at={at} issues={issues} />}
      {working && <RemarksBeside actor={actor} article={article} threads={threads} />}
      {working && article.status !== 'approved' && (
        <section id="kiem-tra" tabindex={-1}>
          <h2 class="hh">{t.checks}</h2>
          <Checks
            lang={lang}
            article={article}
            findings={findings}
            section={sectionName(sites, article.sectionId)}
            mayMend={mayChange}
            mayList={mayList}
          />
          <Licences lang={lang} licences={licences} />
        </section>
      )}
      <section>
        <h2 class="hh">{t.publishing}</h2>
        <Publications read={read} sites={sites} />
      </section>
      <section>
        <h2 class="hh">{t.info}</h2>
        <About lang={lang} article={article} sites={sites} cover={cover} mayChange={mayChange} />
      </section>
      {panels.map((panel) => (
        <section>{panel}</section>
      ))}
      {working && (
        <section>
          <h2 class="hh">{t.history}</h2>
          <History lang={lang} id={article.id} revisions={revisions} transitions={transitions} threads={told(article, threads)} most={6} />
        </section>
      )}
    </aside>
  )
}

/** What found no room in the bar, or in that of a phone. */
function Others({ read }: { read: Read }) {
  const { lang } = read.actor
  const acts = actsOf(read)
  const others = acts.filter((act) => !isInPhoneBar(acts, act))
  if (others.length === 0) return null
  return (
    <section class={others.every(isInBar) ? 'xb-khac only-m' : 'xb-khac'}>
      <h2 class="hh">{text[lang].otherActions}</h2>
      <div class="nut">
        {others.map((act) => (
          <ActButton act={act} lang={lang} small class={isInBar(act) ? 'xb-o-thanh' : undefined} />
        ))}
      </div>
    </section>
  )
}
