import type { Actor } from '../../../kernel/access.ts'
import type { Deps } from '../../../kernel/module.ts'
import { sitesOf as allSites } from '../../sites/index.ts'
import { sitesOf } from '../policy.ts'

/** The sites this person may upload to, in the network's order. */
export function uploadSites(deps: Pick<Deps, 'hosts'>, actor: Actor): { id: number; name: string }[] {
  const own = sitesOf(actor)
  return allSites(deps)
    .filter(({ id }) => own === 'all' || own.includes(id))
    .map(({ id, name }) => ({ id, name }))
}
