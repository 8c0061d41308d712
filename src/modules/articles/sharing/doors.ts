import { z } from 'zod'
import type { Setting } from '../../../kernel/settings.ts'
import type { Article } from '../article.ts'

/** By receiving site: from which sites it takes what is sent without being asked, and the section it puts it in. */
export type Doors = Record<string, { from: number[]; section: number }>

export const doors: Setting<Doors> = {
  key: 'articles.doors',
  schema: z.record(z.string().regex(/^\d+$/), z.object({ from: z.array(z.int().positive()), section: z.int().positive() })),
  initial: {},
}

/** The section in which `to` puts an item unasked; null when it wants to be asked: also when the item stood there and was taken off. */
export function doorFor(open: Doors, { siteId, publications }: Pick<Article, 'siteId' | 'publications'>, to: number): number | null {
  const door = open[String(to)]
  return door?.from.includes(siteId) && !publications.some((place) => place.siteId === to) ? door.section : null
}
