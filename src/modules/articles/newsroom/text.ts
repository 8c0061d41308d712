import { text as module, type IssueKey } from '../text.ts'
import type { Lang } from '../../../kernel/text.ts'
import { about } from './words/about.ts'
import { board } from './words/board.ts'
import { decide } from './words/decide.ts'
import { history } from './words/history.ts'
import { review } from './words/review.ts'

const join = (lang: Lang) => ({ ...board[lang], ...about[lang], ...review[lang], ...decide[lang], ...history[lang] })

/** What people read in the newsroom of the articles; the words of the trade (genres, steps, issues) stand in the module's own text. */
export const text = { vi: join('vi'), en: join('en') }

/** The sentence for an issue's key; undefined when there is none. */
export const issueText = (lang: Lang, key: string | undefined): string | undefined =>
  key === undefined ? undefined : (module[lang].issues[key as IssueKey] ?? module[lang].issues.blank)
