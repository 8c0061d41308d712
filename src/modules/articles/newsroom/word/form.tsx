import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { FileDrop } from '../../../../ui/drop/drop.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { genres, type Article } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl, wordPath } from '../address.ts'
import { placeOptions } from '../about/places.ts'
import type { WritingPlace } from '../board/begin.tsx'
import { issueText } from '../text.ts'
import { text, type FileIssue } from './text.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type WordForm = {
  lang: Lang
  /** The article the text goes into; without one, where a new one may begin. */
  article?: Pick<Article, 'id' | 'title'>
  places?: readonly WritingPlace[]
  typed?: Typed
  issues?: Readonly<Record<string, string>>
}

/** One form, with or without script: the island shows how far the file has come. */
export function WordForm({ lang, article, places = [], typed = {}, issues = {} }: WordForm) {
  const t = text[lang]
  const file = issues.file && t.issues[issues.file as FileIssue]
  const others = Object.entries(issues).filter(([field]) => field !== 'file')
  const errors = [
    ...(file ? [{ field: 'file', message: file }] : []),
    ...others.map(([field, key]) => ({ field, message: issueText(lang, key)! })),
  ]
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHead title={t.bring} lead={t.lead} />
      <Form action={article ? articleUrl(article.id, '/ban-word') : wordPath} upload label={t.bring} class="word-tep">
        {article && <p class="word-vao">{t.into(article.title || t.untitled)}</p>}
        <FileDrop name="file" label={t.file} hint={t.fileHint} accept={`.docx,${docxType}`} error={file} />
        {!article && <PlaceFields lang={lang} places={places} typed={typed} issues={issues} />}
        <div class="word-tien" data-words={JSON.stringify(t.island)} role="status" hidden />
        <FormActions>
          <Button icon="file-search">{t.send}</Button>
        </FormActions>
      </Form>
    </>
  )
}

function PlaceFields({ lang, places = [], typed = {}, issues = {} }: WordForm) {
  const t = text[lang]
  const names = module[lang].genres
  const chosen = places.find(({ site }) => String(site.id) === typed.site) ?? places[0]
  return (
    <FormRow>
      {places.length === 1 ? (
        <input type="hidden" name="site" value={chosen?.site.id} />
      ) : (
        <SelectField
          name="site"
          label={t.site}
          value={String(chosen?.site.id ?? '')}
          empty={false}
          error={issueText(lang, issues.site)}
          options={places.map(({ site }) => ({ value: String(site.id), label: site.name }))}
        />
      )}
      <SelectField
        name="section"
        label={t.section}
        value={typed.section}
        error={issueText(lang, issues.section)}
        empty={places.every(({ whole }) => !whole) ? undefined : t.later}
        options={placeOptions(places)}
      />
      <SelectField
        name="genre"
        label={t.genre}
        value={typed.genre ?? 'news'}
        empty={false}
        options={genres.map((genre) => ({ value: genre, label: names[genre] }))}
      />
    </FormRow>
  )
}
