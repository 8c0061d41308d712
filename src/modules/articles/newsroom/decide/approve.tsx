import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { RadioField, SelectField } from '../../../../ui/field/choice.tsx'
import { DateField } from '../../../../ui/field/date.tsx'
import { AreaField, Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Site } from '../../../sites/index.ts'
import { correctionReasons, type Article } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, stepUrl } from '../address.ts'
import { text as bundles } from '../bundles/text.ts'
import { sectionOptions, shortTime } from '../names.ts'
import { OpenRemarks } from '../remarks/open.tsx'
import { issueText, text } from '../text.ts'
import { Changed } from './changed.tsx'
import { Holding } from './holding.tsx'
import { firstHour } from './plan.ts'

export type ApprovePage = {
  lang: Lang
  article: Article
  /** The version that was on the screen, or the new one when it has changed since. */
  version: number
  /** Sites beside the item's own on which this person may place it. */
  sites: readonly Site[]
  /** The bundle with which it goes out, whose hour is its hour. */
  bundle: { name: string; releaseAt: Temporal.Instant } | null
  /** Talks about the text that nobody has closed. */
  open: number
  typed?: Typed
  issues?: Issues
  changed?: boolean
}

type Asked = Pick<ApprovePage, 'lang' | 'article' | 'typed' | 'issues'>

/** When and where readers get it; and what they are told when they have it already. */
export function Approve(page: ApprovePage) {
  const { lang, article, version, bundle, typed, issues = {}, changed } = page
  const t = text[lang]
  const live = article.publications.some(({ status }) => status === 'live')
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      {changed && <Changed lang={lang} id={article.id} version={article.version} typed={typed !== undefined} />}
      <Holding lang={lang} id={article.id} />
      <h1>{t.approveTitle}</h1>
      <p class="qd-bai">{article.title}</p>
      {!changed && <p class="mo-ta">{t.approveOf(version)}</p>}
      <OpenRemarks lang={lang} id={article.id} open={page.open} />
      <Form action={stepUrl(article.id, 'approve')} class="xep">
        <input type="hidden" name="version" value={version} />
        {bundle && !live ? (
          <Notice>
            <input type="hidden" name="when" value="now" />
            {bundles[lang].inBundle(bundle.name, shortTime(bundle.releaseAt, lang))}
          </Notice>
        ) : (
          <When {...page} live={live} />
        )}
        <OtherSites {...page} />
        {live && <Correction {...page} />}
        <FormActions>
          <Button kind="approve" icon="check">
            {live ? t.approve : t.approveSchedule}
          </Button>
          <LinkButton kind="outline" href={articleUrl(article.id)}>
            {t.backToArticle}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

export function When({ lang, article, typed, issues = {}, live }: Asked & { live: boolean }) {
  const t = text[lang]
  const value = { ...firstHour(article), ...typed }
  const error = (name: string) => issueText(lang, issues[name])
  return (
    <Card>
      {live && <Notice>{t.approveLive}</Notice>}
      <RadioField
        name="when"
        label={t.when}
        columns
        value={value.when}
        error={error('when')}
        options={[
          { value: 'now', label: t.whenNow },
          { value: 'later', label: t.whenLater },
        ]}
      />
      <FormRow>
        <DateField name="date" label={t.date} value={value.date} error={error('date')} />
        <Field name="time" label={t.time} hint={t.timeHint} value={value.time} width="short" error={error('time')} autocomplete="off" />
      </FormRow>
    </Card>
  )
}

function OtherSites({ lang, article, sites, typed, issues = {} }: ApprovePage) {
  const t = text[lang]
  if (sites.length === 0) return null
  const now = (site: Site) => article.publications.find(({ siteId }) => siteId === site.id)?.sectionId
  return (
    <Card title={t.otherSites}>
      <p class="ht" id="sites">
        {t.otherSitesHint}
      </p>
      {issues.sites && <p class="loi">{issueText(lang, issues.sites)}</p>}
      {sites.map((site) => (
        <SelectField
          name={`site-${site.id}`}
          label={site.name}
          empty={t.notThere}
          value={typed ? (typed[`site-${site.id}`] ?? '') : String(now(site) ?? '')}
          error={issueText(lang, issues[`site-${site.id}`])}
          options={sectionOptions(site.sections.filter(({ hidden }) => !hidden))}
        />
      ))}
    </Card>
  )
}

export function Correction({ lang, typed = {}, issues = {} }: Omit<Asked, 'article'>) {
  const t = text[lang]
  const error = (name: string) => issueText(lang, issues[name])
  return (
    <Card title={t.correction}>
      <p class="ht">{t.correctionHint}</p>
      <SelectField
        name="why"
        label={t.correctionReason}
        empty={false}
        value={typed.why ?? 'error'}
        error={error('why')}
        options={correctionReasons.map((value) => ({ value, label: module[lang].correctionReasons[value] }))}
      />
      <AreaField name="original" label={t.original} rows={2} maxlength={1000} value={typed.original} error={error('original')} optional />
      <AreaField
        name="corrected"
        label={t.correctedText}
        rows={2}
        maxlength={1000}
        value={typed.corrected}
        error={error('corrected')}
        optional
      />
      <AreaField name="notice" label={t.notice} rows={2} maxlength={1000} value={typed.notice} error={error('notice')} optional />
    </Card>
  )
}
