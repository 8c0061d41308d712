import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import type { AuthorChoice } from '../../../people/index.ts'
import { genres, type Article } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl } from '../address.ts'
import { issueText, text } from '../text.ts'
import { Cover, type CoverChoice } from './cover.tsx'
import { Credits } from './credits.tsx'
import type { Credited } from './credits.ts'
import { placeOptions, type Place as WritingPlace } from './places.ts'

export type InfoPage = {
  lang: Lang
  article: Article
  places: readonly WritingPlace[]
  cover: CoverChoice
  typed?: Typed
  issues?: Issues
  credits: readonly Credited[]
  found?: { q: string; people: readonly AuthorChoice[] }
  mayAddAuthors: boolean
}

/** What the item is and whose it is, as ordinary forms. */
export function Info(page: InfoPage) {
  const { lang, article, issues = {} } = page
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead
        title={t.info}
        lead={article.title || t.infoLead}
        actions={
          <LinkButton kind="outline" icon="pen-line" href={articleUrl(article.id, '/viet')}>
            {t.openEditor}
          </LinkButton>
        }
      />
      <AboutForm {...page} />
      <Cover {...page} />
      <Credits {...page} />
    </>
  )
}

function AboutForm(page: InfoPage) {
  const { lang, article, typed, issues = {} } = page
  const t = text[lang]
  const value = (name: string, now: string) => typed?.[name] ?? now
  return (
    <Card title={t.aboutItem}>
      <Form action={articleUrl(article.id, '/thong-tin')}>
        <Place {...page} />
        <Field
          name="tags"
          label={t.tags}
          hint={t.tagsHint}
          value={value('tags', article.tags.join(', '))}
          maxlength={600}
          error={issueText(lang, issues.tags)}
          optional
        />
        <Field
          name="source"
          label={t.source}
          hint={t.sourceHint}
          value={value('source', article.source)}
          maxlength={300}
          error={issueText(lang, issues.source)}
          optional
        />
        <FormActions>
          <Button icon="save">{t.saveInfo}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

function Place({ lang, article, places, typed, issues = {} }: InfoPage) {
  const t = text[lang]
  const names = module[lang].genres
  return (
    <FormRow>
      <SelectField
        name="genre"
        label={t.genre}
        empty={false}
        value={typed?.genre ?? article.genre}
        error={issueText(lang, issues.genre)}
        options={genres.map((genre) => ({ value: genre, label: names[genre] }))}
      />
      <SelectField
        name="section"
        label={t.section}
        empty={t.noSection}
        value={typed?.section ?? String(article.sectionId ?? '')}
        error={issueText(lang, issues.section)}
        hint={places.length > 1 ? t.sectionMoves : undefined}
        options={placeOptions(places)}
      />
    </FormRow>
  )
}
