import type { Actor } from '../../../../kernel/access.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import type { Article } from '../../article.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import { blockHref, leadHref, titleHref } from '../editor/props.ts'
import { text } from './text.ts'
import { Thread } from './thread.tsx'

/** The talks beside the text that is being written; the script marks their words in it. */
export function RemarksPanel({ actor, article, threads }: { actor: Actor; article: Article; threads: readonly Placed[] }) {
  const t = text[actor.lang]
  const [open, done] = [threads.filter(isOpen), threads.filter((thread) => !isOpen(thread))]
  const card = (thread: Placed) => <Thread actor={actor} article={article} thread={thread} placeUrl={spotUrl} />
  return (
    <div data-con={open.length} data-hoi={t.askAgain(open.length)} data-xem={t.seeThem}>
      {threads.length === 0 && (
        <Empty icon="message-square-text" title={t.none}>
          {t.noneHint}
        </Empty>
      )}
      {open.map(card)}
      {done.length > 0 && (
        <details class="gy-xong">
          <summary>
            <Icon name="chevron-down" /> {t.done} <span class="num">{done.length}</span>
          </summary>
          {done.map(card)}
        </details>
      )}
      <Button small kind="outline" type="button" icon="message-square-text" data-gop-y-moi>
        {t.sayWhole}
      </Button>
    </div>
  )
}

const spotUrl = (place: string) => (place === 'title' ? titleHref : place === 'lead' ? leadHref : blockHref(place))
