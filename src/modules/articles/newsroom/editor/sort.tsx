import { Icon, type IconName } from '../../../../ui/icon/icon.tsx'
import { safeUrl } from '../../../../ui/url.ts'
import { articleUrl } from '../address.ts'
import { WordChip } from '../word/chip.tsx'
import type { EditorProps, Option, OptionGroup } from './props.ts'
import { text } from './text.ts'

/** What it is and where it belongs, above the title. A chip saves what is chosen; without script the way leads to the article's own page. */
export function SortChips({ lang, article, genre, genreOptions, section, sectionOptions, sites, topic, wordUrl }: EditorProps) {
  const t = text[lang]
  return (
    <div class="pl" id="phan-loai" role="group" aria-label={t.sort}>
      <Choice name="genre" label={t.genre} icon="newspaper" options={genreOptions} value={genre} />
      <Choice name="section" label={t.section} icon="tag" options={sectionOptions} value={section} empty={t.noSection} />
      {sites && <Sites lang={lang} names={sites} open={sectionOptions.some((option) => 'options' in option)} />}
      {topic && <Topic label={t.topic(topic.label)} href={topic.href} />}
      {wordUrl && <WordChip lang={lang} href={wordUrl} />}
      <noscript>
        <a class="sel" href={articleUrl(article.id, '/thong-tin')}>
          <Icon name="pencil" />
          {t.sortElsewhere}
        </a>
      </noscript>
    </div>
  )
}

type ChoiceProps = { name: string; label: string; icon: IconName; options: (Option | OptionGroup)[]; value: string; empty?: string }

/** Wakes with the script that saves it. */
function Choice({ name, label, icon, options, value, empty }: ChoiceProps) {
  const known = options.flatMap((option) => ('options' in option ? option.options : [option]))
  const chosen = known.find((option) => option.value === value)
  return (
    <label class="sel ed-chon">
      <Icon name={icon} />
      <span aria-hidden="true">{chosen ? plainName(chosen.label) : (empty ?? label)}</span>
      <select name={name} aria-label={label} autocomplete="off" disabled>
        {!chosen && (
          <option value="" selected>
            {empty ?? label}
          </option>
        )}
        {options.map((option) =>
          'options' in option ? (
            <optgroup label={option.label}>
              {option.options.map((one) => (
                <Line {...one} chosen={value} />
              ))}
            </optgroup>
          ) : (
            <Line {...option} chosen={value} />
          ),
        )}
      </select>
      <Icon name="chevron-down" />
    </label>
  )
}

/** Sections below others are set in by dashes in the list, not on the chip. */
const plainName = (label: string) => label.replace(/^(?:– )+/, '')

const Line = ({ value, label, chosen }: Option & { chosen: string }) => (
  <option value={value} selected={value === chosen}>
    {label}
  </option>
)

/** A section says which site it is on: where it may go to another one, the chip opens the list of sections; else it shows the details. */
function Sites({ lang, names, open }: { lang: EditorProps['lang']; names: string; open: boolean }) {
  return (
    <button type="button" class="sel" {...(open ? { 'data-mo-muc': '' } : { 'data-mo-tab': 'thong-tin' })}>
      <Icon name="building-2" />
      <span class="vh">{text[lang].sites}: </span>
      <span class="ed-noi" id="noi-dang">
        {names}
      </span>
      <Icon name="chevron-down" />
    </button>
  )
}

const Topic = ({ label, href }: { label: string; href?: string }) =>
  href ? (
    <a class="sel" href={safeUrl(href)}>
      <Icon name="calendar-range" />
      {label}
    </a>
  ) : (
    <span class="sel ed-tinh">
      <Icon name="calendar-range" />
      {label}
    </span>
  )
