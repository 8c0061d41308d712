import type { Lang } from '../../../../kernel/text.ts'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'

/** While this page is open the text is held (deciding.island.ts); who takes it over is named here. */
export const Holding = ({ lang, id }: { lang: Lang; id: number }) => (
  <p class="qd-giu" role="status" data-co-mat={articleUrl(id, '/co-mat')} data-lay={text[lang].takenOver} hidden />
)
