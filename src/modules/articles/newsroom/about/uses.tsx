import type { Lang } from '../../../../kernel/text.ts'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'

export type Uses = {
  live: readonly { articleId: number; title: string; site: string; address: string | null }[]
  working: readonly { id: number; title: string }[]
  unseen: number
}

/** Where a medium is seen by readers, and in which texts it is being worked with. */
export function UsesOfMedium({ lang, live, working, unseen }: Uses & { lang: Lang }) {
  const t = text[lang]
  return (
    <>
      {live.length > 0 && (
        <>
          <h3>{t.usedNow}</h3>
          <ul>
            {live.map(({ articleId, title, site, address }) => (
              <li>
                <a href={address ?? articleUrl(articleId)}>{title || t.untitled}</a> <small class="ht">{site}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {working.length > 0 && (
        <>
          <h3>{t.usedAtWork}</h3>
          <ul>
            {working.map(({ id, title }) => (
              <li>
                <a href={articleUrl(id)}>{title || t.untitled}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {unseen > 0 && <p class="ht">{t.usedUnseen(unseen)}</p>}
    </>
  )
}
