import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { formatDate, formatTime, toLocal } from '../../../../kernel/time.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { RadioField } from '../../../../ui/field/choice.tsx'
import { DateField } from '../../../../ui/field/date.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import type { Article, PublicationState } from '../../article.ts'
import { articleUrl } from '../address.ts'
import { issueText } from '../text.ts'
import { text } from './text.ts'

type Told = { lang: Lang; article: Article; issues?: Issues; typed?: Typed }
type Placed = Told & { publication: PublicationState; site: string }

/** Where among the lead stories, and until when. */
export function PinForm({ publication, site, ...page }: Placed) {
  const { lang, article, issues = {}, typed } = page
  const t = text[lang]
  const ranks = ['1', '2', '3', '4', '5']
  return (
    <Question {...page} title={t.pinTitle} lead={t.pinLead(site)}>
      <Form action={articleUrl(article.id, `/xuat-ban/${publication.id}/ghim`)} class="xep">
        <Card>
          <RadioField
            name="rank"
            label={t.rank}
            columns
            value={typed?.rank ?? String(publication.featured ?? 1)}
            error={issueText(lang, issues.rank)}
            options={ranks.map((value) => ({ value, label: value }))}
          />
          <Hour {...page} label={t.until} hint={t.untilHint} value={publication.featuredUntil} />
        </Card>
        <FormActions>
          <Button>{t.pinVerb}</Button>
          {publication.featured !== null && (
            <Button kind="outline" name="off" value="1">
              {t.unpin}
            </Button>
          )}
        </FormActions>
      </Form>
    </Question>
  )
}

/** Until when readers have the item on one site. */
export const LimitForm = ({ publication, site, ...page }: Placed) => (
  <Question {...page} title={text[page.lang].limitTitle} lead={text[page.lang].limitLead(site)}>
    <HourForm
      {...page}
      action={articleUrl(page.article.id, `/xuat-ban/${publication.id}/han`)}
      hint={text[page.lang].limitHint}
      value={publication.expiresAt}
    />
  </Question>
)

/** Before which hour nothing goes out. */
export const EmbargoForm = (page: Told) => (
  <Question {...page} title={text[page.lang].embargoTitle} lead={text[page.lang].embargoLead}>
    <HourForm
      {...page}
      action={articleUrl(page.article.id, '/cong-bo')}
      hint={text[page.lang].embargoHint}
      value={page.article.embargoUntil}
    />
  </Question>
)

function Question({
  lang,
  article,
  issues = {},
  title,
  lead,
  children,
}: Told & { title: string; lead: string; children: ComponentChildren }) {
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <h1>{title}</h1>
      <p class="qd-bai">{article.title}</p>
      <p class="mo-ta">{lead}</p>
      {children}
    </>
  )
}

type HourProps = Told & { hint: string; value: Temporal.Instant | null }

const HourForm = ({ action, ...page }: HourProps & { action: string }) => (
  <Form action={action} class="xep">
    <Card>
      <Hour {...page} label={text[page.lang].date} />
    </Card>
    <FormActions>
      <Button>{text[page.lang].save}</Button>
    </FormActions>
  </Form>
)

function Hour({ lang, label, hint, value, typed, issues = {} }: HourProps & { label: string }) {
  const t = text[lang]
  const at = value && toLocal(value)
  return (
    <FormRow>
      <DateField
        name="date"
        label={label}
        hint={hint}
        value={typed ? typed.date : at ? formatDate(at) : ''}
        error={issueText(lang, issues.date ?? issues.until)}
        optional
      />
      <Field
        name="time"
        label={t.time}
        hint={t.timeHint}
        value={typed ? typed.time : at ? formatTime(at) : ''}
        width="short"
        error={issueText(lang, issues.time)}
        autocomplete="off"
      />
    </FormRow>
  )
}
