import type { Lang } from '../../../kernel/text.ts'
import type { Section } from '../site.ts'
import { text } from '../text.ts'

export function SiteMapPage({ lang, sections }: { lang: Lang; sections: readonly Section[] }) {
  return (
    <section class="sec">
      <div class="wrap doc bai">
        <h1>{text[lang].siteMap}</h1>
        <p>{text[lang].siteMapLead}</p>
        <Branch sections={sections} parent={null} />
        <p>
          <a href="/rss.xml">{text[lang].feeds}</a>
        </p>
      </div>
    </section>
  )
}

function Branch({ sections, parent }: { sections: readonly Section[]; parent: number | null }) {
  const here = sections.filter(({ parentId }) => parentId === parent)
  if (here.length === 0) return null
  return (
    <ul>
      {here.map((section) => (
        <li>
          <a href={`/${section.slug}`}>{section.name}</a>
          <Branch sections={sections} parent={section.id} />
        </li>
      ))}
    </ul>
  )
}
