import type { Lang } from '../../../../kernel/text.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { remarksUrl } from './address.ts'
import { text } from './text.ts'

/** Said before a text goes on: what colleagues still wait for. It stops nothing. */
export const OpenRemarks = ({ lang, id, open, href }: { lang: Lang; id: number; open: number; href?: string }) =>
  open === 0 ? null : (
    <Notice kind="warning" title={text[lang].stillOpen(open)}>
      <a href={href ?? remarksUrl(id)}>{text[lang].seeThem}</a>
    </Notice>
  )
