import type { Deps, NoticeWay } from '../../kernel/module.ts'

type Knowing = Pick<Deps, 'modules'>

/** What people choose by, from all modules in their order. */
export const groupsOf = ({ modules }: Knowing) =>
  modules.flatMap(({ notices }) => Object.entries(notices?.groups ?? {}).map(([key, group]) => ({ key, ...group })))

/** The group of a kind, and what holds while somebody has not chosen. A kind that no module names is a fault. */
export function groupOf({ modules }: Knowing, kind: string): { key: string; initial: NoticeWay } {
  for (const { notices } of modules) {
    const key = notices?.kinds[kind]
    if (notices && key) return { key, initial: notices.groups[key]!.initial }
  }
  throw new Error(`no module names the notice ${kind}`)
}
