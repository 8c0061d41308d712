import { holds, type Actor } from '../../kernel/access.ts'
import { abilitiesOf } from '../../kernel/http/server.ts'
import type { Bell, Deps, MenuEntry } from '../../kernel/module.ts'

const menuGroups = ['work', 'content', 'manage'] as const

/** May the actor do this anywhere at all? An ability that no module declares is nobody's. */
export const can = (deps: Pick<Deps, 'modules'>, actor: Actor, ability: string) =>
  ability === 'signedIn' || holds(actor, abilitiesOf(deps).get(ability) ?? [])

/** The entries of all modules that this person may use, in the order of the menu. */
export const entriesFor = (deps: Pick<Deps, 'modules'>, actor: Actor): MenuEntry[] =>
  deps.modules
    .flatMap(({ menu = [] }) => menu)
    .filter((entry) => can(deps, actor, entry.ability))
    .toSorted((a, b) => menuGroups.indexOf(a.group) - menuGroups.indexOf(b.group) || a.position - b.position)

/** What waits behind each entry, asked all at once. */
export const countsOf = (deps: Deps, actor: Actor, entries: readonly MenuEntry[]): Promise<(number | undefined)[]> =>
  Promise.all(entries.map((entry) => counted(deps, actor, entry)))

/** The first module that has one hangs the bell. */
export const bellOf = ({ modules }: Pick<Deps, 'modules'>): Bell | undefined => modules.find(({ bell }) => bell)?.bell

/** How much is new for this person. */
export const newsFor = async (deps: Deps, actor: Actor): Promise<number | undefined> => {
  const bell = bellOf(deps)
  return bell && counted(deps, actor, bell)
}

/** A count that fails is left out and logged, because a frame must never take a page down. */
async function counted(deps: Deps, actor: Actor, { count, href }: Pick<MenuEntry, 'count' | 'href'>) {
  try {
    return await count?.(deps, actor)
  } catch (error) {
    deps.log.warn({ err: error, entry: href }, 'menu count failed')
    return undefined
  }
}
