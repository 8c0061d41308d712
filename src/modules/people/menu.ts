import { holds, type Actor } from '../../kernel/access.ts'
import { abilitiesOf } from '../../kernel/http/server.ts'
import type { Deps, MenuEntry } from '../../kernel/module.ts'

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

/** What waits behind each entry, asked all at once; a count that fails is left out and logged, because a menu must never take a page down. */
export const countsOf = (deps: Deps, actor: Actor, entries: readonly MenuEntry[]): Promise<(number | undefined)[]> =>
  Promise.all(
    entries.map(async ({ count, href }) => {
      try {
        return await count?.(deps, actor)
      } catch (error) {
        deps.log.warn({ err: error, entry: href }, 'menu count failed')
        return undefined
      }
    }),
  )
