import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { ErrorSummary } from '../../../../ui/form/form.tsx'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Prose } from '../../../../ui/prose/prose.tsx'
import { Steps } from '../../../../ui/steps/steps.tsx'
import type { Finding } from '../../../coach/index.ts'
import type { Site } from '../../../sites/index.ts'
import { canWrite, statusWord } from '../../article.ts'
import type { LeftWording } from '../../commands/wordings.ts'
import { About } from '../about/facts.tsx'
import { awayHref, findingWords, isRequired } from '../about/findings.ts'
import { Checks } from '../about/checks.tsx'
import { listPath, queuePath } from '../address.ts'
import { sectionName, shortTime } from '../names.ts'
import type { Reviewers } from '../reviewers.ts'
import { stagesOf } from '../stages.ts'
import { issueText, text } from '../text.ts'
import { ActButton, actsOf, isInBar, isInPhoneBar } from './acts.tsx'
import { CompareForm } from './compare.tsx'
import { Publications } from './publications.tsx'
import type { Read, Shown } from './reading.ts'
import { LeftNotice } from './left.tsx'
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
  panels: readonly ComponentChildren[]
  /** Other wordings of a place that nobody has chosen about. */
  left: readonly LeftWording[]
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
  const {
    read: { actor, article, working, transitions },
    reviewers,
  } = page
  return (
    <>
      <Steps steps={stagesOf(article, transitions, actor.lang, working ? reviewers : undefined)} />
      <div class="ed">
        <main class="giay" id="noi-dung" tabindex={-1}>
          <div class="to">
            <Notices {...page} />
            {working && <CompareForm {...page} />}
            <Text {...page} />
          </div>
        </main>
        <Beside {...page} />
      </div>
    </>
  )
}

function Notices({ read: { actor, article, working, transitions }, issues, changed, left, findings }: ReviewPage) {
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
      {issues && <Lacking lang={lang} id={article.id} findings={findings} issues={issues} />}
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

function Text({ read: { actor, article }, shown: { written, html, compared } }: ReviewPage) {
  const t = text[actor.lang]
  const own = article.lang === actor.lang ? undefined : article.lang
  if (compared)
    return (
      <>
        <h1 class="vh">{written.title || t.untitled}</h1>
        <div class="xb-sua" lang={own} dangerouslySetInnerHTML={{ __html: compared.diff.html }} />
      </>
    )
  return (
    <article lang={own}>
      <h1 class="td">{written.title || t.untitled}</h1>
      {written.lead && <p class="sp-o">{written.lead}</p>}
      <Prose html={html} />
    </article>
  )
}

function Beside({ read, shown, sites, panels, findings, mayList }: ReviewPage) {
  const { actor, article, working, revisions, transitions } = read
  const { lang } = actor
  const t = text[lang]
  const mayChange = working && canWrite(actor, article)
  const cover = article.coverId === null ? undefined : shown.media.get(article.coverId)
  return (
    <aside class="xb-ben" aria-label={t.info}>
      <Others read={read} />
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
          <History lang={lang} id={article.id} revisions={revisions} transitions={transitions} most={6} />
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
