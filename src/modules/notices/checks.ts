import { sql } from 'kysely'
import { MailError, troubleIn, troubles, type Trouble } from '../../kernel/mail/trouble.ts'
import type { Check, Finding } from '../../kernel/module.ts'
import { text } from './text.ts'

const both = (words: (t: typeof text.vi.check) => string) => ({ vi: words(text.vi.check), en: words(text.en.check) })

/** Asks the mail server, and the queue what it remembers of letters that could not go. Each trouble is told once. */
export const mailCheck: Check = async ({ db, post, config }) => {
  if (!config.smtpUrl) return [{ level: 'warn', what: both((t) => t.none), todo: both((t) => t.noneTodo) }]
  const now = await post.check().then(
    () => null,
    (error: unknown) => (error instanceof MailError ? error.trouble : Promise.reject(error)),
  )
  const { rows } = await sql<{ error: string }>`
    select last_error as error from graphile_worker.jobs
    where task_identifier in ('notices.mail', 'notices.trial') and last_error is not null`.execute(db)
  const met = new Set<Trouble | null>([now, ...rows.map(({ error }) => troubleIn(error))])
  const found = troubles.filter((trouble) => met.has(trouble)).map(findingOf)
  const waiting: Finding[] =
    rows.length > 0 ? [{ level: 'warn', what: both((t) => t.waiting(rows.length)), todo: both((t) => t.waitingTodo) }] : []
  return found.length + waiting.length > 0 ? [...found, ...waiting] : [{ level: 'good', what: both((t) => t.good) }]
}

const findingOf = (trouble: Trouble): Finding => ({
  level: 'bad',
  what: both((t) => t.trouble[trouble]),
  todo: both((t) => t.todo[trouble]),
})
