import { useUi } from '../../../../ui/context.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { givenName } from '../../../people/index.ts'
import { articleUrl, comparePath } from '../address.ts'
import { text } from '../text.ts'
import type { Read } from '../review/reading.ts'
import type { Chosen } from './reading.ts'

/** Which two revisions are compared, how much changed, and a way from change to change. */
export function CompareForm({ read: { actor, article, revisions }, compared, plain }: CompareFormProps) {
  const t = text[actor.lang]
  if (revisions.length === 0) return null
  const from = compared?.from ?? revisions[0]!.number
  const options = revisions.map(({ number, by, name }) => ({
    value: number,
    label: name ? `${t.revisionBy(number, givenName(by))} “${name}”` : t.revisionBy(number, givenName(by)),
  }))
  return (
    <div class="xb-so">
      <form class="pl" method="get" action={comparePath(article.id)} aria-label={t.compare}>
        <Choice name="tu" label={t.compareFrom} options={options} value={from} />
        <Choice name="den" label={t.compareTo} options={[{ value: '', label: t.nowText }, ...options]} value={compared?.to} />
        <button class="sel">{t.compare}</button>
        {compared && plain && (
          <a class="sel" href={`${articleUrl(article.id)}?tu=0`}>
            {t.plainText}
          </a>
        )}
      </form>
      {compared && <Changes count={compared.count} />}
    </div>
  )
}

/** `plain`: offers the text without its changes. */
type CompareFormProps = { read: Read; compared: (Chosen & { count: number }) | null; plain?: boolean }

type ChoiceProps = { name: string; label: string; options: { value: number | ''; label: string }[]; value?: number | 'now' }

const Choice = ({ name, label, options, value }: ChoiceProps) => (
  <label class="sel">
    <span>{label}</span>
    <select name={name} aria-label={label}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
    <Icon name="chevron-down" />
  </label>
)

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
