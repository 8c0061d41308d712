import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { storeAt } from './files/address.ts'
import { Halt } from './halt.ts'
import { areNetworks } from './outgoing.ts'

export type Config = {
  port: number
  host: string
  /** Absolute path of HOABAN_DATA. */
  dataDir: string
  /** Unset = the embedded PostgreSQL. */
  databaseUrl?: string
  /** Unset = files under `dataDir`. */
  storageUrl?: string
  /** Unset = outbox on disk. */
  smtpUrl?: string
  /** The address that letters come from; unset = `hoaban@` and the name of the portal. */
  mailFrom?: string
  /** Host (with port when it is not the usual one) of the portal; member sites are `<key>.<baseHost>`. */
  baseHost: string
  adminEmail?: string
  adminPassword?: string
  demoPassword?: string
  demo: boolean
  /** Opens /metrics to a watcher on another machine; unset = loopback only. */
  metricsToken?: string
  /** Private networks that the house may fetch from: an old portal inside the agency. */
  outgoing?: readonly string[]
  logLevel: (typeof logLevels)[number]
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const root = resolve(import.meta.dirname, '../..')

/**
 * Settings from the environment; an empty value counts as unset.
 * @throws Halt with one sentence about the first bad value. Passwords are never repeated in it.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const read = Environment.safeParse(given)
  if (!read.success) throw new Halt(read.error.issues[0]!.message)
  const { data } = read
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.HOABAN_DATA,
    databaseUrl: data.DATABASE_URL,
    storageUrl: data.STORAGE_URL,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.HOABAN_MAIL_FROM,
    baseHost: data.HOABAN_BASE_HOST ?? `localhost:${data.PORT}`,
    adminEmail: data.HOABAN_ADMIN_EMAIL,
    adminPassword: data.HOABAN_ADMIN_PASSWORD,
    demoPassword: data.HOABAN_DEMO_PASSWORD,
    demo: data.HOABAN_DEMO === '1',
    metricsToken: data.HOABAN_METRICS_TOKEN,
    outgoing: data.HOABAN_OUTGOING,
    logLevel: data.LOG_LEVEL,
  }
}

const url = (schemes: string[], sentence: string) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), sentence)

const Environment = z
  .object({
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, bad('PORT', 'một số từ 0 đến 65535, ví dụ 3000'))
      .transform(Number)
      .refine((port) => port <= 65_535, bad('PORT', 'một số từ 0 đến 65535, ví dụ 3000'))
      .default(3000),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, bad('HOST', 'một địa chỉ máy, ví dụ 127.0.0.1 hoặc 0.0.0.0'))
      .default('127.0.0.1'),
    HOABAN_DATA: z
      .string()
      .refine((path) => !path.includes('\0'), bad('HOABAN_DATA', 'một đường dẫn thư mục'))
      .transform((path) => (isAbsolute(path) ? path : resolve(path)))
      .default(join(root, 'data')),
    DATABASE_URL: url(
      ['postgres:', 'postgresql:'],
      bad('DATABASE_URL', 'dạng postgres://người-dùng:mật-khẩu@máy:5432/tên-cơ-sở-dữ-liệu'),
    ).optional(),
    STORAGE_URL: z
      .string()
      .refine(
        (value) => storeAt(value) !== null,
        bad('STORAGE_URL', 'dạng s3://khóa:mật-khẩu@máy:cổng/ngăn-chứa?region=vùng (trong mật khẩu, / viết là %2F, + là %2B)'),
      )
      .optional(),
    SMTP_URL: url(['smtp:', 'smtps:'], bad('SMTP_URL', 'dạng smtp://người-dùng:mật-khẩu@máy:587')).optional(),
    HOABAN_MAIL_FROM: z.email(bad('HOABAN_MAIL_FROM', 'một địa chỉ thư điện tử, ví dụ toasoan@example.gov.vn')).optional(),
    HOABAN_BASE_HOST: z
      .string()
      .toLowerCase()
      .regex(
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
        bad('HOABAN_BASE_HOST', 'tên máy không kèm http://, ví dụ svhttdl.example.gov.vn'),
      )
      .optional(),
    HOABAN_ADMIN_EMAIL: z.email(bad('HOABAN_ADMIN_EMAIL', 'một địa chỉ thư điện tử')).optional(),
    HOABAN_ADMIN_PASSWORD: z.string().optional(),
    HOABAN_DEMO_PASSWORD: z.string().optional(),
    HOABAN_DEMO: z.enum(['0', '1'], bad('HOABAN_DEMO', '0 (không tạo trang mẫu) hoặc 1')).default('1'),
    HOABAN_METRICS_TOKEN: z.string().min(16, bad('HOABAN_METRICS_TOKEN', 'một chuỗi khó đoán, từ 16 ký tự')).optional(),
    HOABAN_OUTGOING: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter(Boolean))
      .refine(areNetworks, bad('HOABAN_OUTGOING', 'các dải địa chỉ nội bộ cách nhau bằng dấu phẩy, ví dụ 10.0.5.20/32'))
      .optional(),
    LOG_LEVEL: z.enum(logLevels, bad('LOG_LEVEL', `một trong các mức ${logLevels.join(', ')}`)).default('info'),
  })
  .refine((env) => !env.HOABAN_ADMIN_PASSWORD === !env.HOABAN_ADMIN_EMAIL, {
    error: 'HOABAN_ADMIN_EMAIL và HOABAN_ADMIN_PASSWORD phải đặt cùng nhau: hãy đặt cả hai hoặc bỏ cả hai.',
  })

function bad(name: string, wanted: string) {
  return `Biến môi trường ${name} chưa đúng: cần ${wanted}.`
}
