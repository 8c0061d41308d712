import type { Place } from '../../kernel/access.ts'
import type { Deps } from '../../kernel/module.ts'

/** Sites and sections as grants name them. They belong to a later module, which tells them through its record. */
export const placesOf = (deps: Pick<Deps, 'modules' | 'hosts'>): readonly Place[] =>
  deps.modules.flatMap(({ places }) => places?.(deps) ?? [])

export const siteName = (deps: Pick<Deps, 'modules' | 'hosts'>, id: number): string | undefined =>
  placesOf(deps).find((place) => place.id === id)?.name
