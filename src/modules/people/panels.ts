import type { ComponentChildren } from 'preact'
import type { Actor } from '../../kernel/access.ts'
import type { Deps } from '../../kernel/module.ts'
import { can } from './menu.ts'

/** What later modules add to this screen, for somebody who may use it, in their order. */
export async function panelsOn(deps: Deps, actor: Actor, screen: string, subjectId: number): Promise<ComponentChildren[]> {
  const panels = deps.modules
    .flatMap((module) => module.panels ?? [])
    .filter((panel) => panel.screen === screen && can(deps, actor, panel.ability))
  const loaded = await Promise.all(panels.toSorted((a, b) => a.position - b.position).map((panel) => panel.load(deps, actor, subjectId)))
  return loaded.filter((node) => node !== null)
}
