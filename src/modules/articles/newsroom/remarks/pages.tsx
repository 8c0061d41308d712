import type { Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { CheckField } from '../../../../ui/field/choice.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Tabs } from '../../../../ui/tabs/tabs.tsx'
import type { Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { textAt } from '../../remarks/anchor.ts'
import { isOpen, limits, type Placed, type Said } from '../../remarks/remark.ts'
import { articleUrl } from '../address.ts'
import { text as newsroom } from '../text.ts'
import { newRemarkUrl, remarksUrl, remarkUrl } from './address.ts'
import { placeWords } from './places.ts'
import { issueWords, text } from './text.ts'
import { Thread } from './thread.tsx'

type About = { actor: Actor; article: Article }
type Told = { issues?: Issues; typed?: Typed }

export const filters = ['open', 'done', 'all'] as const
export type Filter = (typeof filters)[number]
const filterWords = { open: '', done: 'xong', all: 'tat-ca' } as const
export const filterOf = (word: unknown): Filter => filters.find((one) => filterWords[one] === word) ?? 'open'

const keeps: Record<Filter, (thread: Placed) => boolean> = { open: isOpen, done: (thread) => !isOpen(thread), all: () => true }

/** Every talk about an article, in the order of its text. */
export function RemarksPage({ actor, article, threads, filter }: About & { threads: readonly Placed[]; filter: Filter }) {
  const t = text[actor.lang]
  const shown = threads.filter(keeps[filter])
  return (
    <>
      <PageHead
        title={t.remarks}
        lead={article.title || newsroom[actor.lang].untitled}
        actions={
          <>
            <LinkButton href={articleUrl(article.id)}>{t.toArticle}</LinkButton>
            <LinkButton kind="primary" icon="message-square-text" href={newRemarkUrl(article.id, '')}>
              {t.sayWhole}
            </LinkButton>
          </>
        }
      />
      <p class="mo-ta">{t.lead}</p>
      <Tabs
        label={t.filter}
        tabs={filters.map((one) => ({
          label: t[one],
          href: remarksUrl(article.id, filterWords[one] && `?loc=${filterWords[one]}`),
          current: one === filter,
          count: threads.filter(keeps[one]).length,
        }))}
      />
      {shown.length === 0 && (
        <Empty icon="message-square-text" title={threads.length === 0 ? t.none : t.noneOpen}>
          {t.noneHint}
        </Empty>
      )}
      <div class="gy-ds">
        {shown.map((thread) => (
          <Thread actor={actor} article={article} thread={thread} placeUrl={placeUrlOf(article.id)} />
        ))}
      </div>
    </>
  )
}

const placeUrlOf = (id: number) => (block: string) => `${articleUrl(id)}#doan-${block}`

/** One talk at its own address, its answer's field open. */
export function ThreadPage({ actor, article, thread, changed, issues = {}, typed }: About & Told & { thread: Placed; changed?: boolean }) {
  const t = text[actor.lang]
  const field = typed?.reject === '1' ? `tu-choi-${thread.id}` : `tra-loi-${thread.id}`
  return (
    <>
      <ErrorSummary
        errors={Object.entries(issues).map(([name, key]) => ({
          ...(name === 'words' && { field }),
          message: issueWords(actor.lang, key)!,
        }))}
      />
      {changed && (
        <Notice kind="warning" live title={t.tooLate}>
          {t.tooLateHint}
        </Notice>
      )}
      <PageHead
        title={t.thread(thread.by)}
        lead={article.title || newsroom[actor.lang].untitled}
        actions={<Ways actor={actor} article={article} thread={thread} />}
      />
      <Thread actor={actor} article={article} thread={thread} placeUrl={placeUrlOf(article.id)} alone issues={issues} typed={typed} />
    </>
  )
}

function Ways({ actor, article, thread }: About & { thread: Placed }) {
  const { lang } = actor
  return (
    <>
      {thread.spot && canWrite(actor, article) && (
        <LinkButton icon="pen-line" href={`${articleUrl(article.id, '/viet')}#gop-y-${thread.id}`}>
          {newsroom[lang].openEditor}
        </LinkButton>
      )}
      <LinkButton href={`${articleUrl(article.id)}#gop-y-${thread.id}`}>{text[lang].toText}</LinkButton>
    </>
  )
}

/** The form for a place: the words there, what to say, and other words for them. */
export function NewRemark({ actor, article, place, issues = {}, typed = {} }: About & Told & { place: string }) {
  const { lang } = actor
  const t = text[lang]
  const error = (name: string) => issueWords(lang, issues[name])
  const words = typed.quote ?? textAt(article, place) ?? ''
  const quotes = place !== '' && (words !== '' || issues.quote !== undefined)
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueWords(lang, key)! }))} />
      <PageHead title={t.sayAbout(placeWords(lang, article, place))} lead={article.title || newsroom[lang].untitled} />
      <Form action={remarksUrl(article.id)} class="xep">
        <input type="hidden" name="place" value={place} />
        {typed.start !== undefined && <input type="hidden" name="start" value={typed.start} />}
        <Card>
          {quotes && <AreaField name="quote" label={t.quote} hint={t.quoteHint} rows={3} value={words} error={error('quote')} />}
          <AreaField
            name="words"
            label={t.words}
            hint={t.wordsHint}
            rows={4}
            maxlength={limits.words}
            value={typed.words}
            error={error('words')}
          />
          {quotes && <Suggest {...{ lang, typed, issues }} words={words} />}
        </Card>
        <FormActions>
          <Button icon="message-square-text">{t.send}</Button>
          <LinkButton href={articleUrl(article.id)}>{t.toArticle}</LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

function Suggest({ lang, typed, issues, words }: { lang: Actor['lang']; typed: Typed; issues: Issues; words: string }) {
  const t = text[lang]
  return (
    <div class="gy-de-nghi">
      <CheckField name="suggest" label={t.suggest} checked={typed.suggest === '1'} />
      <AreaField
        name="wording"
        label={t.wording}
        hint={t.wordingHint}
        rows={3}
        maxlength={limits.wording}
        value={typed.wording ?? words}
        error={issueWords(lang, issues.wording)}
      />
    </div>
  )
}

/** Asks why before something said is taken out of sight. */
export function HidePage({ actor: { lang }, article, said, issues = {}, typed = {} }: About & Told & { said: Said }) {
  const t = text[lang]
  const error = issueWords(lang, issues.why)
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'why', message: error }] : []} />
      <h1>{t.hideTitle}</h1>
      <p class="mo-ta">{t.hideLead}</p>
      <blockquote class="gy-trich">{said.words}</blockquote>
      <Form action={remarkUrl(article.id, said.id, '/an')} class="xep">
        <Card>
          <AreaField name="why" label={t.why} rows={2} maxlength={limits.why} value={typed.why} error={error} />
        </Card>
        <FormActions>
          <Button kind="danger" icon="eye-off">
            {t.hide}
          </Button>
          <LinkButton href={remarksUrl(article.id)}>{t.remarks}</LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
