import type { Actor } from '../../../../kernel/access.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import type { Article } from '../../article.ts'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import { newRemarkUrl, remarkHash } from './address.ts'
import { blockOf, placeWords } from './places.ts'
import { text } from './text.ts'

/** The open talks that stand in the text, numbered as they stand; the same numbers are on their cards. */
export const numbersOf = (threads: readonly Placed[]): ReadonlyMap<number, number> =>
  new Map(threads.filter((thread) => thread.spot && isOpen(thread)).map(({ id }, index) => [id, index + 1]))

/** Beside a block: what is open about it, by number, and the way to say something. */
export function Margin({
  actor: { lang },
  article,
  block,
  threads,
}: {
  actor: Actor
  article: Article
  block: string
  threads: readonly Placed[]
}) {
  const t = text[lang]
  const numbers = numbersOf(threads)
  const here = threads.filter(({ id, anchor }) => numbers.has(id) && blockOf(article, anchor.place) === block)
  const [first, last] = [here[0], here.at(-1)].map((one) => one && numbers.get(one.id))
  const span = first === last ? String(first) : `${first}–${last}`
  const words = t.sayAbout(placeWords(lang, article, block))
  return (
    <p class="gy-le">
      {here.length > 0 && (
        <a href={remarkHash(here[0]!.id)} aria-label={`${span}: ${t.remarks}`}>
          <span class="gy-so num">{span}</span>
        </a>
      )}
      <a class="gy-them" href={newRemarkUrl(article.id, block)} aria-label={words} title={words} data-gop-y-cho={block}>
        <Icon name="message-square-text" />
      </a>
    </p>
  )
}
