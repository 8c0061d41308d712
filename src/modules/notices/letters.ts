import type { Letter } from '../../kernel/mail/letter.ts'
import type { Mail } from '../../kernel/mail/mail.ts'
import type { Deps } from '../../kernel/module.ts'
import { formatDateTime, now } from '../../kernel/time.ts'
import type { Account } from '../people/index.ts'
import { addressOn } from '../sites/index.ts'
import { choicesPath, inboxPath, noticeUrl } from './address.ts'
import { text } from './text.ts'

export type Line = { id: number; at: Temporal.Instant; sentence: string }

/** The most that one letter says; the rest stands in the inbox. */
const most = 50

export function noticeLetter(deps: Pick<Deps, 'config'>, account: Account, lines: readonly Line[]): Mail {
  const t = text[account.lang].letter
  const shown = lines.slice(0, most)
  const letter: Letter = {
    lang: account.lang,
    subject: lines.length === 1 ? cut(lines[0]!.sentence) : t.several(lines.length),
    opening: [t.greeting(calledBy(account)), lines.length === 1 ? t.leadOne : t.lead],
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
    opening: [t.greeting(calledBy(account)), t.trial],
    lines: [],
    closing: ending(deps, account),
  }
  return { to: account, letter, id: `thu.${account.id}.${now().epochMilliseconds}` }
}

/** "chị Mai", whether that or only "chị" was written down; the given name comes last. */
function calledBy({ name, addressForm }: Account) {
  if (!addressForm) return name
  const given = name.split(' ').at(-1)!
  return addressForm.endsWith(given) ? addressForm : `${addressForm} ${given}`
}

const ending = (deps: Pick<Deps, 'config'>, { lang }: Account) => [
  { text: text[lang].letter.choices, href: addressed(deps, choicesPath) },
  { text: text[lang].letter.noReply },
]

/** By the name that the installation was given, whatever a request called it. */
const addressed = ({ config }: Pick<Deps, 'config'>, path: string) => addressOn({ host: config.baseHost }, path)

/** A line of a list of letters; what is longer is cut at a word. */
function cut(sentence: string) {
  if (sentence.length <= 140) return sentence
  return `${sentence.slice(0, sentence.lastIndexOf(' ', 138))}…`
}
