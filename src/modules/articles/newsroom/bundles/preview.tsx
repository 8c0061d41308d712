import type { Lang } from '../../../../kernel/text.ts'
import type { Bundle } from '../../bundles/bundle.ts'
import { articleUrl } from '../address.ts'
import type { Line } from '../queries.ts'
import { bundleUrl } from './address.ts'
import { text } from './text.ts'

/** The items as a list of the portal, in a frame that runs nothing, and the way to each one alone. */
export function BundlePreview({ lang, bundle, lines }: { lang: Lang; bundle: Bundle; lines: readonly Line[] }) {
  const t = text[lang]
  return (
    <>
      <h1>{bundle.name}</h1>
      <p class="mo-ta">{t.previewLead}</p>
      <iframe class="xt-khung" sandbox="" src={bundleUrl(bundle.id, '/xem-truoc/khung')} title={t.previewFrame} />
      <ul class="n bb-rieng">
        {lines.map(({ id, title }) => (
          <li>
            <a href={articleUrl(id, '/xem-truoc')}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
