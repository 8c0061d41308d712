import { formatNumber } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Tabs } from '../../../ui/tabs/tabs.tsx'
import { kinds, type Filter } from '../medium.ts'
import { text } from '../text.ts'
import type { LibraryProps } from './library.tsx'
import { libraryHref, type View } from './query.ts'

export const twinsPath = '/toa-soan/tu-lieu/trung'

/** What there is by kind, the search, and what is still to be done, each with how many. */
export function Filters({ lang, filter, view, counts }: Pick<LibraryProps, 'lang' | 'filter' | 'view' | 'counts'>) {
  const t = text[lang]
  const first = { ...filter, page: undefined, before: undefined, after: undefined }
  return (
    <>
      <Tabs
        label={t.filters}
        tabs={[undefined, ...kinds].map((kind) => ({
          label: kind ? t.kinds[kind] : t.allKinds,
          href: libraryHref({ ...first, kind }, view),
          current: filter.kind === kind,
          count: kind ? counts.kinds[kind] : counts.all,
        }))}
      />
      <div class="tl-loc">
        <Form action="/toa-soan/tu-lieu" method="get" role="search" class="tl-tim">
          {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
          {view && <input type="hidden" name="view" value={view} />}
          <Field name="q" type="search" label={t.search} quiet value={filter.q} placeholder={t.search} />
          <Button kind="outline" icon="search">
            {t.find}
          </Button>
        </Form>
        <ul class="tl-chip" aria-label={t.filters}>
          {toggles(first, view).map(([name, on, href]) => (
            <li>
              <a class={on ? 'chip c' : 'chip'} href={href} aria-current={on ? 'true' : undefined}>
                {on && <Icon name="check" />}
                {t.filter[name]} <span class="num">{formatNumber(counts[name], lang)}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

type Toggle = 'credit' | 'alt' | 'unused' | 'small' | 'licence' | 'twins' | 'mine' | 'hidden'

/** Each filter as a link that turns it on or off; duplicates have a page of their own, where they stand together. */
function toggles(filter: Filter, view: View): [Toggle, boolean, string][] {
  const missing = (name: 'credit' | 'alt'): [Toggle, boolean, string] => [
    name,
    filter.missing === name,
    libraryHref({ ...filter, missing: filter.missing === name ? undefined : name }, view),
  ]
  const flag = (name: 'unused' | 'small' | 'licence' | 'mine' | 'hidden'): [Toggle, boolean, string] => [
    name,
    filter[name] === true,
    libraryHref({ ...filter, [name]: !filter[name] }, view),
  ]
  return [
    missing('credit'),
    missing('alt'),
    flag('unused'),
    flag('small'),
    flag('licence'),
    ['twins', false, twinsPath],
    flag('mine'),
    flag('hidden'),
  ]
}
