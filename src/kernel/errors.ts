/** A refusal the caller cannot correct by editing a form: a status and a message key. Mapped to HTTP once, in http/. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, key: string) {
    super(key)
    this.status = status
  }
}

export const badRequest = () => new Refusal(400, 'badRequest')
export const signInFirst = () => new Refusal(401, 'signInFirst')
export const forbidden = () => new Refusal(403, 'forbidden')
export const notFound = () => new Refusal(404, 'notFound')
/** Somebody was faster: the row is no longer what the caller saw. */
export const conflict = () => new Refusal(409, 'conflict')
export const tooMany = () => new Refusal(429, 'tooMany')

/** For `catch`, where a page can show what it has become: 'changed' for a conflict, anything else is thrown on. */
export function conflictOnly(error: unknown): 'changed' {
  if (error instanceof Refusal && error.status === 409) return 'changed'
  throw error
}

/** What the person can correct: field name → message key of the module's text. Returned, never thrown. */
export type Issues = Record<string, string>
export type Outcome<T> = { ok: true; value: T } | { ok: false; issues: Issues }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const issues = (found: Issues): { ok: false; issues: Issues } => ({ ok: false, issues: found })
