import type { Issues } from '../../../../kernel/errors.ts'
import { formatNumber, type Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { AreaField, Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Prose } from '../../../../ui/prose/prose.tsx'
import type { Article } from '../../article.ts'
import type { Waiting } from '../../readings.ts'
import { articleUrl, readingUrl, wordPath } from '../address.ts'
import { Report } from './report.tsx'
import { text } from './text.ts'

export type WordLook = {
  lang: Lang
  reading: Waiting
  /** The text converted to Unicode is shown, and would be taken. */
  inUnicode: boolean
  /** The body as it would look, drawn by our renderer. */
  html: string
  article: Pick<Article, 'id' | 'title' | 'lead' | 'version'> | null
  typed?: { title: string; lead: string }
  issues?: Issues
}

/** The text as it would come in, what happened to it on the way, and the choice. */
export function WordLook(page: WordLook) {
  const { lang, reading, inUnicode, html, article, issues = {} } = page
  const t = text[lang]
  const draft = inUnicode ? reading.legacy!.draft : reading.draft
  const { left, taken, refused } = reading.pictures
  return (
    <>
      <Problems lang={lang} issues={issues} />
      <PageHead title={t.preview} lead={t.from(reading.name)} />
      {left > 0 && taken + refused > 0 && (
        <Notice live>{t.morePictures(formatNumber(taken + refused, lang), formatNumber(left, lang))}</Notice>
      )}
      <OldLetters {...page} />
      <div class="word-hai">
        <Form action={readingUrl(reading.id)} class="word-nhan" label={t.preview}>
          <Fields {...page} />
          <Choices {...page} />
          <section aria-label={t.body} lang="vi">
            {html ? <Prose html={html} /> : <p class="mo-ta">{t.empty}</p>}
          </section>
        </Form>
        <aside class="word-ben">
          <Report lang={lang} body={draft.body} notes={draft.notes} pictures={left + taken} />
          <Form action={readingUrl(reading.id, '/bo')}>
            <FormActions>
              <LinkButton kind="outline" icon="upload" href={article ? articleUrl(article.id, '/ban-word') : wordPath}>
                {t.other}
              </LinkButton>
              <Button kind="plain" icon="trash-2">
                {t.drop}
              </Button>
            </FormActions>
          </Form>
        </aside>
      </div>
    </>
  )
}

function Problems({ lang, issues }: { lang: Lang; issues: Issues }) {
  const t = text[lang]
  if (issues.version)
    return (
      <Notice kind="warning" live title={t.changed}>
        {t.changedHint}
      </Notice>
    )
  const said: Record<string, string> = t.takeIssues
  const errors = Object.entries(issues).map(([field, key]) => ({ field, message: said[key] ?? t.takeIssues.other }))
  return <ErrorSummary title={t.cannotTake} errors={errors} />
}

/** Old fonts are told and shown; nothing is converted unless somebody asks. */
function OldLetters({ lang, reading: { id, legacy }, inUnicode }: WordLook) {
  const t = text[lang].legacy
  if (!legacy) return null
  const name = t.names[legacy.encoding]
  if (inUnicode)
    return (
      <Notice kind="success" title={t.shown(name)}>
        <p>
          <a href={readingUrl(id)}>{t.asIs}</a>
        </p>
      </Notice>
    )
  return (
    <Notice kind="warning" title={legacy.by === 'font' ? t.title(name) : t.guess(name)}>
      <p>{t.sample(legacy.before, legacy.after)}</p>
      <Form method="get" action={readingUrl(id)} label={t.convert}>
        <FormActions>
          <Button icon="languages" name="ma" value="unicode">
            {t.convert}
          </Button>
        </FormActions>
      </Form>
    </Notice>
  )
}

function Fields({ lang, reading, inUnicode, article, typed, issues = {} }: WordLook) {
  const t = text[lang]
  const draft = inUnicode ? reading.legacy!.draft : reading.draft
  const said: Record<string, string> = t.takeIssues
  return (
    <>
      <Field
        name="title"
        label={t.title}
        hint={draft.titleBlock ? t.titleHint : t.titleNone}
        value={typed?.title ?? (draft.title || (article?.title ?? ''))}
        error={said[issues.title ?? '']}
      />
      <AreaField
        name="lead"
        label={t.leadLabel}
        hint={draft.leadBlock ? t.leadHint : t.leadNone}
        value={typed?.lead ?? (draft.lead || (article?.lead ?? ''))}
        rows={3}
        error={said[issues.lead ?? '']}
      />
      {inUnicode && <input type="hidden" name="ma" value="unicode" />}
      {article && <input type="hidden" name="version" value={article.version} />}
    </>
  )
}

function Choices({ lang, reading, article }: WordLook) {
  const t = text[lang]
  return (
    <>
      {article && <p class="mo-ta">{t.replaces(article.title || t.untitled)}</p>}
      <div class="word-tien" data-words={JSON.stringify(t.island)} data-anh={reading.pictures.left} role="status" hidden />
      <FormActions>
        <Button icon="check">{t.accept}</Button>
      </FormActions>
    </>
  )
}
