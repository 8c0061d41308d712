import type { ComponentChildren } from 'preact'
import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatAgo, formatDate, formatDateTime } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { CheckField } from '../../../ui/field/choice.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { lengths, type Listed, type Medium, type RenderMedia } from '../medium.ts'
import { issueText, text } from '../text.ts'
import { FilmVersions, type FilmProps } from './film.tsx'
import { FocalForm } from './focal.tsx'
import { fitting, lengthOf } from './item.ts'
import { LicenceNotice, RightsForm, RightsSaid } from './rights.tsx'
import { words } from './text.ts'
import { Tile } from './tile.tsx'

export type MediumProps = {
  lang: Lang
  medium: Medium
  shown: RenderMedia
  mayManage: boolean
  uses: number
  /** What later modules say about where it is used. */
  panels: readonly ComponentChildren[]
  posters: readonly { id: number; name: string }[]
  uploader?: string
  /** Days before a licence ends that the desk wants to know of it. */
  notice: number
  /** Others that are or look the same. */
  twins: readonly Listed[]
  film: FilmProps['film']
  typed?: Readonly<Record<string, string>>
  issues?: Readonly<Record<string, string>>
  notes?: readonly string[]
}

/** One medium: what it shows, its words, its focal point, where it is used. */
export function MediumPage(props: MediumProps) {
  const { lang, medium, shown, mayManage, issues = {}, notes = [] } = props
  const t = text[lang]
  return (
    <>
      <PageHead title={medium.caption || medium.name} lead={`${t.kinds[medium.kind]} · ${t.numberOf(medium.id)} · ${medium.name}`} />
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key) }))} />
      {medium.hiddenAt && <HiddenNotice lang={lang} medium={medium} mayManage={mayManage} />}
      {notes
        .filter((note) => words[lang].notes[note])
        .map((note) => (
          <Notice kind="warning">{words[lang].notes[note]}</Notice>
        ))}
      <LicenceNotice {...props} />
      <div class="tl-doi">
        <div>
          {medium.kind === 'image' && mayManage ? (
            <FocalForm lang={lang} medium={medium} shown={shown} typed={props.typed} issues={issues} />
          ) : (
            <Preview shown={shown} />
          )}
        </div>
        <div>
          {mayManage ? <DescribeForm {...props} /> : <Words lang={lang} medium={medium} />}
          {medium.kind === 'video' && <FilmVersions {...props} />}
          {medium.kind === 'video' && mayManage && <PosterForm {...props} />}
          {mayManage ? <RightsForm {...props} /> : <RightsSaid {...props} />}
          <Uses {...props} />
          <Twins {...props} />
          <Facts {...props} />
          {mayManage && !medium.hiddenAt && <HideForm {...props} />}
        </div>
      </div>
    </>
  )
}

function Preview({ shown }: { shown: RenderMedia }) {
  const { kind, url, posterUrl, width, height, alt, variants } = shown
  if (kind === 'image') return <img class="tl-to" src={fitting(shown, 960)} alt={alt} width={width} height={height} />
  if (kind === 'video')
    return (
      <video
        class="tl-to"
        src={variants[0]?.url ?? url}
        poster={posterUrl}
        controls
        preload="none"
        width={width || undefined}
        height={height || undefined}
      />
    )
  return kind === 'audio' ? <audio class="tl-nghe" src={url} controls preload="none" /> : null
}

function DescribeForm({ lang, medium, typed, issues = {} }: MediumProps) {
  const t = text[lang]
  const wrong = (field: string) => issues[field] && issueText(lang, issues[field])
  const said = { caption: typed?.caption ?? medium.caption, credit: typed?.credit ?? medium.credit, alt: typed?.alt ?? medium.alt }
  return (
    <section class="tl-hop" aria-labelledby="mo-ta">
      <h2 id="mo-ta">{t.describe}</h2>
      <Form action={`/toa-soan/tu-lieu/${medium.id}`}>
        <AreaField name="caption" label={t.caption} hint={t.captionHint} rows={3} value={said.caption} error={wrong('caption')} />
        <Field
          name="credit"
          label={t.credit}
          hint={t.creditHint}
          value={said.credit}
          maxlength={lengths.credit}
          error={wrong('credit')}
          width="full"
        />
        {medium.kind === 'image' && (
          <>
            <AreaField name="alt" label={t.alt} hint={t.altHint} rows={2} value={said.alt} error={wrong('alt')} />
            <CheckField name="decorative" label={t.decorative} checked={typed ? typed.decorative === '1' : medium.decorative} />
          </>
        )}
        <FormActions>
          <Button icon="save">{t.save}</Button>
        </FormActions>
      </Form>
    </section>
  )
}

function Words({ lang, medium }: { lang: Lang; medium: Medium }) {
  const t = text[lang]
  const said = [
    [t.caption, medium.caption],
    [t.credit, medium.credit],
    [t.alt, medium.alt],
  ].filter(([, value]) => value)
  return (
    <section class="tl-hop">
      <h2>{t.describe}</h2>
      <dl class="tl-dl">
        {said.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

function PosterForm({ lang, medium, typed, issues = {} }: MediumProps) {
  const t = text[lang]
  return (
    <section class="tl-hop" aria-labelledby="bia">
      <h2 id="bia">{t.poster}</h2>
      <Form action={`/toa-soan/tu-lieu/${medium.id}/anh-bia`}>
        <Field
          name="poster"
          label={t.poster}
          quiet
          hint={t.posterHint}
          width="short"
          inputMode="numeric"
          value={typed?.poster ?? String(medium.posterId ?? '')}
          error={issues.poster && issueText(lang, issues.poster)}
        />
        <FormActions>
          <Button kind="outline">{t.posterSave}</Button>
        </FormActions>
      </Form>
    </section>
  )
}

function Facts({ lang, medium, uploader }: MediumProps) {
  const t = text[lang]
  const facts: [string, ComponentChildren][] = [
    [t.size, formatBytes(medium.bytes, lang)],
    ...(medium.width
      ? [[t.pixels, `${formatNumber(medium.width, lang)} × ${formatNumber(medium.height!, lang)}`] as [string, string]]
      : []),
    ...(medium.seconds ? [[t.length, lengthOf(medium.seconds)] as [string, string]] : []),
    ...(medium.writtenCredit ? [[words[lang].written, medium.writtenCredit] as [string, string]] : []),
    ...(medium.place ? [[words[lang].place, medium.place] as [string, string]] : []),
    ...(medium.takenOn ? [[words[lang].takenOn, formatDate(medium.takenOn, lang)] as [string, string]] : []),
    [t.uploaded, [uploader, formatDateTime(medium.uploadedAt, lang)].filter(Boolean).join(', ')],
  ]
  return (
    <section class="tl-hop" aria-labelledby="tep-gi">
      <h2 id="tep-gi">{t.facts}</h2>
      <dl class="tl-dl num">
        {facts.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {!medium.hiddenAt && (
        <LinkButton href={`/tep/${medium.key}`} icon={medium.kind === 'file' ? 'download' : 'external-link'} small>
          {t.open}
        </LinkButton>
      )}
    </section>
  )
}

function Uses({ lang, uses, panels, posters }: MediumProps) {
  const t = text[lang]
  const none = uses === 0 && posters.length === 0
  return (
    <section class="tl-hop" aria-labelledby="dung-o">
      <h2 id="dung-o">{t.usedTitle}</h2>
      {panels}
      {posters.length > 0 && (
        <ul>
          {posters.map(({ id, name }) => (
            <li>
              <a href={`/toa-soan/tu-lieu/${id}`}>{t.posterFor(name)}</a>
            </li>
          ))}
        </ul>
      )}
      {none && <p>{t.unused}</p>}
      {uses > 0 && panels.length === 0 && <p>{t.usedElsewhere(formatNumber(uses, lang), uses)}</p>}
    </section>
  )
}

function Twins({ lang, twins, notice }: MediumProps) {
  const t = words[lang].twins
  if (twins.length === 0) return null
  return (
    <section class="tl-hop" aria-labelledby="trung">
      <h2 id="trung">{t.here}</h2>
      <p>{t.hereHint}</p>
      <ul class="tl-luoi nho">
        {twins.map((item) => (
          <Tile lang={lang} item={item} notice={notice} pick={false} />
        ))}
      </ul>
    </section>
  )
}

function HideForm({ lang, medium, uses }: MediumProps) {
  const t = text[lang]
  return (
    <details class="tl-hop">
      <summary>
        <Icon name="chevron-down" />
        {t.hideTitle}
      </summary>
      <p>{t.hideLead}</p>
      {uses > 0 && <Notice kind="warning">{t.hideUsed(formatNumber(uses, lang), uses)}</Notice>}
      <Form action={`/toa-soan/tu-lieu/${medium.id}/an`}>
        <Field name="reason" label={t.reason} optional maxlength={lengths.reason} width="full" />
        <FormActions>
          <Button kind="danger" icon="eye-off">
            {t.hide}
          </Button>
        </FormActions>
      </Form>
    </details>
  )
}

function HiddenNotice({ lang, medium, mayManage }: { lang: Lang; medium: Medium; mayManage: boolean }) {
  const t = text[lang]
  return (
    <Notice kind="warning">
      {t.hiddenSince(formatAgo(medium.hiddenAt!, lang))} {medium.hiddenReason}
      {mayManage && (
        <Form action={`/toa-soan/tu-lieu/${medium.id}/hien`}>
          <Button kind="outline" small icon="eye">
            {t.show}
          </Button>
        </Form>
      )}
    </Notice>
  )
}
