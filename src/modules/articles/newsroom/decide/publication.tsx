import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDate, formatDateTime, formatTime, toLocal } from '../../../../kernel/time.ts'
import { Confirm } from '../../../../ui/dialog/dialog.tsx'
import { CheckField, SelectField } from '../../../../ui/field/choice.tsx'
import { DateField } from '../../../../ui/field/date.tsx'
import { AreaField, Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, FormRow } from '../../../../ui/form/form.tsx'
import type { Site } from '../../../sites/index.ts'
import { withdrawalReasons, type Article, type PublicationState, type PublicationStep } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, publicationUrl } from '../address.ts'
import { siteName } from '../names.ts'
import { OpenRemarks } from '../remarks/open.tsx'
import { issueText, text } from '../text.ts'

export type PublicationPage = {
  lang: Lang
  article: Article
  publication: PublicationState
  step: PublicationStep
  sites: readonly Site[]
  /** Sites that made an item of their own of this one, before readers now. */
  copies: readonly number[]
  /** Talks about the text that nobody has closed. */
  open: number
  typed?: Typed
  issues?: Issues
}

/** One step of one publication, asked once more: what will happen to whom, and what must be said. */
export function PublicationQuestion(page: PublicationPage) {
  const { lang, article, publication, step, sites, issues = {} } = page
  const t = text[lang]
  const { title, text: effect } = t.confirm[step]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <Confirm
        title={title}
        action={publicationUrl(article.id, publication.id, step)}
        verb={module[lang].steps[step]}
        danger={step === 'withdraw'}
        cancelHref={articleUrl(article.id)}
        fields={<Fields {...page} />}
      >
        <p class="qd-bai">{article.title}</p>
        <p>{effect(siteName(sites, publication.siteId))}</p>
        <OpenRemarks lang={lang} id={article.id} open={page.open} />
        {publication.status === 'scheduled' && <p class="mo-ta num">{t.was(formatDateTime(publication.publishAt, lang))}</p>}
        {publication.status === 'live' && publication.liveAt && (
          <p class="mo-ta num">{t.liveSince(formatDateTime(publication.liveAt, lang))}</p>
        )}
      </Confirm>
    </>
  )
}

function Fields(page: PublicationPage) {
  const { lang, publication, step, typed, issues = {} } = page
  const t = text[lang]
  const error = (name: string) => issueText(lang, issues[name])
  if (step === 'publish') return null
  if (step === 'reschedule') {
    const planned = toLocal(publication.publishAt)
    return (
      <FormRow>
        <DateField name="date" label={t.date} value={typed?.date ?? formatDate(planned)} error={error('date')} />
        <Field
          name="time"
          label={t.time}
          hint={t.timeHint}
          value={typed?.time ?? formatTime(planned)}
          width="short"
          error={error('time')}
          autocomplete="off"
        />
      </FormRow>
    )
  }
  if (step === 'withdraw') return <WithdrawFields {...page} />
  return <AreaField name="reason" label={t.restoreReason} rows={3} maxlength={1000} value={typed?.reason} error={error('reason')} />
}

/** Why, what readers are told, what they are led to instead, and where else it goes at the same moment. */
function WithdrawFields({ lang, article, publication, sites, copies, typed, issues = {} }: PublicationPage) {
  const t = text[lang]
  const error = (name: string) => issueText(lang, issues[name])
  const others = article.publications.filter(({ id, status }) => id !== publication.id && status === 'live')
  const there = [...others.map(({ siteId }) => siteId), ...copies]
  const names = [...new Set(there)].map((id) => siteName(sites, id)).join(', ')
  return (
    <>
      <SelectField
        name="why"
        label={t.withdrawReason}
        value={typed?.why}
        error={error('why')}
        options={withdrawalReasons.map((value) => ({ value, label: module[lang].withdrawalReasons[value] }))}
      />
      <AreaField
        name="reason"
        label={t.withdrawNotice}
        hint={t.withdrawHint}
        rows={3}
        maxlength={1000}
        value={typed?.reason}
        error={error('reason')}
        optional
      />
      <Field
        name="replacedBy"
        label={t.replacedBy}
        hint={t.replacedByHint}
        value={typed?.replacedBy}
        error={error('replacedBy')}
        autocomplete="off"
        optional
      />
      {there.length > 0 && <CheckField name="everywhere" label={t.everywhere(names)} checked={typed ? typed.everywhere === '1' : true} />}
    </>
  )
}
