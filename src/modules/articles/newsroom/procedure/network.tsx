import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { CheckField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import type { Site } from '../../../sites/index.ts'
import { genres, stages, type Stage } from '../../article.ts'
import { stagesFor, type ChosenStages, type ReturnReason } from '../../procedure/settings.ts'
import { text as module } from '../../text.ts'
import { reasonWords } from '../decide/return.tsx'
import { issueText, text as newsroom } from '../text.ts'
import { procedurePath, procedureUrl } from './address.ts'
import { newReasons, officeFields } from './forms.ts'
import { countOptions } from './site.tsx'
import { text } from './text.ts'

export const parts = ['buoc', 'gio', 'ly-do'] as const
/** A form of the page, as the field `phan` names it. */
export type Part = (typeof parts)[number]

export type Procedure = {
  lang: Lang
  /** Those the reader may arrange. */
  sites: readonly Site[]
  /** What holds for all sites is for who keeps all of them. */
  whole: boolean
  chosen: ChosenStages
  hours: Record<Stage, number>
  office: readonly { from: string; to: string }[]
  reasons: readonly ReturnReason[]
  part?: Part
  typed?: Typed
  issues?: Issues
}

/** How items are reviewed: by site, and what holds for all of them. */
export function Procedure(page: Procedure) {
  const { lang, issues = {}, whole } = page
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead title={t.title} lead={t.lead} />
      <div class="xep">
        <Notice>{t.onTheirWay}</Notice>
        <Sites {...page} />
        {whole && <ForAll {...page} />}
        {whole && <Time {...page} />}
        {whole && <Reasons {...page} />}
      </div>
    </>
  )
}

function Sites({ lang, sites, chosen }: Procedure) {
  const t = text[lang]
  const own = (site: Site) => genres.filter((genre) => chosen[`${site.id}:${genre}`] !== undefined)
  return (
    <Card title={t.sites}>
      <Table
        caption={t.sites}
        rows={sites}
        rowKey={({ id }) => id}
        columns={[
          { key: 'site', label: t.siteColumns.site, main: true, cell: (site) => site.name },
          { key: 'stages', label: t.siteColumns.stages, cell: (site) => t.counts[stagesFor(chosen, site.id)] },
          {
            key: 'own',
            label: t.siteColumns.own,
            cell: (site) =>
              own(site)
                .map((genre) => `${module[lang].genres[genre]} (${stagesFor(chosen, site.id, genre)})`)
                .join(', ') || '–',
          },
          {
            key: 'open',
            label: t.siteColumns.action,
            quiet: true,
            cell: (site) => (
              <a class="btn o nho" href={procedureUrl(site.id)} aria-label={t.openSite(site.name)}>
                {t.open}
              </a>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** What was typed stands only in the form that was sent. */
const typedIn = ({ part, typed, issues = {} }: Procedure, here: Part) =>
  part === here ? { typed, issues } : { typed: undefined, issues: {} as Issues }

function ForAll(page: Procedure) {
  const { lang, chosen } = page
  const t = text[lang]
  const { typed, issues } = typedIn(page, 'buoc')
  return (
    <Form action={procedurePath} class="xep">
      <input type="hidden" name="phan" value="buoc" />
      <Card title={t.network}>
        <SelectField
          name="all"
          label={t.forAll}
          empty={false}
          value={typed?.all ?? String(chosen.all ?? 2)}
          options={countOptions(lang)}
          error={issueText(lang, issues.all)}
        />
        <FormActions>
          <Button kind="outline">{t.save}</Button>
        </FormActions>
      </Card>
    </Form>
  )
}

function Time(page: Procedure) {
  const { lang, hours, office } = page
  const t = text[lang]
  const { typed, issues } = typedIn(page, 'gio')
  const shown = [office[0]?.from, office[0]?.to, office[1]?.from, office[1]?.to]
  return (
    <Form action={procedurePath} class="xep">
      <input type="hidden" name="phan" value="gio" />
      <Card title={t.time}>
        <p class="mo-ta">{t.timeLead}</p>
        <FormRow>
          {stages.map((stage) => (
            <Field
              name={`hours-${stage}`}
              label={t.hoursFor(newsroom[lang].stepNames[stage])}
              type="number"
              min={0}
              max={200}
              width="short"
              unit={t.hoursUnit}
              value={typed?.[`hours-${stage}`] ?? String(hours[stage])}
              error={issueText(lang, issues[`hours-${stage}`])}
            />
          ))}
        </FormRow>
        <p class="ht">{t.hoursHint}</p>
        <h3 class="hh">{t.office}</h3>
        <FormRow>
          {officeFields.map((field, index) => (
            <Field
              name={field}
              label={t.officeFields[field]}
              width="short"
              value={typed?.[field] ?? shown[index] ?? ''}
              error={issueText(lang, issues[field])}
            />
          ))}
        </FormRow>
        <FormActions>
          <Button kind="outline">{t.save}</Button>
        </FormActions>
      </Card>
    </Form>
  )
}

function Reasons(page: Procedure) {
  const { lang, reasons } = page
  const t = text[lang]
  const { typed, issues } = typedIn(page, 'ly-do')
  return (
    <Form action={procedurePath} class="xep">
      <input type="hidden" name="phan" value="ly-do" />
      <Card title={t.reasons}>
        <p class="mo-ta">{t.reasonsLead}</p>
        {reasons.map((reason, index) => {
          const words = reasonWords(lang, reason)
          return (
            <div class="qt-ly-do">
              <Field
                name={`words-${reason.key}`}
                label={t.reason(index + 1)}
                maxlength={120}
                value={typed?.[`words-${reason.key}`] ?? words}
              />
              <CheckField
                name={`used-${reason.key}`}
                label={t.reasonUsed(words)}
                checked={typed ? typed[`used-${reason.key}`] === '1' : reason.used}
              />
            </div>
          )
        })}
        {newReasons.map((index) => (
          <Field
            name={`new-${index}`}
            label={t.reasonNew}
            maxlength={120}
            value={typed?.[`new-${index}`]}
            error={issueText(lang, issues[`new-${index}`])}
          />
        ))}
        <FormActions>
          <Button kind="outline">{t.save}</Button>
        </FormActions>
      </Card>
    </Form>
  )
}
