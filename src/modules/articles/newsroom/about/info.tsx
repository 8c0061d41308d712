import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { GroupFrame } from '../../../../ui/field/frame.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Picture } from '../../../../ui/picture/picture.tsx'
import type { RenderMedia } from '../../../media/index.ts'
import type { AuthorChoice } from '../../../people/index.ts'
import type { Section } from '../../../sites/index.ts'
import { genres, type Article } from '../../article.ts'
import { pictureOf } from '../../portal/story.ts'
import { text as module } from '../../text.ts'
import { articleUrl } from '../address.ts'
import { sectionOptions } from '../names.ts'
import { issueText, text } from '../text.ts'
import { Credits } from './credits.tsx'
import type { Credited } from './credits.ts'

export type InfoPage = {
  lang: Lang
  article: Article
  sections: readonly Section[]
  /** Pictures of the text and the present cover. */
  pictures: readonly RenderMedia[]
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
      <Credits {...page} />
    </>
  )
}

function AboutForm({ lang, article, sections, pictures, typed, issues = {} }: InfoPage) {
  const t = text[lang]
  const names = module[lang].genres
  const value = (name: string, now: string) => typed?.[name] ?? now
  return (
    <Card title={t.aboutItem}>
      <Form action={articleUrl(article.id, '/thong-tin')}>
        <FormRow>
          <SelectField
            name="genre"
            label={t.genre}
            empty={false}
            value={value('genre', article.genre)}
            error={issueText(lang, issues.genre)}
            options={genres.map((genre) => ({ value: genre, label: names[genre] }))}
          />
          <SelectField
            name="section"
            label={t.section}
            empty={t.noSection}
            value={value('section', String(article.sectionId ?? ''))}
            error={issueText(lang, issues.section)}
            options={sectionOptions(rooted(sections))}
          />
        </FormRow>
        <Cover
          lang={lang}
          pictures={pictures}
          chosen={value('cover', String(article.coverId ?? ''))}
          issues={issues}
          number={typed?.coverNumber}
        />
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

function rooted(sections: readonly Section[]) {
  const known = new Set(sections.map(({ id }) => id))
  return sections.map((section) => ({
    ...section,
    parentId: section.parentId !== null && known.has(section.parentId) ? section.parentId : null,
  }))
}

type CoverProps = { lang: Lang; pictures: readonly RenderMedia[]; chosen: string; number?: string; issues: Issues }

function Cover({ lang, pictures, chosen, number, issues }: CoverProps) {
  const t = text[lang]
  return (
    <>
      <GroupFrame face={{ name: 'cover', label: t.cover, hint: t.coverHint, error: issueText(lang, issues.cover) }}>
        <div class="tt-bia">
          <label>
            <input type="radio" name="cover" value="" checked={chosen === ''} /> <span>{t.noCover}</span>
          </label>
          {pictures.map((media) => (
            <label>
              <input type="radio" name="cover" value={media.id} checked={chosen === String(media.id)} />
              <Picture {...pictureOf(media)!} sizes="9rem" />
              <span>{media.caption || media.name}</span>
            </label>
          ))}
        </div>
      </GroupFrame>
      <Field
        name="coverNumber"
        label={t.coverNumber}
        hint={t.coverNumberHint}
        value={number}
        width="short"
        inputMode="numeric"
        error={issueText(lang, issues.coverNumber)}
        optional
      />
    </>
  )
}
