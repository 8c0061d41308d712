import { countSyllables, nfc } from '../../../../kernel/text.ts'
import { Icon, type IconName } from '../../../../ui/icon/icon.tsx'
import { safeUrl } from '../../../../ui/url.ts'
import { articleUrl } from '../address.ts'
import { WordChip } from '../word/chip.tsx'
import type { EditorProps, Option } from './props.ts'
import { text } from './text.ts'

export const titleMax = 100

export function SortChips({ lang, article, genre, genreOptions, section, sectionOptions, sites, topic, sortUrl, wordUrl }: EditorProps) {
  const t = text[lang]
  const about = sortUrl ? undefined : articleUrl(article.id, '/thong-tin')
  return (
    <form class="pl" id="phan-loai" method="post" action={sortUrl} aria-label={t.sort}>
      <Choice name="genre" label={t.genre} icon="newspaper" options={genreOptions} value={genre} changeAt={about} />
      <Choice name="section" label={t.section} icon="tag" options={sectionOptions} value={section} empty={t.noSection} changeAt={about} />
      {sites && (
        <button type="button" class="sel" data-mo-tab="thong-tin">
          <Icon name="building-2" />
          <span class="vh">{t.sites}: </span>
          {sites} <Icon name="chevron-down" />
        </button>
      )}
      {topic &&
        (topic.href ? (
          <a class="sel" href={safeUrl(topic.href)}>
            <Icon name="calendar-range" />
            {t.topic(topic.label)}
          </a>
        ) : (
          <span class="sel ed-tinh">
            <Icon name="calendar-range" />
            {t.topic(topic.label)}
          </span>
        ))}
      {wordUrl && <WordChip lang={lang} href={wordUrl} />}
    </form>
  )
}

type ChoiceProps = { name: string; label: string; icon: IconName; options: Option[]; value: string; empty?: string; changeAt?: string }

/** Chosen here, or shown with a way to the page that changes it. */
function Choice({ name, label, icon, options, value, empty, changeAt }: ChoiceProps) {
  if (options.length === 0) return null
  const chosen = options.find((option) => option.value === value)
  if (changeAt)
    return (
      <a class="sel" href={changeAt}>
        <Icon name={icon} />
        <span class="vh">{label}: </span>
        {chosen?.label ?? empty ?? label} <Icon name="pencil" />
      </a>
    )
  return (
    <label class="sel">
      <Icon name={icon} />
      <select name={name} aria-label={label} autocomplete="off">
        {!chosen && (
          <option value="" selected>
            {empty ?? label}
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </label>
  )
}

/** Plain fields: they can be used before the script is there, and whatever keyboard writes into them. */
export function Title({ lang, article }: EditorProps) {
  const t = text[lang]
  return (
    <div class="ed-fld">
      <label for="tieu-de">
        <span>{t.title}</span>
        <span class="num" id="tieu-de-dem">
          {[...nfc(article.title)].length}/{titleMax}
        </span>
      </label>
      <textarea
        class="td"
        id="tieu-de"
        name="title"
        rows={1}
        maxlength={300}
        placeholder={t.titleEmpty}
        autocomplete="off"
        autocapitalize="sentences"
        aria-describedby="tieu-de-dem"
        spellcheck={false}
        enterkeyhint="next"
      >
        {article.title}
      </textarea>
    </div>
  )
}

export function Lead({ lang, article }: EditorProps) {
  const t = text[lang]
  return (
    <div class="ed-fld">
      <label for="tom-tat">
        <span>{t.lead}</span>
        <span class="num" id="tom-tat-dem">
          {t.leadWords(countSyllables(article.lead))}
        </span>
      </label>
      <textarea
        class="sp-o"
        id="tom-tat"
        name="lead"
        rows={2}
        maxlength={2000}
        placeholder={t.leadEmpty}
        autocomplete="off"
        autocapitalize="sentences"
        aria-describedby="tom-tat-dem"
        spellcheck={false}
      >
        {article.lead}
      </textarea>
    </div>
  )
}
