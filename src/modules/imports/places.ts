import type { Actor } from '../../kernel/access.ts'
import type { Deps } from '../../kernel/module.ts'
import { authorCalled } from '../people/index.ts'
import { sectionCalled, type Shelf } from '../sites/index.ts'
import type { Item } from './item.ts'
import type { Run } from './run.ts'
import { text } from './text.ts'

/** Where the items of a batch go and who wrote them, by the names the source has for both. */
export type Places = { sections: ReadonlyMap<string, Shelf>; fallback: Shelf | null; authors: ReadonlyMap<string, number> }

type Known = { sections: Map<string, Shelf>; authors: Map<string, number>; fallback: Shelf | null }
const known = new WeakMap<object, Map<number, Known>>()
const mostRemembered = 10_000

/** Sections and authors that are not there yet are made. */
export async function placesOf(deps: Deps, run: Run, actor: Actor, items: readonly Item[]): Promise<Places> {
  const here = remembered(deps, run.id)
  for (const { sections, authors } of items) {
    const [first] = sections
    if (first !== undefined && !here.sections.has(first)) {
      const found = await sectionCalled(deps, actor, run.siteId, mapped(run, first))
      if (found.ok) here.sections.set(first, found.value)
    }
    for (const name of authors)
      if (!here.authors.has(name)) {
        const found = await authorCalled(deps, actor, name)
        if (found !== null) here.authors.set(name, found)
      }
  }
  if (items.some(({ sections: [first] }) => first === undefined || !here.sections.has(first)))
    here.fallback ??= await fallbackOf(deps, run, actor)
  return here
}

/** Names come from a file: one that is called as what every object has is a name like any other. */
const mapped = ({ options: { sections = {} } }: Run, name: string) => (Object.hasOwn(sections, name) ? sections[name]! : name)

async function fallbackOf(deps: Deps, { siteId, options }: Run, actor: Actor): Promise<Shelf | null> {
  const found = await sectionCalled(deps, actor, siteId, options.section?.trim() || text.vi.fallbackSection)
  return found.ok ? found.value : null
}

function remembered(deps: Deps, run: number): Known {
  const runs = known.get(deps.db) ?? new Map<number, Known>()
  known.set(deps.db, runs)
  const found = runs.get(run)
  if (found && found.authors.size + found.sections.size < mostRemembered) return found
  const fresh: Known = { sections: new Map(), authors: new Map(), fallback: null }
  runs.set(run, fresh)
  return fresh
}
