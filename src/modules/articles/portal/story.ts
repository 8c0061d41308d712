import { formatDateTime } from '../../../kernel/time.ts'
import type { Lang } from '../../../kernel/text.ts'
import type { PictureProps, PictureSource } from '../../../ui/picture/picture.tsx'
import type { Story } from '../../../ui/story/story.tsx'
import type { RenderMedia } from '../../media/index.ts'
import type { Section } from '../../sites/index.ts'
import type { Listed } from './queries.ts'

export type Media = ReadonlyMap<number, RenderMedia>

/** The one form of an article's address on a site. */
export const articlePath = (sectionSlug: string, slug: string, id: number) => `/${sectionSlug}/${slug}-${id}`

export const pathOf = (sections: readonly Section[], item: Pick<Listed, 'id' | 'slug' | 'sectionId'>) =>
  articlePath(sections.find(({ id }) => id === item.sectionId)?.slug ?? 'tin', item.slug, item.id)

/** A picture as the design system takes it: AVIF where there is one, then WebP, cut around its focal point. */
export function pictureOf(media: RenderMedia | undefined): PictureProps | undefined {
  if (!media || media.kind !== 'image') return undefined
  const sources = (['image/avif', 'image/webp'] as const).flatMap((type): PictureSource[] => {
    const variants = media.variants.filter((variant) => variant.type === type)
    return variants.length > 0 ? [{ type, variants }] : []
  })
  return {
    src: media.variants.find(({ type, width }) => type === 'image/webp' && width >= 400)?.url ?? media.url,
    alt: media.alt,
    width: media.width,
    height: media.height,
    sources,
    focus: { x: media.focal.x * 100, y: media.focal.y * 100 },
  }
}

/** "Lò Thị Mai, Vừ Lử": whoever wrote, in their order. */
export const authorsOf = ({ byline }: Pick<Listed, 'byline'>) => {
  const written = byline.filter(({ role }) => role === 'text')
  return (written.length > 0 ? written : byline.filter(({ role }) => role !== 'edit')).map(({ name }) => name)
}

/**
 * An article as lists show it. The date is written out: a stored page may be read days after it was drawn, so nothing in it says "hôm nay".
 */
export function storyOf(item: Listed, sections: readonly Section[], media: Media, lang: Lang): Story {
  const section = sections.find(({ id }) => id === item.sectionId)
  const picture = pictureOf(item.coverId === null ? undefined : media.get(item.coverId))
  return {
    href: pathOf(sections, item),
    title: item.title,
    ...(section ? { label: { text: section.name, href: `/${section.slug}` } } : {}),
    summary: item.lead,
    meta: [authorsOf(item).join(', '), formatDateTime(item.at, lang)].filter(Boolean).join(' · '),
    ...(picture ? { picture } : {}),
  }
}

export const coversOf = (items: readonly Pick<Listed, 'coverId'>[]) => items.flatMap(({ coverId }) => (coverId === null ? [] : [coverId]))
