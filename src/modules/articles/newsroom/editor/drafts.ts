import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Body } from '../../body/body.ts'

export type Copy = { title: string; lead: string; body: Body }
/** The copy on this machine. `waiting`: the server has not acknowledged it. */
export type Draft = Copy & { key: string; version: number; session: string; at: number; waiting: boolean }

interface Store extends DBSchema {
  drafts: { key: string; value: Draft }
}

export type Drafts = { read(): Promise<Draft | undefined>; write(draft: Omit<Draft, 'key'>): Promise<void> }

/** One copy per person and article. Both reject when the browser keeps nothing (private windows, a full disk). */
export function draftsOf(personId: number, articleId: number): Drafts {
  const key = `${personId}/${articleId}`
  let database: Promise<IDBPDatabase<Store>> | null = null
  const open = () =>
    (database ??= openDB<Store>('hoaban-drafts', 1, { upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'key' }) }))
  return {
    read: async () => (await open()).get('drafts', key),
    write: async (draft) => void (await (await open()).put('drafts', { ...draft, key })),
  }
}

/** Equal as people see it: the order of keys and a missing empty list do not count. */
export const sameCopy = (a: Copy, b: Copy) => a.title === b.title && a.lead === b.lead && stable(a.body) === stable(b.body)

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    const entries = Object.entries(inner).filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0))
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  })
