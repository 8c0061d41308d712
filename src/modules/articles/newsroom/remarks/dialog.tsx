import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { CheckField } from '../../../../ui/field/choice.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { limits } from '../../remarks/remark.ts'
import { remarksUrl } from './address.ts'
import { text } from './text.ts'

/** In the editor: what is said about the words that are chosen. The script opens it, fills it and sends it; a fault leaves what was typed. */
export function RemarkDialog({ lang, id }: { lang: Lang; id: number }) {
  const t = text[lang]
  const { failed, late, notSaved, here, see } = t.editor
  return (
    <dialog
      id="hop-gop-y"
      class="hop-tn ed-hop"
      aria-labelledby="hop-gop-y-ten"
      data-hong={failed}
      data-muon={late}
      data-chua-luu={notSaved}
      data-co={here}
      data-xem={see}
      data-hoan-tac={t.undo}
      data-da-nhan={t.flash.nhan}
      data-gop-y={t.say}
    >
      <form method="post" action={remarksUrl(id)} novalidate>
        <h2 id="hop-gop-y-ten">{t.newTitle}</h2>
        <blockquote class="gy-trich" data-trich />
        <p class="loi" role="alert" data-loi hidden />
        <AreaField name="words" id="gy-words" label={t.words} rows={3} maxlength={limits.words} />
        <div class="gy-de-nghi" data-de-nghi>
          <CheckField name="suggest" id="gy-suggest" label={t.suggest} />
          <AreaField name="wording" id="gy-wording" label={t.wording} hint={t.wordingHint} rows={3} maxlength={limits.wording} />
        </div>
        <div class="ed-nut">
          <Button icon="send">{t.send}</Button>
          <Button kind="outline" type="button" data-dong>
            {t.editor.cancel}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
