import type { ComponentChildren } from 'preact'
import type { BlockSet, Deps, WantedBlock } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { mediaTag, renderMedia } from '../../media/index.ts'
import { branchOf, siteById, sitesOf, type Site } from '../../sites/index.ts'
import { articleTag, latestTag, sectionTag } from '../activities.ts'
import { text } from '../text.ts'
import { toldOn } from './corrections.ts'
import { drawBlock, type Options } from './home.tsx'
import { listsOf, type Wanted } from './queries.ts'
import { coversOf } from './story.ts'

const named = (kind: keyof typeof text.vi.blocks) => ({ vi: text.vi.blocks[kind], en: text.en.blocks[kind] })

/** The blocks of the newsroom on a home page: all their lists come in one query, all their pictures in a second. */
export const blocks: BlockSet = {
  kinds: {
    lead: named('lead'),
    latest: named('latest'),
    section: named('section'),
    gallery: named('gallery'),
    video: named('video'),
    members: named('members'),
    corrections: named('corrections'),
  },
  load: loadBlocks,
}

async function loadBlocks(deps: Deps, { siteId, lang }: { siteId: number; lang: Lang }, wanted: readonly WantedBlock[]) {
  const site = siteById(deps, siteId)!
  const members = wanted.some(({ kind }) => kind === 'members') ? sitesOf(deps).filter(({ id }) => id !== siteId) : []
  const lists = await listsOf(deps.db, wantedLists(site, members, wanted))
  const shown = Object.values(lists).flat()
  const [media, { told }] = await Promise.all([
    renderMedia(deps.db, coversOf(shown)),
    wanted.some(({ kind }) => kind === 'corrections') ? toldOn(deps.db, siteId, { limit: 4 }) : { told: [] },
  ])
  const nodes = new Map<number, ComponentChildren>()
  for (const block of wanted) {
    const node = drawBlock(block, { site, members, lists, told, media, lang }, wanted)
    if (node) nodes.set(block.id, node)
  }
  const sections = wanted.flatMap(({ options }) => branch(site, (options as Options).section)).map(sectionTag)
  return {
    nodes,
    tags: [
      latestTag(siteId),
      ...members.map(({ id }) => latestTag(id)),
      ...sections,
      ...new Set(shown.map(({ id }) => articleTag(id))),
      ...[...media.keys()].map(mediaTag),
    ],
  }
}

const branch = (site: Site, slug: string | undefined) => {
  const section = site.sections.find((each) => each.slug === slug)
  return section ? branchOf(site.sections, section.id).map(({ id }) => id) : []
}

function wantedLists(site: Site, members: readonly Site[], wanted: readonly WantedBlock[]): Record<string, Wanted> {
  const lists: Record<string, Wanted> = {}
  for (const { id, kind, options } of wanted) {
    const { section, limit } = options as Options
    if (kind === 'lead') lists[id] = { siteId: site.id, featuredFirst: true, limit: 5 }
    if (kind === 'latest') lists[id] = { siteId: site.id, limit: 9 }
    if (kind === 'section')
      lists[id] = { siteId: site.id, sections: branch(site, section), limit: limit ?? ((options as Options).style === 'rail' ? 5 : 3) }
    if (kind === 'gallery') lists[id] = { siteId: site.id, genres: ['photos', 'video'], limit: 5 }
    if (kind === 'video') lists[id] = { siteId: site.id, genres: ['video'], limit: 5 }
  }
  for (const member of members) lists[`member ${member.id}`] = { siteId: member.id, own: true, limit: 1 }
  return lists
}
