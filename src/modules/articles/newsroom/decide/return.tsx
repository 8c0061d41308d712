import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { CheckField } from '../../../../ui/field/choice.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Article } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, stepUrl } from '../address.ts'
import { issueText, text } from '../text.ts'
import { Changed } from './changed.tsx'
import { Holding } from './holding.tsx'

export type ReturnPage = { lang: Lang; article: Article; version: number; typed?: Typed; issues?: Issues; changed?: boolean }

/** Why it goes back: the common reasons to tick, and words of one's own. */
export function Return({ lang, article, version, typed = {}, issues = {}, changed }: ReturnPage) {
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
          <fieldset class="qd-ly-do">
            <legend>{t.reasons}</legend>
            {t.commonReasons.map((reason, index) => (
              <CheckField name={`ly-do-${index}`} label={reason} checked={typed[`ly-do-${index}`] === '1'} />
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

/** The ticked reasons, then the person's own words: what the writer will read. */
export function reasonOf(lang: Lang, typed: Typed): string {
  const ticked = text[lang].commonReasons.filter((_, index) => typed[`ly-do-${index}`] === '1')
  return [ticked.join('; '), (typed.reason ?? '').trim()].filter(Boolean).join('\n')
}
