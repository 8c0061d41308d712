import type { Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { LinkButton } from '../../../ui/button/button.tsx'
import { Crumbs } from '../../../ui/crumbs/crumbs.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Section as Panel } from '../../../ui/section/section.tsx'
import type { Section, Site } from '../../sites/index.ts'
import { text } from '../text.ts'
import type { Told } from './corrections.ts'
import { Older } from './list.tsx'
import { articlePath } from './story.ts'

export const correctionsPath = '/dinh-chinh'

type Lines = { lang: Lang; sections: readonly Section[]; told: readonly Told[] }

/** The column on a home page: small beside the news, in the same letters. */
export const CorrectionsBlock = ({ title, site, ...lines }: Omit<Lines, 'sections'> & { title: string | undefined; site: Site }) => (
  <Panel title={title ?? text[lines.lang].corrections} more={{ href: correctionsPath, label: text[lines.lang].allCorrections }}>
    <ToldLines {...lines} sections={site.sections} />
  </Panel>
)

type PageProps = Lines & { page: number; more: boolean; href: (page: number) => string }

/** All of them, as long as the site stands. */
export function CorrectionsView({ page, more, href, ...lines }: PageProps) {
  const { lang, told } = lines
  const t = text[lang]
  return (
    <div class="wrap danh-sach">
      <Crumbs crumbs={[{ label: t.home, href: '/' }]} />
      <header class="dau">
        <h1>{t.corrections}</h1>
        <p class="mo-ta">{t.correctionsLead}</p>
      </header>
      {told.length === 0 && <Empty icon="newspaper" title={t.noCorrections} action={<LinkButton href="/">{t.goHome}</LinkButton>} />}
      <ToldLines {...lines} />
      <Older lang={lang} page={page} more={more} href={href} />
    </div>
  )
}

function ToldLines({ lang, sections, told }: Lines) {
  const t = text[lang]
  return (
    <ul class="n dc-ds">
      {told.map((one) => (
        <li>
          <p class="meta num">
            {one.kind === 'corrected' ? t.corrected(formatDateTime(one.at, lang)) : t.taken(formatDateTime(one.at, lang))}
            {reasonOf(lang, one) && ` · ${reasonOf(lang, one)}`}
          </p>
          <a href={articlePath(sections.find(({ id }) => id === one.sectionId)?.slug ?? '', one.slug, one.id)}>{one.title}</a>
          <p>{one.notice}</p>
        </li>
      ))}
    </ul>
  )
}

const reasonOf = (lang: Lang, one: Told) =>
  one.kind === 'corrected' ? text[lang].correctionReasons[one.reason] : one.reason && text[lang].withdrawalReasons[one.reason]
