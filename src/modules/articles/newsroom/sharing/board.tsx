import type { ComponentChildren } from 'preact'
import { LinkButton, Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { ChecksField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { Form, FormActions, FormRow } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import type { Actor } from '../../../../kernel/access.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { addressOn, type Site } from '../../../sites/index.ts'
import type { Doors } from '../../sharing/doors.ts'
import type { Readable } from '../../sharing/queries.ts'
import { answers, speaksFor, tookUp, type Share } from '../../sharing/share.ts'
import { articlePath } from '../../portal/story.ts'
import { articleUrl } from '../address.ts'
import { sectionName, sectionOptions, shortTime, siteName } from '../names.ts'
import { askingUrl, givingUrl, sharingPath, shareUrl } from './address.ts'
import { text } from './text.ts'

export type BoardPage = {
  actor: Actor
  sites: readonly Site[]
  shares: readonly Share[]
  /** What was looked for among other sites' items; null: nothing was. */
  found: readonly Readable[] | null
  q: string
  site: number | undefined
  doors: Doors
}

/** What waits for an answer, what is shared which way, and other sites' items to ask for. */
export function SharingBoard(page: BoardPage) {
  const { actor, shares } = page
  const t = text[actor.lang]
  const open = shares.filter(({ state }) => state === 'open')
  const taken = shares.filter(({ state }) => state === 'taken')
  const mine = open.filter((share) => answers(actor, share))
  const sent = open.filter((share) => !mine.includes(share))
  return (
    <>
      <PageHead title={t.boardTitle} lead={t.boardLead} />
      <Shares page={page} title={t.waiting} rows={mine} empty={t.nothingWaits} />
      {sent.length > 0 && <Shares page={page} title={t.sent} rows={sent} />}
      <Find {...page} />
      <Shares page={page} title={t.inUse} rows={taken.filter(({ to }) => speaksFor(actor, to))} empty={t.nothingInUse} />
      <Shares page={page} title={t.given} rows={taken.filter(({ from }) => speaksFor(actor, from))} empty={t.nothingGiven} />
      <DoorForms {...page} />
    </>
  )
}

type SharesProps = { page: BoardPage; title: string; rows: readonly Share[]; empty?: string }

function Shares({ page, title, rows, empty }: SharesProps) {
  const { actor, sites } = page
  const { lang } = actor
  const t = text[lang]
  const columns: Column<Share>[] = [
    { key: 'item', label: t.item, main: true, cell: (share) => <Title share={share} actor={actor} /> },
    { key: 'what', label: t.whatFor, cell: (share) => lineOf(page, share) },
    {
      key: 'since',
      label: t.since,
      keep: true,
      cell: ({ madeAt, answeredAt }) => <span class="num">{shortTime(answeredAt ?? madeAt, lang)}</span>,
    },
    { key: 'acts', label: t.acts, quiet: true, cell: (share) => <Acts actor={actor} share={share} sites={sites} /> },
  ]
  return (
    <Card title={title}>
      <Table caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} empty={<p class="nt">{empty}</p>} />
    </Card>
  )
}

function Title({ share: { articleId, from, to, title, copyId }, actor }: { share: Share; actor: Actor }) {
  if (copyId && speaksFor(actor, to)) return <a href={articleUrl(copyId)}>{title}</a>
  return speaksFor(actor, from) ? <a href={givingUrl(articleId)}>{title}</a> : <>{title}</>
}

function lineOf({ actor: { lang }, sites }: BoardPage, { kind, state, from, to, mode, headline }: Share) {
  const t = text[lang]
  const [home, there] = [siteName(sites, from), siteName(sites, to)]
  if (state === 'open') return kind === 'offer' ? t.offerLine(home, there) : t.askLine(there, home)
  return [t.modes[mode!], t.usedBy(there), headline && `“${headline}”`].filter(Boolean).join(', ')
}

function Acts({ actor, share, sites }: { actor: Actor; share: Share; sites: readonly Site[] }): ComponentChildren {
  const t = text[actor.lang]
  if (share.state === 'open' && answers(actor, share))
    return (
      <LinkButton small kind="primary" href={shareUrl(share.id)}>
        {t.answer}
        <span class="vh">: {share.title}</span>
      </LinkButton>
    )
  if (share.state === 'open')
    return tookUp(actor, share) && <Post action={shareUrl(share.id, '/rut')} label={t.takeBack} title={share.title} />
  if (share.mode !== 'link' || !speaksFor(actor, share.to) || !sites.some(({ id }) => id === share.to)) return null
  return (
    <div class="nut">
      <LinkButton small kind="plain" href={shareUrl(share.id, '/tieu-de')}>
        {t.rename}
        <span class="vh">: {share.title}</span>
      </LinkButton>
      <Post action={shareUrl(share.id, '/thoi')} label={t.leaveOff} title={share.title} />
    </div>
  )
}

const Post = ({ action, label, title }: { action: string; label: string; title: string }) => (
  <form method="post" action={action}>
    <Button kind="outline" small>
      {label}
      <span class="vh">: {title}</span>
    </Button>
  </form>
)

function Find({ actor, sites, found, q, site }: BoardPage) {
  const t = text[actor.lang]
  const columns: Column<Readable>[] = [
    { key: 'item', label: t.item, main: true, cell: (one) => <a href={addressOf(sites, one)}>{one.title}</a> },
    { key: 'from', label: t.from, cell: ({ siteId, sectionId }) => `${siteName(sites, siteId)}, ${sectionName(sites, sectionId)}` },
    { key: 'since', label: t.since, keep: true, cell: ({ at }) => <span class="num">{shortTime(at, actor.lang)}</span> },
    {
      key: 'acts',
      label: t.ask,
      quiet: true,
      cell: ({ id, title }) => (
        <LinkButton small kind="outline" href={askingUrl(id)}>
          {t.ask}
          <span class="vh">: {title}</span>
        </LinkButton>
      ),
    },
  ]
  return (
    <Card title={t.find}>
      <p class="mo-ta">{t.findHint}</p>
      <Form action={sharingPath} method="get" role="search" class="cs-tim">
        <FormRow>
          <Field name="q" label={t.findWords} type="search" value={q} />
          <SelectField
            name="trang"
            label={t.from}
            empty={t.anySite}
            value={site ? String(site) : ''}
            options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        </FormRow>
        <Button kind="outline" icon="search">
          {t.search}
        </Button>
      </Form>
      {found && (
        <>
          <p class="bv-dem num" role="status">
            {t.found(found.length)}
          </p>
          <Table caption={t.find} columns={columns} rows={found} rowKey={({ id }) => id} empty={<p class="nt">{t.nothingFound}</p>} />
        </>
      )}
    </Card>
  )
}

export function addressOf(sites: readonly Site[], { siteId, sectionId, slug, id }: Pick<Readable, 'siteId' | 'sectionId' | 'slug' | 'id'>) {
  const site = sites.find((one) => one.id === siteId)
  const section = site?.sections.find((one) => one.id === sectionId)
  return site && section && addressOn(site, articlePath(section.slug, slug, id))
}

function DoorForms({ actor, sites, doors }: BoardPage) {
  const t = text[actor.lang]
  const own = sites.filter(({ id }) => speaksFor(actor, id))
  return (
    <Card title={t.door}>
      <p class="mo-ta">{t.doorLead}</p>
      {own.map((site) => (
        <details open={own.length === 1} class="cs-cua">
          <summary>
            {site.name} <Icon name="chevron-down" />
          </summary>
          <DoorForm lang={actor.lang} site={site} others={sites.filter(({ id }) => id !== site.id)} door={doors[String(site.id)]} />
        </details>
      ))}
    </Card>
  )
}

type DoorProps = { lang: Lang; site: Site; others: readonly Site[]; door: Doors[string] | undefined }

const DoorForm = ({ lang, site, others, door }: DoorProps) => (
  <Form action={`${sharingPath}/cua/${site.id}`}>
    <ChecksField
      name="from"
      id={`from-${site.id}`}
      label={text[lang].doorFrom}
      values={door?.from.map(String)}
      options={others.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
    <SelectField
      name="section"
      id={`section-${site.id}`}
      label={text[lang].doorSection}
      value={door ? String(door.section) : undefined}
      options={sectionOptions(site.sections.filter(({ hidden }) => !hidden))}
    />
    <FormActions>
      <Button kind="outline">{text[lang].save}</Button>
    </FormActions>
  </Form>
)
