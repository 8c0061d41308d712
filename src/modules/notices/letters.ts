import type { Letter } from '../../kernel/mail/letter.ts'
import type { Mail } from '../../kernel/mail/mail.ts'
import type { Deps } from '../../kernel/module.ts'
import { truncateWords } from '../../kernel/text.ts'
import { formatDateTime, now } from '../../kernel/time.ts'
import { calledBy, type Account } from '../people/index.ts'
import { addressOn } from '../sites/index.ts'
import { choicesPath, inboxPath, noticeUrl } from './address.ts'
import { text } from './text.ts'

export type Line = { id: number; at: Temporal.Instant; sentence: string }

/** A line of a list of letters holds no more. */
const longestSubject = 140
/** The most that one letter says; the rest stands in the inbox. */
const most = 50

export function noticeLetter(deps: Pick<Deps, 'config'>, account: Account, lines: readonly Line[]): Mail {
  const t = text[account.lang].letter
  const shown = lines.slice(0, most)
  const letter: Letter = {
    lang: account.lang,
    subject: lines.length === 1 ? truncateWords(lines[0]!.sentence, longestSubject) : t.several(lines.length),
    opening: [t.greeting(greeted(account)), lines.length === 1 ? t.leadOne : t.lead],
    lines: shown.map(({ id, at, sentence }) => ({
      text: sentence,
      note: formatDateTime(at, account.lang),
      href: addressed(deps, noticeUrl(id)),
    })),
    closing: [
      ...(lines.length > shown.length ? [{ text: t.more(lines.length - shown.length) }] : []),
      { text: t.inbox, href: addressed(deps, inboxPath) },
      ...ending(deps, account),
    ],
  }
  return { to: account, letter, id: `thong-bao.${account.id}.${lines[0]!.id}-${lines.at(-1)!.id}` }
}

export function trialLetter(deps: Pick<Deps, 'config'>, account: Account): Mail {
  const t = text[account.lang].letter
  const letter: Letter = {
    lang: account.lang,
    subject: t.trialSubject,
    opening: [t.greeting(greeted(account)), t.trial],
    lines: [],
    closing: ending(deps, account),
  }
  return { to: account, letter, id: `thu.${account.id}.${now().epochMilliseconds}` }
}

const greeted = (account: Account) => (account.addressForm ? calledBy(account) : account.name)

const ending = (deps: Pick<Deps, 'config'>, { lang }: Account) => [
  { text: text[lang].letter.choices, href: addressed(deps, choicesPath) },
  { text: text[lang].letter.noReply },
]

/** By the name that the installation was given, whatever a request called it. */
const addressed = ({ config }: Pick<Deps, 'config'>, path: string) => addressOn({ host: config.baseHost }, path)
