import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { CheckField, RadioField } from '../../../../ui/field/choice.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Article, Stage } from '../../article.ts'
import type { ReturnReason } from '../../procedure/settings.ts'
import { text as module } from '../../text.ts'
import { articleUrl, stepUrl } from '../address.ts'
import { issueText, text } from '../text.ts'
import { Changed } from './changed.tsx'
import { Holding } from './holding.tsx'

export type ReturnPage = {
  lang: Lang
  article: Article
  version: number
  typed?: Typed
  issues?: Issues
  changed?: boolean
  reasons: readonly ReturnReason[]
  /** The stage it may go back to instead of its writer. */ before: Stage | null
}

/** Why it goes back: the common reasons to tick, and words of one's own. */
export function Return({ lang, article, version, typed = {}, issues = {}, changed, reasons, before }: ReturnPage) {
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      {changed && <Changed lang={lang} id={article.id} version={article.version} typed={'reason' in typed} />}
      <Holding lang={lang} id={article.id} />
      <h1>{t.returnTitle}</h1>
      <p class="qd-bai">{article.title}</p>
      <p class="mo-ta">{t.returnLead}</p>
      {article.status === 'approved' && <Notice kind="warning">{t.returnScheduled}</Notice>}
      <Form action={stepUrl(article.id, 'return')} class="xep">
        <input type="hidden" name="version" value={version} />
        <Card>
          {before && (
            <RadioField
              name="den"
              label={t.backTo}
              value={typed.den === 'back' ? 'back' : 'writer'}
              options={[
                { value: 'writer', label: t.toWriter, hint: t.toWriterHint },
                { value: 'back', label: t.toStage(t.stepNames[before]), hint: t.toStageHint },
              ]}
            />
          )}
          <fieldset class="qd-ly-do">
            <legend>{t.reasons}</legend>
            {reasons
              .filter(({ used }) => used)
              .map((reason) => (
                <CheckField name={`ly-do-${reason.key}`} label={reasonWords(lang, reason)} checked={typed[`ly-do-${reason.key}`] === '1'} />
              ))}
          </fieldset>
          <AreaField
            name="reason"
            label={t.reason}
            hint={t.reasonHint}
            rows={4}
            maxlength={2000}
            value={typed.reason}
            error={issueText(lang, issues.reason)}
          />
        </Card>
        <FormActions>
          <Button icon="undo-2">{module[lang].steps.return}</Button>
          <LinkButton kind="outline" href={articleUrl(article.id)}>
            {t.backToArticle}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

/** The agency's words for a reason, or the shipped ones. */
export const reasonWords = (lang: Lang, { key, words }: ReturnReason) =>
  words || ((text[lang].commonReasons as Record<string, string>)[key] ?? key)

/** The ticked reasons and the person's own words: what the writer will read, and the keys that are counted. */
export function givenReasons(lang: Lang, typed: Typed, reasons: readonly ReturnReason[]) {
  const ticked = reasons.filter(({ key, used }) => used && typed[`ly-do-${key}`] === '1')
  const words = [ticked.map((one) => reasonWords(lang, one)).join('; '), (typed.reason ?? '').trim()]
  return { reason: words.filter(Boolean).join('\n'), reasons: ticked.map(({ key }) => key) }
}
