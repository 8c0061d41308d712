import type { Lang } from '../../../../kernel/text.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { plainText, type Block } from '../../body/body.ts'
import type { LeftWording } from '../../commands/wordings.ts'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'

/** Wordings that wait for a choice: whoever decides sees them before the text goes on. */
export function LeftNotice({ lang, id, left, mayWrite }: { lang: Lang; id: number; left: readonly LeftWording[]; mayWrite: boolean }) {
  if (left.length === 0) return null
  const t = text[lang]
  return (
    <Notice kind="warning" title={t.wordingsWait(left.length)}>
      <ul>
        {left.map((one) => (
          <li>
            {one.by}: <q>{wordsOf(one)}</q>
          </li>
        ))}
      </ul>
      {mayWrite && <a href={articleUrl(id, '/viet')}>{t.chooseWordings}</a>}
    </Notice>
  )
}

function wordsOf({ wording }: LeftWording): string {
  if (typeof wording === 'string') return wording
  return plainText({ type: 'doc', content: [wording as Block] }).trim()
}
