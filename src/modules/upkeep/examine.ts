import { lastBackup } from '../../kernel/archive/last.ts'
import { installationKey } from '../../kernel/crypto.ts'
import { StorageAway, StorageFull } from '../../kernel/files/failure.ts'
import { isFull } from '../../kernel/files/spool.ts'
import type { Check, Deps, Finding } from '../../kernel/module.ts'
import { rememberedHead } from '../../kernel/seal/head.ts'
import { verifyChain } from '../../kernel/seal/seal.ts'
import { unreadableSettings } from '../../kernel/settings.ts'
import type { Lang } from '../../kernel/text.ts'
import { formatDateTime, now } from '../../kernel/time.ts'
import { text } from './text.ts'

/** An unwritten day is a day that may be lost: a backup older than this is told. */
const backupHours = 7 * 24

/** Every check of every module, the house's own first. A check that breaks is itself a finding: an examination is never silent. */
export async function examine(deps: Deps): Promise<Finding[]> {
  const checks = [chain, safeSettings, settings, storage, jobs, backups, ...deps.modules.flatMap(({ checks: own = [] }) => own)]
  const findings: Finding[] = []
  for (const check of checks) findings.push(...(await check(deps).catch((error: unknown) => [failed(error)])))
  // Several checks may need the store that is away: it is told once.
  return findings.filter(({ what }, i) => findings.findIndex((other) => other.what.vi === what.vi) === i)
}

type Words = typeof text.vi.found
const both = (words: (t: Words, lang: Lang) => string) => ({ vi: words(text.vi.found, 'vi'), en: words(text.en.found, 'en') })
const good = (words: (t: Words, lang: Lang) => string): Finding => ({ level: 'good', what: both(words) })

function failed(error: unknown): Finding {
  if (error instanceof StorageAway) return away(error)
  if (error instanceof StorageFull || isFull(error)) return { level: 'bad', what: both((t) => t.full), todo: both((t) => t.fullTodo) }
  return broken(error)
}

const away = ({ reason }: StorageAway): Finding => ({
  level: 'bad',
  what: { vi: reason, en: text.en.found.storageAway },
  todo: both((t) => t.storageAwayTodo),
})

/** The first line only: what follows may carry values of people. */
const broken = (error: unknown): Finding => ({
  level: 'bad',
  what: both((t) => t.broken(error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : 'unknown')),
  todo: both((t) => t.brokenTodo),
})

const chain: Check = async ({ db, config }) => {
  const key = await installationKey(config.dataDir, 'seal')
  const flaws = await verifyChain(db, key, rememberedHead(config.dataDir))
  if (flaws.length === 0) return [good((t) => t.chain)]
  return flaws.map(({ kind, at }) => ({
    level: kind === 'unlinked' ? 'warn' : 'bad',
    what: both((t) => t.flaw(at, t.flaws[kind])),
    todo: both((t) => (kind === 'unlinked' ? t.unlinkedTodo : t.flawTodo)),
  }))
}

/** An acknowledged write must be on the disk: these settings of PostgreSQL may never be off. */
const safeSettings: Check = async ({ pool }) => {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name`,
  )
  const off = rows.filter(({ setting }) => setting === 'off')
  if (off.length === 0) return [good((t) => t.safe)]
  return off.map(({ name }) => ({ level: 'bad', what: both((t) => t.unsafe(name)), todo: both((t) => t.unsafeTodo(name)) }))
}

/** What was written past the program, or by a later version of it: the program goes by its built-in value, and says so. */
const settings: Check = async ({ db, modules }) =>
  (
    await unreadableSettings(
      db,
      modules.flatMap(({ settings: own = [] }) => own),
    )
  ).map((key) => ({ level: 'warn', what: both((t) => t.unreadable(key)), todo: both((t) => t.unreadableTodo) }))

/** How much room is left is told by the library, which knows what a film needs. */
const storage: Check = async ({ files }) => {
  await files.check()
  return [good((t) => t.storage)]
}

/** Whatever was due more than five minutes ago and has not begun: the worker stands still. */
const jobs: Check = async ({ pool }) => {
  const at = now().toString()
  const { rows } = await pool.query<{ late: number; failed: number }>(
    `
    select count(*) filter (where run_at < $1::timestamptz - interval '5 minutes' and locked_at is null and attempts < max_attempts)::int as late,
           count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker.jobs`,
    [at],
  )
  const { late, failed } = rows[0]!
  if (late === 0 && failed === 0) return [good((t) => t.jobs)]
  return [
    ...(late > 0 ? [{ level: 'bad', what: both((t, lang) => t.late(late, lang)), todo: both((t) => t.lateTodo) } as const] : []),
    ...(failed > 0 ? [{ level: 'warn', what: both((t, lang) => t.failed(failed, lang)), todo: both((t) => t.failedTodo) } as const] : []),
  ]
}

async function backups({ config }: Deps): Promise<Finding[]> {
  const last = await lastBackup(config.dataDir)
  if (!last) return [{ level: 'warn', what: both((t) => t.noBackup), todo: both((t) => t.backupTodo) }]
  const old = Temporal.Instant.compare(last.at.add({ hours: backupHours }), now()) < 0
  if (old) return [{ level: 'warn', what: both((t, lang) => t.oldBackup(formatDateTime(last.at, lang))), todo: both((t) => t.backupTodo) }]
  return [good((t, lang) => t.backup(formatDateTime(last.at, lang)))]
}
