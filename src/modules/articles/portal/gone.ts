import { notFound } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { redirectOf, type PortalPage, type Reading } from '../../sites/index.ts'

/** Every page of the portal: for anyone, on every site. */
export const open = { access: 'public', face: 'portal' } as const

/** An address of an older portal, or of a section that was renamed, leads to where its content stands now. */
export async function gone(deps: Deps, { site, path }: Reading): Promise<PortalPage> {
  const target = await redirectOf(deps.db, site.id, path)
  if (!target) throw notFound()
  return { to: target, permanent: true }
}
