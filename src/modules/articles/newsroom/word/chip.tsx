import type { Lang } from '../../../../kernel/text.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { text } from './text.ts'

/** The way from the editor to its Word page; its words are also those of a file dropped on the text. */
export const WordChip = ({ lang, href }: { lang: Lang; href: string }) => {
  const t = text[lang]
  const { sending, reading, line } = t.island
  return (
    <a class="sel" href={href} data-word={JSON.stringify({ sending, reading, line })}>
      <Icon name="upload" />
      {t.bring}
    </a>
  )
}
