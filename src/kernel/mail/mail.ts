import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import { stripControl } from '../text.ts'
import { now } from '../time.ts'
import { composed, type Letter } from './letter.ts'
import { MailError, troubleOf } from './trouble.ts'

/** One letter to one person. `id` names it, so that a letter that went out twice shows as the same. */
export type Mail = { to: { name: string; address: string }; letter: Letter; id: string }

export type Post = {
  /** @throws MailError when it could not be handed over; whoever sends tries again. */
  send: (mail: Mail) => Promise<void>
  /** Does the mail server answer, with a good certificate, to our name and password? Without one there is nothing to ask. @throws MailError */
  check: () => Promise<void>
  /** Letters on the disk that are older go; a mail server keeps its own. */
  forget: (before: Temporal.Instant) => Promise<void>
}

type Settings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'baseHost'>

/** Letters go to the mail server of `SMTP_URL`; without one each becomes a file in `<HOABAN_DATA>/mail`, which mail programs open. */
export const postFor = (config: Settings): Post => (config.smtpUrl ? bySmtp(config, config.smtpUrl) : onDisk(config))

/** Where letters come from: what was set, else a name at the portal's own. */
export const senderOf = ({ mailFrom, baseHost }: Pick<Config, 'mailFrom' | 'baseHost'>) => mailFrom ?? `hoaban@${nameOf(baseHost)}`

const seconds = 1_000

function bySmtp(config: Settings, url: string): Post {
  const { username, hostname } = new URL(url)
  const transport = createTransport({
    // Without parameters: they could turn the look at the certificate off.
    url: url.split('?')[0]!,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 20 * seconds,
    // A password never crosses a network in the open.
    requireTLS: username !== '' && !/^(localhost|127\.|\[?::1)/.test(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const tried = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      throw error instanceof MailError ? error : new MailError(troubleOf(error as Error))
    }
  }
  return {
    send: (mail) => tried(() => transport.sendMail(messageOf(config, mail))),
    check: () => tried(() => transport.verify()),
    forget: async () => {},
  }
}

function onDisk(config: Settings): Post {
  const folder = join(config.dataDir, 'mail')
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(config, mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${now().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}-${randomBytes(3).toString('hex')}.eml`
      await writeFile(join(folder, name), message as Buffer, { mode: 0o600, flag: 'wx' })
    },
    check: async () => {},
    forget: async (before) => {
      for (const name of await readdir(folder).catch(() => []))
        if ((await stat(join(folder, name))).mtimeMs < before.epochMilliseconds) await rm(join(folder, name), { force: true })
    },
  }
}

/** Names and subjects come from people: whatever could end a line of the head is gone before the composer sees it. */
function messageOf(config: Settings, { to, letter, id }: Mail) {
  if (!/^[^\s<>,;"@]+@[^\s<>,;"@]+$/.test(to.address)) throw new MailError('refused')
  return {
    from: { name: 'Hoa Ban', address: senderOf(config) },
    to: { name: oneLine(to.name), address: to.address },
    subject: oneLine(letter.subject),
    messageId: `<${id}@${nameOf(config.baseHost)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...composed(letter),
  }
}

const oneLine = (text: string) => stripControl(text).replace(/\s+/gu, ' ').trim()
const nameOf = (host: string) => host.replace(/:\d+$/, '')
