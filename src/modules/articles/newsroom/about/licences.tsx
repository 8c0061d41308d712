import type { Lang } from '../../../../kernel/text.ts'
import { formatDate } from '../../../../kernel/time.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { text } from '../text.ts'

export type Licence = { id: number; name: string; until: Temporal.PlainDate; state: 'ended' | 'ending' }

/** Pictures of the text whose licence has ended or is about to: said to whoever sends or approves it. */
export function Licences({ lang, licences }: { lang: Lang; licences: readonly Licence[] }) {
  const t = text[lang]
  if (licences.length === 0) return null
  return (
    <>
      <h3>{t.licences}</h3>
      <ul class="ck n">
        {licences.map(({ id, name, until, state }) => (
          <li class={state === 'ended' ? 'can' : 'nen'}>
            <Icon name={state === 'ended' ? 'circle-alert' : 'triangle-alert'} />
            <span>
              {t.licenceOf[state](name, formatDate(until, lang))}
              <small>{t.licenceHint[state]}</small>
            </span>
            <a href={`/toa-soan/tu-lieu/${id}`}>
              {t.see}
              <span class="vh">: {name}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
