import { formatBytes, type Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { FileDrop } from '../../../ui/drop/drop.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../ui/form/form.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { defaultLimits, lengths } from '../medium.ts'
import type { Limits } from '../spool.ts'
import { issueText, text } from '../text.ts'
import { words } from './text.ts'

/** What a browser offers to choose; the phone turns its own picture format into JPEG when HEIC is not in the list. */
const accept = [
  'image/jpeg,image/png,image/webp,image/gif,image/avif,video/mp4,video/quicktime,video/webm,audio/mpeg,audio/mp4,audio/ogg,application/pdf',
  '.docx,.xlsx,.pptx,.odt,.csv,.txt',
].join(',')

export type UploadProps = {
  lang: Lang
  sites: readonly { id: number; name: string }[]
  typed?: Readonly<Record<string, string>>
  issues?: Readonly<Record<string, string>>
  /** Which files of several were refused, in words. */
  failed?: readonly { name: string; why: string }[]
  limits?: Limits
  unfinished?: readonly { id: string; name: string; offset: number; bytes: number; caption: string; credit: string; alt: string }[]
}

/** One form, with or without script: the island takes the files out of it and sends them one by one with their progress. */
export function UploadForm({ lang, sites, typed = {}, issues = {}, failed = [], limits = defaultLimits, unfinished = [] }: UploadProps) {
  const t = text[lang]
  const wrong = (field: string) => issues[field] && issueText(lang, issues[field], limits)
  const errors = [
    ...Object.keys(issues).map((field) => ({ field, message: wrong(field)! })),
    ...failed.map(({ name, why }) => ({ field: 'file', message: t.fileFailed(name, issueText(lang, why, limits)) })),
  ]
  return (
    <section class="tl-tai" id="tai-len" aria-label={t.upload}>
      <ErrorSummary errors={errors} title={t.uploadFailed} />
      <Form action="/toa-soan/tu-lieu" upload label={t.upload} class="tl-form">
        <div class="tl-chon">
          <div class="tl-may">
            <FileDrop name="file" id="camera" label={t.camera} accept="image/jpeg,image/png" camera />
          </div>
          <FileDrop name="file" label={t.choose} hint={t.chooseHint} accept={accept} multiple error={wrong('file')} />
        </div>
        {sites.length > 1 ? (
          <SelectField
            name="site"
            label={t.site}
            empty={t.pickSite}
            value={typed.site}
            error={wrong('site')}
            options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        ) : (
          <input type="hidden" name="site" value={sites[0]?.id} />
        )}
        <details class="tl-chung" open={Boolean(issues.caption || issues.credit)}>
          <summary>
            <Icon name="chevron-down" />
            {t.sharedWords}
          </summary>
          <AreaField
            name="caption"
            label={t.caption}
            hint={t.captionHint}
            rows={2}
            value={typed.caption}
            error={wrong('caption')}
            optional
          />
          <Field
            name="credit"
            label={t.credit}
            hint={t.creditHint}
            value={typed.credit}
            maxlength={lengths.credit}
            error={wrong('credit')}
            optional
          />
        </details>
        <FormActions>
          <Button icon="upload">{t.upload}</Button>
        </FormActions>
        <ol
          class="tl-hang"
          data-limits={JSON.stringify(limits)}
          data-words={JSON.stringify({ ...words[lang].island, ...tooLarge(lang, limits) })}
          aria-live="polite"
          hidden
        />
      </Form>
      <Unfinished lang={lang} unfinished={unfinished} />
    </section>
  )
}

/** Files that were begun, here or on another machine: chosen again they go on where they stopped. */
function Unfinished({ lang, unfinished }: Required<Pick<UploadProps, 'lang' | 'unfinished'>>) {
  const t = words[lang].unfinished
  if (unfinished.length === 0) return null
  return (
    <section aria-labelledby="dang-do">
      <h2 id="dang-do" class="tl-nhan">
        {t.title}
      </h2>
      <p class="tl-phu">{t.hint}</p>
      <ul class="tl-do">
        {unfinished.map(({ id, name, offset, bytes, caption, credit, alt }) => (
          <li data-do={name} data-loi={JSON.stringify({ caption, credit, alt })}>
            <b>{name}</b>
            <progress max={bytes} value={offset} aria-label={name} />
            <span class="tl-phu num">{t.part(formatBytes(offset, lang), formatBytes(bytes, lang))}</span>
            <Form action={`/toa-soan/tu-lieu/tai-dan/${id}/bo`}>
              <Button kind="plain" small icon="trash-2">
                {t.stop}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Said by the browser before a byte is sent. */
const tooLarge = (lang: Lang, limits: Limits) =>
  Object.fromEntries(Object.keys(limits).map((kind) => [`tooLarge.${kind}`, issueText(lang, `tooLarge.${kind}`, limits)]))
