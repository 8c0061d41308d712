import type { Lang } from '../../../../kernel/text.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'

/** The item changed while the person decided: nothing was done, what was typed is still there, and the way to look again. */
export function Changed({
  lang,
  id,
  version,
  typed,
}: {
  lang: Lang
  id: number
  version: number
  /** There is typed text to keep. */ typed: boolean
}) {
  const t = text[lang]
  return (
    <div class="xb-bao">
      <Notice kind="warning" live title={t.changed(version)}>
        <p>{typed ? t.changedHint : t.changedHintPlain}</p>
        <p>
          <a href={articleUrl(id)} target="_blank" rel="noopener">
            {t.seeChanges}
          </a>
        </p>
      </Notice>
    </div>
  )
}
