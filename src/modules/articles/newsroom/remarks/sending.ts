/// <reference lib="dom" />

export type Answer<T> = { kind: 'done'; value: T } | { kind: 'wrong'; sentence: string } | { kind: 'late' } | { kind: 'failed' }

/** The forms of the pages without a script, sent by one, and answered in JSON. */
export async function post<T>(action: string, fields: Record<string, string>): Promise<Answer<T>> {
  const response = await fetch(action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
  }).catch(() => null)
  if (response?.ok) return { kind: 'done', value: (await response.json()) as T }
  if (response?.status === 409) return { kind: 'late' }
  if (response?.status !== 422) return { kind: 'failed' }
  const { issues } = (await response.json()) as { issues: Record<string, string> }
  return { kind: 'wrong', sentence: Object.values(issues).join(' ') }
}
