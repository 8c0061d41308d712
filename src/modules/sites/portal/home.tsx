import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../kernel/text.ts'
import { text } from '../text.ts'

/** The home page is its blocks in order; one without anything to show is not there. */
export function HomePage({ lang, name, blocks }: { lang: Lang; name: string; blocks: readonly ComponentChildren[] }) {
  const shown = blocks.filter(Boolean)
  return (
    <>
      <h1 class="vh">{name}</h1>
      {shown.length > 0 ? (
        shown
      ) : (
        <section class="sec">
          <div class="wrap">
            <p>{text[lang].empty}</p>
          </div>
        </section>
      )}
    </>
  )
}
