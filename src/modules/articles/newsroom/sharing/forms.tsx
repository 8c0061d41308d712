import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { ChecksField, RadioField, SelectField } from '../../../../ui/field/choice.tsx'
import { AreaField, Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import type { Site } from '../../../sites/index.ts'
import type { Article } from '../../article.ts'
import { shareModes, type Share } from '../../sharing/share.ts'
import { sectionName, sectionOptions, shortTime, siteName } from '../names.ts'
import { issueText } from '../text.ts'
import { askingUrl, givingUrl, shareUrl } from './address.ts'
import { text } from './text.ts'

type Told = { lang: Lang; sites: readonly Site[]; typed?: Typed; issues?: Issues }

/** The item's own site: whom to offer it to, who has it, and the way to take it back from all. */
export function Giving(
  page: Told & {
    article: Article
    shares: readonly Share[]
    others: readonly { site: Site; straight: boolean }[]
    chosen: readonly number[]
  },
) {
  const { lang, sites, article, shares, others, chosen, typed, issues = {} } = page
  const t = text[lang]
  const live = article.publications.some(({ canonical, status }) => canonical && status === 'live')
  return (
    <Question {...page} title={t.giveTitle} of={article.title}>
      {article.copiedFrom !== null && <Notice>{issueText(lang, 'shareOfCopy')}</Notice>}
      {article.copiedFrom === null && !live && <Notice>{t.notLive}</Notice>}
      {article.copiedFrom === null && live && others.length > 0 && (
        <Form action={givingUrl(article.id)} class="xep">
          <Card>
            <ChecksField
              name="sites"
              label={t.offerTo}
              hint={t.offerHint}
              error={issueText(lang, issues.sites)}
              values={chosen.map(String)}
              options={others.map(({ site, straight }) => ({
                value: String(site.id),
                label: site.name,
                hint: straight ? t.straight : undefined,
              }))}
            />
            <AreaField name="words" label={t.words} hint={t.wordsHint} rows={2} maxlength={1000} value={typed?.words} optional />
          </Card>
          <FormActions>
            <Button>{t.offer}</Button>
          </FormActions>
        </Form>
      )}
      <Given lang={lang} sites={sites} shares={shares} />
      {live && <Recall {...page} />}
    </Question>
  )
}

const Given = ({ lang, sites, shares }: { lang: Lang; sites: readonly Site[]; shares: readonly Share[] }) => {
  const t = text[lang]
  return (
    <Card title={t.history}>
      <Table
        caption={t.history}
        rows={shares}
        rowKey={({ id }) => id}
        empty={<p class="nt">{t.nothingGiven}</p>}
        columns={[
          { key: 'site', label: t.from, main: true, cell: ({ to }) => siteName(sites, to) },
          {
            key: 'what',
            label: t.whatFor,
            cell: ({ kind, state, mode }) => [t.kinds[kind], t.states[state], mode && t.modes[mode]].filter(Boolean).join(', '),
          },
          { key: 'words', label: t.words, cell: ({ words, answer }) => [words, answer].filter(Boolean).join(' · ') },
          {
            key: 'since',
            label: t.since,
            keep: true,
            cell: ({ madeAt, madeBy, answeredAt, answeredBy }) => `${answeredBy ?? madeBy}, ${shortTime(answeredAt ?? madeAt, lang)}`,
          },
        ]}
      />
    </Card>
  )
}

function Recall({ lang, article, shares, typed, issues = {} }: Told & { article: Article; shares: readonly Share[] }) {
  const t = text[lang]
  const there = article.publications.some(({ canonical, status }) => !canonical && status === 'live')
  if (!there && !shares.some(({ state }) => state === 'taken')) return null
  return (
    <Form action={givingUrl(article.id, '/thu-hoi')} class="xep">
      <Card title={t.recallTitle}>
        <p class="mo-ta">{t.recallLead}</p>
        <AreaField
          name="reason"
          label={t.recallReason}
          rows={2}
          maxlength={1000}
          value={typed?.reason}
          error={issueText(lang, issues.reason)}
        />
      </Card>
      <FormActions>
        <Button kind="danger">{t.recall}</Button>
      </FormActions>
    </Form>
  )
}

type Answering = Told & { share: Share; lead?: string; address: string | undefined }

/** The answer to an offer: take it, in which way and where; or not. */
export function Taking({ share, address, ...page }: Answering) {
  const { lang, sites } = page
  const t = text[lang]
  return (
    <Question {...page} title={t.takeTitle} of={share.title} lead={t.takeLead(siteName(sites, share.from), siteName(sites, share.to))}>
      <Said lang={lang} share={share} address={address} />
      <Form action={shareUrl(share.id)} class="xep">
        <PlacingFields {...page} site={sites.find(({ id }) => id === share.to)!} />
        <FormActions>
          <Button>{t.take}</Button>
          <Button kind="outline" name="no" value="1">
            {t.decline}
          </Button>
        </FormActions>
      </Form>
    </Question>
  )
}

/** The answer to a question: give it as it was asked for, or not. */
export function Granting({ share, address, ...page }: Answering) {
  const { lang, sites, typed } = page
  const t = text[lang]
  const lead = t.grantLead(siteName(sites, share.to), t.modes[share.mode!].toLowerCase(), sectionName(sites, share.sectionId))
  return (
    <Question {...page} title={t.grantTitle} of={share.title} lead={lead}>
      <Said lang={lang} share={share} address={address} />
      <Form action={shareUrl(share.id)} class="xep">
        <AreaField name="words" label={t.answerWords} rows={2} maxlength={1000} value={typed?.words} optional />
        <FormActions>
          <Button kind="approve">{t.grant}</Button>
          <Button kind="outline" name="no" value="1">
            {t.refuse}
          </Button>
        </FormActions>
      </Form>
    </Question>
  )
}

const Said = ({ lang, share: { words, madeBy, headline }, address }: { lang: Lang; share: Share; address: string | undefined }) => (
  <>
    {words && (
      <Notice title={text[lang].said(madeBy)}>
        <p>{words}</p>
      </Notice>
    )}
    {headline && (
      <p>
        {text[lang].headline}: <b>{headline}</b>
      </p>
    )}
    {address && (
      <p>
        <a href={address} target="_blank" rel="noopener">
          {text[lang].see}
        </a>
      </p>
    )}
  </>
)

type AskingForm = Told & {
  item: { id: number; title: string; from: string }
  own: readonly Site[]
  site: Site
  address: string | undefined
}

/** The question of another site: for which of one's sites, in which way, where. */
export function AskingFor({ item, own, site, address, ...page }: AskingForm) {
  const { lang, typed, issues = {} } = page
  const t = text[lang]
  return (
    <Question {...page} title={t.askTitle} of={item.title} lead={t.askLead(item.from)}>
      {address && (
        <p>
          <a href={address} target="_blank" rel="noopener">
            {t.see}
          </a>
        </p>
      )}
      {own.length > 1 && (
        <Form action={askingUrl(item.id)} method="get" class="xep">
          <SelectField
            name="trang"
            label={t.toSite}
            empty={false}
            value={String(site.id)}
            options={own.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <FormActions>
            <Button kind="outline">{t.toSite}</Button>
          </FormActions>
        </Form>
      )}
      <Form action={askingUrl(item.id)} class="xep">
        <input type="hidden" name="site" value={site.id} />
        {issues.site && <p class="loi">{issueText(lang, issues.site)}</p>}
        <p>
          <b>{site.name}</b>
        </p>
        <PlacingFields {...page} site={site} />
        <AreaField name="words" label={t.words} hint={t.wordsHint} rows={2} maxlength={1000} value={typed?.words} optional />
        <FormActions>
          <Button>{t.send}</Button>
        </FormActions>
      </Form>
    </Question>
  )
}

export const Renaming = ({ share, ...page }: Told & { share: Share }) => (
  <Question {...page} title={text[page.lang].renameTitle} of={share.title} lead={siteName(page.sites, share.to)}>
    <Form action={shareUrl(share.id, '/tieu-de')} class="xep">
      <Headline {...page} value={share.headline} />
      <FormActions>
        <Button>{text[page.lang].save}</Button>
      </FormActions>
    </Form>
  </Question>
)

function PlacingFields({ site, ...page }: Told & { site: Site }) {
  const { lang, typed, issues = {} } = page
  const t = text[lang]
  return (
    <Card>
      <RadioField
        name="mode"
        label={t.mode}
        value={typed?.mode ?? 'link'}
        error={issueText(lang, issues.mode)}
        options={shareModes.map((value) => ({ value, label: t.modes[value], hint: t.modeHints[value] }))}
      />
      <SelectField
        name="section"
        label={t.section}
        value={typed?.section}
        error={issueText(lang, issues.section)}
        options={sectionOptions(site.sections.filter(({ hidden }) => !hidden))}
      />
      <Headline {...page} value="" />
    </Card>
  )
}

const Headline = ({ lang, typed, issues = {}, value }: Told & { value: string }) => (
  <Field
    name="headline"
    label={text[lang].headline}
    hint={text[lang].headlineHint}
    value={typed?.headline ?? value}
    error={issueText(lang, issues.headline)}
    autocomplete="off"
    optional
  />
)

type QuestionProps = Told & { title: string; of: string; lead?: string; children: ComponentChildren }

const Question = ({ lang, issues = {}, title, of, lead, children }: QuestionProps) => (
  <>
    <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
    <h1>{title}</h1>
    <p class="qd-bai">{of}</p>
    {lead && <p class="mo-ta">{lead}</p>}
    <div class="xep">{children}</div>
  </>
)
