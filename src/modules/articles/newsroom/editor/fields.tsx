import { countSyllables, nfc } from '../../../../kernel/text.ts'
import { longest } from '../../body/body.ts'
import type { EditorProps } from './props.ts'
import { text } from './text.ts'

const titleMax = 100

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
        maxlength={longest.title}
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
        maxlength={longest.lead}
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
