import type { Notices } from '../../../kernel/module.ts'
import { text } from './text.ts'

const group = (key: keyof typeof text.vi.groups, initial: 'once' | 'digest') => ({
  label: { vi: text.vi.groups[key], en: text.en.groups[key] },
  initial,
})

export const groups = {
  'articles.waiting': group('waiting', 'once'),
  'articles.returned': group('returned', 'once'),
  'articles.progress': group('progress', 'digest'),
  'articles.withdrawn': group('withdrawn', 'once'),
  'articles.sharing': group('sharing', 'digest'),
  'articles.bundles': group('bundles', 'once'),
} satisfies Notices['groups']

/** Each kind of notice, and the group by which people choose. */
export const kinds = {
  'article.submitted': 'articles.waiting',
  'article.edited': 'articles.waiting',
  'article.proofread': 'articles.waiting',
  'article.endorsed': 'articles.waiting',
  'article.sentBack': 'articles.waiting',
  'article.assigned': 'articles.waiting',
  'article.reminded': 'articles.waiting',
  'article.overdue': 'articles.waiting',
  'article.returned': 'articles.returned',
  'article.approved': 'articles.progress',
  'article.rescheduled': 'articles.progress',
  'article.published': 'articles.progress',
  'article.corrected': 'articles.withdrawn',
  'article.withdrawn': 'articles.withdrawn',
  'article.restored': 'articles.withdrawn',
  /** By a link: what became of the question, for whoever sent it. */
  'article.answeredYes': 'articles.progress',
  'article.answeredNo': 'articles.returned',
  'share.offered': 'articles.sharing',
  'share.pushed': 'articles.sharing',
  'share.askedFor': 'articles.sharing',
  'share.taken': 'articles.sharing',
  'share.declined': 'articles.sharing',
  'share.takenBack': 'articles.sharing',
  'share.leftOff': 'articles.sharing',
  'share.recalled': 'articles.sharing',
  'bundle.held': 'articles.bundles',
  'bundle.leftBehind': 'articles.bundles',
} as const satisfies Record<string, keyof typeof groups>
export type NoticeKind = keyof typeof kinds
