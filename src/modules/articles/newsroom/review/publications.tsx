import type { Lang } from '../../../../kernel/text.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { addressOn, type Site } from '../../../sites/index.ts'
import { publicationWorkflow, type PublicationState, type PublicationStep } from '../../article.ts'
import { articlePath } from '../../portal/story.ts'
import { text as module } from '../../text.ts'
import { publicationUrl } from '../address.ts'
import { placeName, shortTime } from '../names.ts'
import { text } from '../text.ts'
import type { Read } from './reading.ts'

/** Where the article stands before readers, and what may be done about each place. */
export function Publications({ read, sites }: { read: Read; sites: readonly Site[] }) {
  const { actor, article } = read
  const t = text[actor.lang]
  if (article.publications.length === 0) return <p class="nt">{t.notOnSite}</p>
  return (
    <ul class="n xb-noi">
      {article.publications.map((publication) => (
        <Place read={read} sites={sites} publication={publication} />
      ))}
    </ul>
  )
}

function Place({ read: { actor, article }, sites, publication }: { read: Read; sites: readonly Site[]; publication: PublicationState }) {
  const { lang } = actor
  const t = text[lang]
  const steps = publicationWorkflow.open(actor, { status: publication.status, article })
  const href = publication.status === 'live' ? pageOf(sites, article.id, publication) : undefined
  const name = placeName(sites, publication.siteId, publication.sectionId)
  return (
    <li>
      <div class="xb-ten">
        <b>
          {href ? (
            <a href={href} target="_blank" rel="noopener">
              {name}
            </a>
          ) : (
            name
          )}
        </b>
        {publication.canonical && article.publications.length > 1 && <small class="ht"> {t.canonical}</small>}
      </div>
      <p>
        <StatusChip status={publication.status} /> <small class="ht num">{whenOf(lang, publication)}</small>
      </p>
      {steps.length > 0 && (
        <div class="nut">
          {steps.map((step) => (
            <LinkButton small kind={looks[step]} href={publicationUrl(article.id, publication.id, step)}>
              {module[lang].steps[step]}
              <span class="vh">: {name}</span>
            </LinkButton>
          ))}
        </div>
      )}
    </li>
  )
}

const looks = { publish: 'outline', reschedule: 'outline', withdraw: 'plain', restore: 'outline' } as const satisfies Record<
  PublicationStep,
  string
>

function whenOf(lang: Lang, { status, publishAt, liveAt }: PublicationState) {
  const t = text[lang]
  if (status === 'scheduled') return t.pubWhen.scheduled(shortTime(publishAt, lang))
  return status === 'live' && liveAt ? t.pubWhen.live(shortTime(liveAt, lang)) : ''
}

/** The reader's page of a publication; undefined when its site or section is gone. */
export function pageOf(sites: readonly Site[], id: number, { siteId, sectionId, slug }: PublicationState): string | undefined {
  const site = sites.find((one) => one.id === siteId)
  const section = site?.sections.find((one) => one.id === sectionId)
  return site && section && addressOn(site, articlePath(section.slug, slug, id))
}
