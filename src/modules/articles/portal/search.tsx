import type { Part } from '../../../kernel/search/index.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Crumbs } from '../../../ui/crumbs/crumbs.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { text } from '../text.ts'
import { Older } from './list.tsx'

export type SearchHit = { href: string; title: readonly Part[]; snippet: readonly Part[]; meta: string; label?: string }
type Props = {
  lang: Lang
  q: string
  section: string
  sections: { value: string; label: string }[]
  hits: readonly SearchHit[] | null
  counted: string
  page: number
  more: boolean
  href: (page: number) => string
}

/** Search with and without accents; filters are an ordinary form, pages are ordinary links. */
export function SearchView({ lang, q, section, sections, hits, counted, page, more, href }: Props) {
  const t = text[lang]
  return (
    <div class="wrap danh-sach">
      <Crumbs crumbs={[{ label: t.home, href: '/' }]} />
      <header class="dau">
        <h1>{q ? t.searchFor(q) : t.search}</h1>
      </header>
      <form class="loc" role="search" action="/tim-kiem">
        <Field name="q" label={t.searchWords} hint={t.searchHint} value={q} type="search" maxlength={200} />
        <SelectField name="muc" label={t.inSection} options={sections} value={section} empty={t.allSections} />
        <Button>{t.searchVerb}</Button>
      </form>
      {hits && (
        <p class="dem-kq num" role="status">
          {counted}
        </p>
      )}
      {hits && hits.length === 0 && (
        <Empty icon="search" title={t.noHits}>
          {t.noHitsHint}
        </Empty>
      )}
      {hits && hits.length > 0 && (
        <ol class="kq n">
          {hits.map((hit) => (
            <li>
              <h2>
                <a href={hit.href}>
                  <Marked parts={hit.title} />
                </a>
              </h2>
              <p>
                <Marked parts={hit.snippet} />
              </p>
              <p class="meta num">{[hit.label, hit.meta].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ol>
      )}
      <Older lang={lang} page={page} more={more} href={href} />
    </div>
  )
}

const Marked = ({ parts }: { parts: readonly Part[] }) => <>{parts.map(({ text: words, hit }) => (hit ? <mark>{words}</mark> : words))}</>
