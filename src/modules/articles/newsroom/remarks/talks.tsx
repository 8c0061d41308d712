import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../../kernel/text.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { isOpen, type Placed } from '../../remarks/remark.ts'
import { text } from './text.ts'

type TalksProps = { lang: Lang; threads: readonly Placed[]; card: (thread: Placed) => ComponentChildren }

/** The open talks in the order of the text; those that are closed are a press away. */
export function Talks({ lang, threads, card }: TalksProps) {
  const done = threads.filter((thread) => !isOpen(thread))
  return (
    <>
      {threads.filter(isOpen).map(card)}
      {done.length > 0 && (
        <details class="gy-xong">
          <summary>
            <Icon name="chevron-down" /> {text[lang].done} <span class="num">{done.length}</span>
          </summary>
          {done.map(card)}
        </details>
      )}
    </>
  )
}
