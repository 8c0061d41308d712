/** What may keep a letter from going out, as an operator can do something about it. */
export const troubles = ['certificate', 'signIn', 'refused', 'away'] as const
export type Trouble = (typeof troubles)[number]

/** Says what is wrong and nothing of whom or with which words: servers put addresses into their answers, and the queue keeps messages. */
export class MailError extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(`mail: ${trouble}`)
    this.trouble = trouble
  }
}

/** The trouble in a message that a queue kept; null when it is another one's. */
export const troubleIn = (message: string): Trouble | null => troubles.find((trouble) => message.includes(`mail: ${trouble}`)) ?? null

type Thrown = Error & { code?: string; responseCode?: number; cause?: unknown }

export function troubleOf({ message, code = '', responseCode = 0 }: Thrown): Trouble {
  if (/certificate|altname|self.signed|unable to verify/i.test(message) || /CERT/.test(code)) return 'certificate'
  if (code === 'EAUTH') return 'signIn'
  return code === 'EENVELOPE' || code === 'EMESSAGE' || responseCode >= 500 ? 'refused' : 'away'
}
