import type { Actor } from '../../../../kernel/access.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import type { Article } from '../../article.ts'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import { newRemarkUrl, remarksUrl } from './address.ts'
import { numbersOf } from './margin.tsx'
import { Talks } from './talks.tsx'
import { text } from './text.ts'
import { Thread } from './thread.tsx'

/** What is said about the text, beside it. */
export function RemarksBeside({ actor, article, threads }: { actor: Actor; article: Article; threads: readonly Placed[] }) {
  const t = text[actor.lang]
  const numbers = numbersOf(threads)
  const open = threads.filter(isOpen).length
  const card = (thread: Placed) => (
    <Thread actor={actor} article={article} thread={thread} number={numbers.get(thread.id)} placeUrl={(block) => `#doan-${block}`} />
  )
  return (
    <section id="gop-y" tabindex={-1}>
      <h2 class="hh">
        {t.remarks}
        {open > 0 && <span class="num">{open}</span>}
      </h2>
      {threads.length === 0 && <p class="ht">{t.noneHint}</p>}
      <Talks lang={actor.lang} threads={threads} card={card} />
      <div class="nut">
        <LinkButton small icon="message-square-text" href={newRemarkUrl(article.id, '')}>
          {t.sayWhole}
        </LinkButton>
        {threads.length > 0 && (
          <LinkButton small kind="plain" href={remarksUrl(article.id)}>
            {t.all}
          </LinkButton>
        )}
      </div>
    </section>
  )
}
