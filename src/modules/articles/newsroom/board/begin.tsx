import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import { RadioField, SelectField } from '../../../../ui/field/choice.tsx'
import { ErrorSummary, Form, FormRow } from '../../../../ui/form/form.tsx'
import { Icon, type IconName } from '../../../../ui/icon/icon.tsx'
import type { Section, Site } from '../../../sites/index.ts'
import { genres, type Genre } from '../../article.ts'
import { text as module } from '../../text.ts'
import { placeOptions } from '../about/places.ts'
import { beginPath, wordPath } from '../address.ts'
import { issueText, text } from '../text.ts'
import { text as word } from '../word/text.ts'

/** A site one may write for, with the sections one may write in; `whole` = also without a section yet. */
export type WritingPlace = { site: Site; sections: readonly Section[]; whole: boolean }
export type BeginPage = { lang: Lang; places: readonly WritingPlace[]; typed?: Typed; issues?: Issues }

const templates: Record<'news' | 'feature' | 'interview' | 'photos' | 'video', IconName> = {
  news: 'newspaper',
  feature: 'file-text',
  interview: 'message-circle',
  photos: 'images',
  video: 'film',
}

/** Where it belongs and what it is; each genre is a button, so that one tap begins. */
export function Begin({ lang, places, typed = {}, issues = {} }: BeginPage) {
  const t = text[lang]
  const names = module[lang].genres
  if (places.length === 0)
    return (
      <Empty icon="pen-line" title={t.noPlace}>
        {t.noPlaceHint}
      </Empty>
    )
  const chosen = places.find(({ site }) => String(site.id) === typed.site) ?? places[0]!
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead title={t.begin} lead={t.beginLead} />
      <Form action={beginPath}>
        {places.length === 1 ? (
          <input type="hidden" name="site" value={chosen.site.id} />
        ) : (
          <RadioField
            name="site"
            label={t.beginSite}
            columns
            value={String(chosen.site.id)}
            error={issueText(lang, issues.site)}
            options={places.map(({ site }) => ({ value: String(site.id), label: site.name }))}
          />
        )}
        <SelectField
          name="section"
          label={t.beginSection}
          value={typed.section}
          error={issueText(lang, issues.section)}
          class="viet-chon"
          empty={places.every(({ whole }) => !whole) ? undefined : t.sectionLater}
          options={placeOptions(places)}
        />
        <ul class="n viet-mau">
          {(Object.keys(templates) as (keyof typeof templates)[]).map((genre) => (
            <li>
              <button class="card bx" name="genre" value={genre}>
                <Icon name={templates[genre]} />
                <b>{names[genre]}</b>
                <span>{t.templates[genre]}</span>
              </button>
            </li>
          ))}
        </ul>
      </Form>
      <p class="viet-word">
        <LinkButton icon="upload" href={wordPath}>
          {word[lang].bring}
        </LinkButton>
        <small>{word[lang].bringHint}</small>
      </p>
      <Others lang={lang} places={places} chosen={chosen} typed={typed} />
    </>
  )
}

type OthersProps = { lang: Lang; places: readonly WritingPlace[]; chosen: WritingPlace; typed: Typed }

function Others({ lang, places, chosen, typed }: OthersProps) {
  const t = text[lang]
  const names = module[lang].genres
  const rest = genres.filter((genre): genre is Exclude<Genre, keyof typeof templates> => !(genre in templates))
  return (
    <details class="viet-khac">
      <summary class="btn g">
        {t.otherGenre}
        <Icon name="chevron-down" />
      </summary>
      <Form action={beginPath}>
        <FormRow>
          {places.length === 1 ? (
            <input type="hidden" name="site" value={chosen.site.id} />
          ) : (
            <SelectField
              name="site"
              id="site-khac"
              label={t.beginSite}
              value={String(chosen.site.id)}
              empty={false}
              options={places.map(({ site }) => ({ value: String(site.id), label: site.name }))}
            />
          )}
          <SelectField
            name="section"
            id="section-khac"
            label={t.beginSection}
            value={typed.section}
            empty={t.sectionLater}
            options={placeOptions(places)}
          />
          <SelectField
            name="genre"
            id="genre-2"
            label={t.genre}
            value={typed.genre}
            empty={false}
            options={rest.map((genre) => ({ value: genre, label: names[genre] }))}
          />
        </FormRow>
        <Button kind="outline">{t.beginVerb}</Button>
      </Form>
    </details>
  )
}
