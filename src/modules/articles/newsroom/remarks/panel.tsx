import type { Actor } from '../../../../kernel/access.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import type { Article } from '../../article.ts'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import { blockHref, leadHref, titleHref } from '../editor/props.ts'
import { Talks } from './talks.tsx'
import { text } from './text.ts'
import { Thread } from './thread.tsx'

/** The talks beside the text that is being written; the script marks their words in it. */
export function RemarksPanel({ actor, article, threads }: { actor: Actor; article: Article; threads: readonly Placed[] }) {
  const t = text[actor.lang]
  const open = threads.filter(isOpen).length
  const card = (thread: Placed) => <Thread actor={actor} article={article} thread={thread} placeUrl={spotUrl} />
  return (
    <div data-con={open} data-hoi={t.askAgain(open)} data-xem={t.seeThem}>
      {threads.length === 0 && (
        <Empty icon="message-square-text" title={t.none}>
          {t.noneHint}
        </Empty>
      )}
      <Talks lang={actor.lang} threads={threads} card={card} />
      <Button small kind="outline" type="button" icon="message-square-text" data-gop-y-moi>
        {t.sayWhole}
      </Button>
    </div>
  )
}

const spotUrl = (place: string) => (place === 'title' ? titleHref : place === 'lead' ? leadHref : blockHref(place))
