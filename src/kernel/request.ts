import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** The id of the request being served, for the log and the activity row; undefined in jobs and the program. */
export const requestId = () => current.getStore()

export const withRequestId = <T>(id: string, work: () => T): T => current.run(id, work)
