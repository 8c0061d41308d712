import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'

export type PagerProps = { page: number; pages: number; href: (page: number) => string }

/** Real links to the pages of a list: the first, the last and those around this one. */
export function Pager({ page, pages, href }: PagerProps) {
  const { lang } = useUi()
  const t = text[lang]
  if (pages < 2) return null
  return (
    <nav class="pager num" aria-label={t.pages}>
      {page > 1 && (
        <a class="btn o" rel="prev" href={href(page - 1)}>
          <Icon name="chevron-left" />
          {t.previous}
        </a>
      )}
      <ol class="n">
        {shownPages(page, pages).map((one) => (
          <li>
            {one === null ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a href={href(one)} aria-current={one === page ? 'page' : undefined}>
                <span class="vh">{t.page} </span>
                {one}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <a class="btn o" rel="next" href={href(page + 1)}>
          {t.next}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
}

/** Page numbers to show; null is a gap. */
export function shownPages(page: number, pages: number): (number | null)[] {
  const near = new Set([1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages))
  const sorted = [...near].toSorted((a, b) => a - b)
  return sorted.flatMap((one, index) => {
    const gap = one - (sorted[index - 1] ?? 0)
    if (gap <= 1) return [one]
    return gap === 2 ? [one - 1, one] : [null, one]
  })
}
