import type { ComponentChildren } from 'preact'
import type { WantedBlock } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { formatDate, toLocal } from '../../../kernel/time.ts'
import { Section as Panel, SectionHead } from '../../../ui/section/section.tsx'
import { MemberSites, Mosaic, Rail } from '../../../ui/story/blocks.tsx'
import { Latest, LeadStory, StoryList } from '../../../ui/story/story.tsx'
import { addressOn, type Site } from '../../sites/index.ts'
import { text } from '../text.ts'
import type { Told } from './corrections.ts'
import { CorrectionsBlock } from './corrections.tsx'
import type { Listed } from './queries.ts'
import { pathOf, pictureOf, storyOf, type Media } from './story.ts'

export type Options = { title?: string; section?: string; limit?: number; style?: 'rows' | 'rail' }
type Lists = Record<string, Listed[]>
export type Drawing = {
  /** What readers were told last; empty where no block asks. */ told: readonly Told[]
  site: Site
  members: Site[]
  lists: Lists
  media: Media
  lang: Lang
}

/** One block of a home page as its readers see it; null when it has nothing to show. */
export function drawBlock(block: WantedBlock, drawing: Drawing, all: readonly WantedBlock[]): ComponentChildren {
  const { title } = block.options as Options
  const items = drawing.lists[block.id] ?? []
  switch (block.kind) {
    case 'lead':
      return <Lead items={items} latest={latestBeside(drawing, all)} drawing={drawing} title={latestTitle(all)} />
    case 'latest':
      return all.some(({ kind }) => kind === 'lead') ? null : <LatestBlock items={items} drawing={drawing} title={title} />
    case 'section':
      return <SectionBlock block={block} drawing={drawing} all={all} />
    case 'gallery':
      return (
        <Pictures
          items={items}
          drawing={drawing}
          title={title ?? text[drawing.lang].picturesAndVideo}
          more={{ href: '/thu-vien-anh', label: text[drawing.lang].library }}
        />
      )
    case 'video':
      return (
        <Pictures
          items={items}
          drawing={drawing}
          title={title ?? text[drawing.lang].videos}
          more={{ href: '/video', label: text[drawing.lang].allVideos }}
        />
      )
    case 'corrections':
      return drawing.told.length > 0 && <CorrectionsBlock title={title} lang={drawing.lang} site={drawing.site} told={drawing.told} />
    case 'members':
      return <Members drawing={drawing} title={title} />
    default:
      return null
  }
}

/** "Mới nhận" stands beside the lead stories when the page has both, and leaves out what the lead already shows. */
function latestBeside({ lists }: Drawing, all: readonly WantedBlock[]) {
  const latest = all.find(({ kind }) => kind === 'latest')
  const lead = all.find(({ kind }) => kind === 'lead')
  const shown = new Set((lists[lead?.id ?? -1] ?? []).map(({ id }) => id))
  return latest ? (lists[latest.id] ?? []).filter(({ id }) => !shown.has(id)).slice(0, 4) : []
}
const latestTitle = (all: readonly WantedBlock[]) => (all.find(({ kind }) => kind === 'latest')?.options as Options | undefined)?.title

type Part = { items: readonly Listed[]; drawing: Drawing; title?: string | undefined }

function Lead({ items, latest, drawing, title }: Part & { latest: readonly Listed[] }) {
  const { site, media, lang } = drawing
  const stories = items.map((item) => storyOf(item, site.sections, media, lang))
  // The large place wants a picture: the first story that has one takes it.
  const first = stories.find(({ picture }) => picture) ?? stories[0]
  if (!first) return null
  const others = stories.filter((story) => story !== first)
  return (
    <section class="sec sat">
      <div class="wrap lead">
        <LeadStory story={first} />
        <StoryList stories={others.map(({ summary: _, ...story }) => story)}>
          {latest.length > 0 && (
            <li>
              <LatestList items={latest} drawing={drawing} title={title} />
            </li>
          )}
        </StoryList>
      </div>
    </section>
  )
}

/** The hour while the list is of one day, else the day. */
function LatestList({ items, drawing: { site, lang }, title }: Part) {
  const days = new Set(items.map(({ at }) => toLocal(at).toPlainDate().toString()))
  const when = (at: Temporal.Instant) =>
    days.size === 1 ? toLocal(at).toPlainTime().toString({ smallestUnit: 'minute' }) : formatDate(at, lang).slice(0, 5)
  return (
    <Latest
      title={title ?? text[lang].latest}
      items={items.map((item) => ({ time: when(item.at), at: item.at.toString(), title: item.title, href: pathOf(site.sections, item) }))}
    />
  )
}

const LatestBlock = (props: Part) =>
  props.items.length > 0 ? (
    <section class="sec">
      <div class="wrap">
        <LatestList {...props} />
      </div>
    </section>
  ) : null

/** A section as a row of tall cards, or beside the next section's block as rows. The second of a pair is drawn with the first. */
function SectionBlock({ block, drawing, all }: { block: WantedBlock; drawing: Drawing; all: readonly WantedBlock[] }) {
  if ((block.options as Options).style === 'rail') return <RailBlock block={block} drawing={drawing} />
  const pair = pairOf(block, all, drawing)
  if (pair[0] !== block) return null
  const panels = pair.map((each) => <Rows block={each} drawing={drawing} />)
  return (
    <section class="sec">
      <div class="wrap doi">{panels}</div>
    </section>
  )
}

/** Section blocks in rows stand two by two, counted from the first of their run; empty ones are passed over. */
function pairOf(block: WantedBlock, all: readonly WantedBlock[], { lists }: Drawing): WantedBlock[] {
  const shown = all.filter(
    ({ id, kind, options }) => kind !== 'section' || (options as Options).style === 'rail' || (lists[id] ?? []).length > 0,
  )
  const isRow = ({ kind, options }: WantedBlock) => kind === 'section' && (options as Options).style !== 'rail'
  const at = shown.indexOf(block)
  let first = at
  while (first > 0 && isRow(shown[first - 1]!)) first--
  const start = at - ((at - first) % 2)
  return shown.slice(start, start + 2).filter(isRow)
}

const sectionOf = ({ options }: WantedBlock, { site }: Drawing) => site.sections.find(({ slug }) => slug === (options as Options).section)!

function Rows({ block, drawing }: { block: WantedBlock; drawing: Drawing }) {
  const { site, media, lang, lists } = drawing
  const section = sectionOf(block, drawing)
  const stories = (lists[block.id] ?? []).map((item) => storyOf(item, site.sections, media, lang))
  return (
    <div>
      <SectionHead title={(block.options as Options).title ?? section.name} more={{ href: `/${section.slug}`, label: text[lang].all }} />
      <StoryList stories={stories.map(({ summary: _summary, label: _label, ...story }) => story)} />
    </div>
  )
}

function RailBlock({ block, drawing }: { block: WantedBlock; drawing: Drawing }) {
  const { site, media, lang, lists } = drawing
  const items = lists[block.id] ?? []
  if (items.length === 0) return null
  const section = sectionOf(block, drawing)
  const title = (block.options as Options).title ?? section.name
  const cards = items.map((item) => storyOf(item, site.sections, media, lang)).filter(({ picture }) => picture)
  return (
    <Panel title={title} ground="green" more={{ href: `/${section.slug}`, label: text[lang].all }}>
      <Rail
        label={title}
        items={cards.map((card) => ({ href: card.href, title: card.title, picture: card.picture!, note: card.label?.text ?? '' }))}
      />
    </Panel>
  )
}

function Pictures({ items, drawing: { site, media }, title, more }: Part & { title: string; more: { href: string; label: string } }) {
  if (items.length === 0) return null
  return (
    <Panel title={title} more={more}>
      <Mosaic items={items.map((item) => mosaicOf(item, site, media))} />
    </Panel>
  )
}

export function mosaicOf(item: Listed, site: Site, media: Media) {
  const picture = pictureOf(item.coverId === null ? undefined : media.get(item.coverId))
  return {
    href: pathOf(site.sections, item),
    title: item.title,
    ...(picture ? { picture } : {}),
    ...(item.pictures > 0 ? { count: item.pictures } : {}),
    ...(item.genre === 'video' ? { length: 'Video' } : {}),
  }
}

function Members({ drawing: { members, lists, lang }, title }: { drawing: Drawing; title: string | undefined }) {
  if (members.length === 0) return null
  const rows = members.map((member) => {
    const newest = lists[`member ${member.id}`]?.[0]
    const latest = newest
      ? { title: newest.title, titleHref: addressOn(member, pathOf(member.sections, newest)), when: formatDate(newest.at, lang) }
      : {}
    return { name: member.name, href: addressOn(member, '/'), ...latest }
  })
  return (
    <Panel title={title ?? text[lang].members}>
      <MemberSites sites={rows} />
    </Panel>
  )
}
