import { formatDateTime } from '../../../../kernel/time.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { CardHead } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Prose } from '../../../../ui/prose/prose.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import type { Revision, RevisionHead } from '../../queries.ts'
import type { Thread } from '../../remarks/remark.ts'
import { told } from '../remarks/told.tsx'
import { articleUrl, comparePath, compareUrl, revisionUrl } from '../address.ts'
import { shortTime } from '../names.ts'
import { text } from '../text.ts'
import type { Read } from './reading.ts'
import { beforeUrl, History } from './timeline.tsx'

/** Every revision kept, with what to do about it, and every step taken. */
export function HistoryPage({ read, threads, mayRestore }: { read: Read; threads: readonly Thread[]; mayRestore: boolean }) {
  const { actor, article, revisions, transitions } = read
  const t = text[actor.lang]
  return (
    <>
      <PageHead
        title={t.history}
        lead={article.title || t.untitled}
        actions={
          <>
            {revisions.length > 0 && <LinkButton href={comparePath(article.id)}>{t.compareTitle}</LinkButton>}
            <LinkButton href={articleUrl(article.id)}>{t.backToArticle}</LinkButton>
          </>
        }
      />
      <p class="mo-ta ls-loi">{t.historyLead}</p>
      <div class="dg ls-trang">
        <div>
          {revisions.length > 0 && <CardHead title={t.revisionsTitle} count={revisions.length} />}
          {revisions.length > 0 && (
            <Table caption={t.revisionsTitle} columns={columns(read, mayRestore)} rows={revisions} rowKey={({ number }) => number} />
          )}
        </div>
        <div>
          <CardHead title={t.stepsTitle} />
          <History lang={actor.lang} id={article.id} revisions={revisions} transitions={transitions} threads={told(article, threads)} />
        </div>
      </div>
    </>
  )
}

function columns({ actor: { lang }, article: { id }, revisions }: Read, mayRestore: boolean): Column<RevisionHead>[] {
  const t = text[lang]
  const reasonOf = ({ reason, name }: RevisionHead) => {
    const why = t.why[reason]
    return typeof why === 'function' ? why(name) : (why ?? reason)
  }
  return [
    {
      key: 'number',
      label: t.number,
      main: true,
      cell: ({ number }) => (
        <a class="ten" href={revisionUrl(id, number)}>
          {t.Revision(number)}
        </a>
      ),
    },
    { key: 'why', label: t.keptWhy, cell: reasonOf },
    { key: 'by', label: t.keptBy, cell: ({ by }) => by },
    { key: 'at', label: t.keptWhen, keep: true, cell: ({ at }) => <span class="num">{shortTime(at, lang)}</span> },
    {
      key: 'do',
      label: t.theColumns.action,
      quiet: true,
      cell: ({ number }) => (
        <RevisionActs lang={lang} id={id} number={number} before={beforeUrl(id, revisions, number)} mayRestore={mayRestore} />
      ),
    },
  ]
}

type ActsProps = { lang: Read['actor']['lang']; id: number; number: number; before: ReturnType<typeof beforeUrl>; mayRestore: boolean }

function RevisionActs({ lang, id, number, before, mayRestore }: ActsProps) {
  const t = text[lang]
  return (
    <div class="nut">
      {before && (
        <LinkButton small kind="plain" href={before}>
          {t.compareWithBefore}
          <span class="vh">: {t.revision(number)}</span>
        </LinkButton>
      )}
      {mayRestore && <RestoreForm lang={lang} id={id} number={number} />}
    </div>
  )
}

function RestoreForm({ lang, id, number }: { lang: Read['actor']['lang']; id: number; number: number }) {
  const t = text[lang]
  return (
    <form method="post" action={`${revisionUrl(id, number)}/lay-lai`}>
      <Button small kind="plain" icon="history">
        {t.restoreThis}
        <span class="vh">: {t.revision(number)}</span>
      </Button>
    </form>
  )
}

/** One revision as it was. */
export function RevisionPage({ read, revision, html, mayRestore }: { read: Read; revision: Revision; html: string; mayRestore: boolean }) {
  const { actor, article, revisions } = read
  const t = text[actor.lang]
  const before = beforeUrl(article.id, revisions, revision.number)
  const actions = (
    <>
      {before && <LinkButton href={before}>{t.compareWithBefore}</LinkButton>}
      <LinkButton href={compareUrl(article.id, revision.number, 'now')}>{t.compareWithNow}</LinkButton>
      {mayRestore && <RestoreForm lang={actor.lang} id={article.id} number={revision.number} />}
    </>
  )
  return (
    <>
      <PageHead
        title={t.Revision(revision.number)}
        lead={`${revision.by} · ${formatDateTime(revision.at, actor.lang)}`}
        actions={actions}
      />
      {mayRestore && <p class="ht">{t.restoreHint}</p>}
      <article class="ls-ban" lang={article.lang === actor.lang ? undefined : article.lang}>
        <h2 class="td">{revision.title || t.untitled}</h2>
        <p class="meta">{revision.byline.map(({ name }) => name).join(', ')}</p>
        <p class="sp-o">{revision.lead}</p>
        <Prose html={html} />
      </article>
    </>
  )
}
