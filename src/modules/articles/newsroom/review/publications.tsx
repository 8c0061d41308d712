import { holds, type Actor } from '../../../../kernel/access.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { addressOn, type Site } from '../../../sites/index.ts'
import { featurers, publicationWorkflow, type PublicationState, type PublicationStep } from '../../article.ts'
import { canEmbargo } from '../../workflow.ts'
import { mayBundle } from '../../bundles/bundle.ts'
import { speaksFor } from '../../sharing/share.ts'
import { articlePath } from '../../portal/story.ts'
import { text as module } from '../../text.ts'
import { articleUrl, publicationUrl } from '../address.ts'
import { bundleUrl } from '../bundles/address.ts'
import { text as bundles } from '../bundles/text.ts'
import { givingUrl } from '../sharing/address.ts'
import { text as sharing } from '../sharing/text.ts'
import { text as lasting } from '../lasting/text.ts'
import { placeName, shortTime } from '../names.ts'
import { text } from '../text.ts'
import type { Read } from './reading.ts'

/** Where the article stands before readers, and what may be done about each place. */
export function Publications({ read, sites }: { read: Read; sites: readonly Site[] }) {
  const { actor, article } = read
  const t = text[actor.lang]
  const embargo = canEmbargo(actor, article) && !article.publications.some(({ status }) => status === 'live') && (
    <Embargo lang={actor.lang} id={article.id} until={article.embargoUntil} />
  )
  const together = read.bundle && <Together actor={actor} bundle={read.bundle} />
  if (article.publications.length === 0)
    return (
      <>
        <p class="nt">{t.notOnSite}</p>
        {together}
        {embargo}
      </>
    )
  return (
    <>
      {together}
      <ul class="n xb-noi">
        {article.publications.map((publication) => (
          <Place read={read} sites={sites} publication={publication} />
        ))}
      </ul>
      {speaksFor(actor, article.siteId) && article.publications.some(({ status }) => status === 'live') && (
        <LinkButton small kind="plain" icon="share-2" href={givingUrl(article.id)}>
          {sharing[actor.lang].giveTitle}
        </LinkButton>
      )}
      {embargo}
    </>
  )
}

/** Only who puts bundles together is led there. */
function Together({ actor, bundle }: { actor: Actor; bundle: NonNullable<Read['bundle']> }) {
  const words = bundles[actor.lang].inBundle(bundle.name, shortTime(bundle.releaseAt, actor.lang))
  return <p class="ht num">{mayBundle(actor, bundle.siteId) ? <a href={bundleUrl(bundle.id)}>{words}</a> : words}</p>
}

function Embargo({ lang, id, until }: { lang: Lang; id: number; until: Temporal.Instant | null }) {
  const t = lasting[lang]
  return (
    <div class="xb-cong-bo">
      {until && <p class="ht num">{t.embargoed(shortTime(until, lang))}</p>}
      <LinkButton small kind="plain" icon="lock" href={articleUrl(id, '/cong-bo')}>
        {t.embargo}
      </LinkButton>
    </div>
  )
}

function Place({ read: { actor, article }, sites, publication }: { read: Read; sites: readonly Site[]; publication: PublicationState }) {
  const { lang } = actor
  const t = text[lang]
  const steps = publicationWorkflow.open(actor, { ...publication, article })
  const arranges = publication.status !== 'withdrawn' && holds(actor, featurers, publication.siteId)
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
      {lastingOf(lang, publication).map((words) => (
        <p class="ht num">{words}</p>
      ))}
      {(steps.length > 0 || arranges) && (
        <div class="nut">
          {steps.map((step) => (
            <LinkButton small kind={looks[step]} href={publicationUrl(article.id, publication.id, step)}>
              {module[lang].steps[step]}
              <span class="vh">: {name}</span>
            </LinkButton>
          ))}
          {arranges && <Arranging lang={lang} id={article.id} publication={publication} name={name} />}
        </div>
      )}
    </li>
  )
}

/** How long it stands there, and where among the lead stories. */
function Arranging({ lang, id, publication, name }: { lang: Lang; id: number; publication: PublicationState; name: string }) {
  const t = lasting[lang]
  const at = `/xuat-ban/${publication.id}`
  return (
    <>
      {publication.status === 'live' && (
        <LinkButton small kind="plain" href={articleUrl(id, `${at}/ghim`)}>
          {t.pin}
          <span class="vh">: {name}</span>
        </LinkButton>
      )}
      <LinkButton small kind="plain" href={articleUrl(id, `${at}/han`)}>
        {t.limit}
        <span class="vh">: {name}</span>
      </LinkButton>
    </>
  )
}

function lastingOf(lang: Lang, { featured, featuredUntil, expiresAt, status }: PublicationState): string[] {
  const t = lasting[lang]
  const pinned = featured === null ? [] : [featuredUntil ? t.pinnedUntil(featured, shortTime(featuredUntil, lang)) : t.pinned(featured)]
  return [...pinned, ...(expiresAt && status !== 'withdrawn' ? [t.limitedUntil(shortTime(expiresAt, lang))] : [])]
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
