import { installationKey } from '../../kernel/crypto.ts'
import type { Deps, Finding } from '../../kernel/module.ts'
import { rememberedHead } from '../../kernel/seal/head.ts'
import { verifyChain, type Flaw } from '../../kernel/seal/seal.ts'

/** Every check of every module, the house's own first. A check that breaks is itself a finding: an examination is never silent. */
export async function examine(deps: Deps): Promise<Finding[]> {
  const checks = [chain, safeSettings, rules, disk, schedule, ...deps.modules.flatMap(({ checks = [] }) => checks)]
  const findings: Finding[] = []
  for (const check of checks)
    findings.push(...(await check(deps).catch((error: unknown) => [broken(check.name, error)])))
  return findings
}

const broken = (name: string, error: unknown): Finding => ({
  level: 'bad',
  what: { vi: `Không khám được phần “${name}”: ${String(error)}`, en: `The check “${name}” could not run: ${String(error)}` },
  todo: { vi: 'Chép nguyên câu này gửi người phụ trách kỹ thuật.', en: 'Send this line to your technical contact.' },
})

const kinds: Record<Flaw['kind'], { vi: string; en: string }> = {
  changed: { vi: 'bị sửa', en: 'changed' },
  missing: { vi: 'bị mất', en: 'missing' },
  broken: { vi: 'không nối được với mục trước', en: 'not linked to the one before' },
  unlinked: { vi: 'chưa được nối vào chuỗi', en: 'not linked yet' },
  cut: { vi: 'bị cắt ở cuối', en: 'cut at the end' },
}

async function chain(deps: Deps): Promise<Finding[]> {
  const key = await installationKey(deps.config.dataDir, 'seal')
  const flaws = await verifyChain(deps.db, key, rememberedHead(deps.config.dataDir))
  if (flaws.length === 0) return [{ level: 'good', what: { vi: 'Chuỗi nhật ký hoạt động nguyên vẹn.', en: 'The activity chain is whole.' } }]
  return flaws.map(({ kind, at }) => ({
    level: 'bad',
    what: { vi: `Nhật ký hoạt động: mục ${at} ${kinds[kind].vi}.`, en: `Activity log: entry ${at} is ${kinds[kind].en}.` },
    todo: { vi: 'Giữ nguyên máy, so với bản sao lưu gần nhất, báo người phụ trách an toàn thông tin.', en: 'Leave the machine as it is, compare with the last backup, tell your security officer.' },
  }))
}

/** An acknowledged write must be on the disk: these settings of PostgreSQL may never be off. */
async function safeSettings({ pool }: Deps): Promise<Finding[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`)
  const off = rows.filter(({ setting }) => setting === 'off')
  if (off.length === 0) return [{ level: 'good', what: { vi: 'Cơ sở dữ liệu ghi chắc xuống đĩa trước khi báo xong.', en: 'The database writes to disk before it says done.' } }]
  return off.map(({ name }) => ({
    level: 'bad',
    what: { vi: `Cơ sở dữ liệu đang tắt ${name}: mất điện có thể mất bài.`, en: `The database runs with ${name} off: a power cut may lose work.` },
    todo: { vi: `Bật lại ${name} = on trong cấu hình PostgreSQL rồi khởi động lại.`, en: `Set ${name} = on in PostgreSQL and restart it.` },
  }))
}

async function rules({ db }: Deps): Promise<Finding[]> {
  const open = await db.selectFrom('rules').select(({ fn }) => fn.countAll<number>().as('count')).where('confirmed_at', 'is', null).executeTakeFirstOrThrow()
  if (Number(open.count) === 0) return [{ level: 'good', what: { vi: 'Mọi quy định đã được xác nhận.', en: 'All rules are confirmed.' } }]
  return [{
    level: 'warn',
    what: { vi: `${open.count} dòng quy định còn chờ xác nhận.`, en: `${open.count} rule rows wait for confirmation.` },
    todo: { vi: 'Cán bộ pháp chế xem và xác nhận từng dòng trong Tòa soạn, mục Quy định.', en: 'Have your legal officer confirm them in the newsroom, under Rules.' },
  }]
}

async function disk({ files }: Deps): Promise<Finding[]> {
  await files.check()
  const free = await files.free()
  const gigabytes = (free / 1024 ** 3).toFixed(1).replace('.', ',')
  if (free > 5 * 1024 ** 3) return [{ level: 'good', what: { vi: `Kho tệp ghi được, còn trống ${gigabytes} GB.`, en: `The file store can be written, ${gigabytes} GB are free.` } }]
  return [{
    level: free > 1024 ** 3 ? 'warn' : 'bad',
    what: { vi: `Kho tệp chỉ còn ${gigabytes} GB.`, en: `Only ${gigabytes} GB are left for files.` },
    todo: { vi: 'Thêm đĩa hoặc chuyển bản sao lưu cũ sang máy khác.', en: 'Add disk space or move old backups elsewhere.' },
  }]
}

/** Whatever was due more than five minutes ago and is not before readers: the worker stands still. */
async function schedule({ pool }: Deps): Promise<Finding[]> {
  const { rows } = await pool.query<{ late: number; failed: number }>(`
    select count(*) filter (where run_at < now() - interval '5 minutes' and locked_at is null and attempts < max_attempts)::int as late,
           count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker.jobs`)
  const { late, failed } = rows[0]!
  const findings: Finding[] = []
  if (late > 0) findings.push({ level: 'bad', what: { vi: `${late} việc nền đã đến giờ mà chưa chạy.`, en: `${late} jobs are overdue.` }, todo: { vi: 'Kiểm tra chương trình có đang chạy không; khởi động lại nếu cần.', en: 'See whether the program is running; restart it.' } })
  if (failed > 0) findings.push({ level: 'warn', what: { vi: `${failed} việc nền đã thử nhiều lần mà không xong.`, en: `${failed} jobs failed for good.` }, todo: { vi: 'Xem nhật ký chương trình và báo người phụ trách kỹ thuật.', en: 'Look into the log and tell your technical contact.' } })
  return findings.length > 0 ? findings : [{ level: 'good', what: { vi: 'Việc nền chạy đúng giờ.', en: 'Jobs run on time.' } }]
}
