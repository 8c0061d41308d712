import { useUi } from '../../../../ui/context.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { articleUrl } from '../address.ts'
import { text } from '../text.ts'
import type { ReviewPage } from './review.tsx'

/** Which two revisions are compared, how much changed, and a way from change to change. */
export function CompareForm({ read: { actor, article, revisions }, shown: { compared } }: ReviewPage) {
  const t = text[actor.lang]
  if (revisions.length === 0) return null
  const from = compared?.from ?? revisions[0]!.number
  const options = revisions.map(({ number, by, name }) => ({
    value: number,
    label: name ? `${t.revisionBy(number, by)} “${name}”` : t.revisionBy(number, by),
  }))
  return (
    <div class="xb-so">
      <form class="pl" method="get" action={articleUrl(article.id)} aria-label={t.compare}>
        <label class="sel">
          <span>{t.compareFrom}</span>
          <select name="tu" aria-label={t.compareFrom}>
            {options.map(({ value, label }) => (
              <option value={value} selected={value === from}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </label>
        <label class="sel">
          <span>{t.compareTo}</span>
          <select name="den" aria-label={t.compareTo}>
            <option value="">{t.nowText}</option>
            {options.map(({ value, label }) => (
              <option value={value} selected={value === compared?.to}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </label>
        <Button kind="outline" small>
          {t.compare}
        </Button>
        {compared && (
          <a class="sel" href={`${articleUrl(article.id)}?tu=0`}>
            {t.plainText}
          </a>
        )}
      </form>
      {compared && <Changes count={compared.diff.count} />}
    </div>
  )
}

const most = 30

/** The changes by number; with script also the next and the one before. */
function Changes({ count }: { count: number }) {
  const { lang, assets } = useUi()
  const t = text[lang]
  if (count === 0) return null
  return (
    <nav class="xb-cho" aria-label={t.changesNav} data-cho-sua>
      <b class="num">{t.changes(count)}</b>
      <button type="button" class="btn g vuong nho" data-truoc hidden aria-label={t.previousChange}>
        <Icon name="chevron-up" />
      </button>
      <button type="button" class="btn g vuong nho" data-sau hidden aria-label={t.nextChange}>
        <Icon name="chevron-down" />
      </button>
      <span class="xb-so-tt num">
        {Array.from({ length: Math.min(count, most) }, (_, index) => (
          <a href={`#sua-${index + 1}`} aria-label={t.change(index + 1)}>
            {index + 1}
          </a>
        ))}
      </span>
      <script type="module" src={assets.url('changes.island.js')} />
    </nav>
  )
}
