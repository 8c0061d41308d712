import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { inboxPath } from './address.ts'
import { mailCheck } from './checks.ts'
import { forget, mail, sweep, trial } from './mailing.ts'
import { accountPanel } from './newsroom/panel.tsx'
import { noticeRoutes } from './newsroom/routes.tsx'
import { unseenCount } from './queries.ts'
import { text } from './text.ts'

export { notify, type Told } from './notify.ts'
export { sampleNotices } from './sample.ts'

export const notices: Module = {
  name: 'notices',
  routes: noticeRoutes,
  bell: {
    label: { vi: text.vi.title, en: text.en.title },
    href: inboxPath,
    key: 'm',
    count: ({ db }, actor) => unseenCount(db, actor.id),
  },
  jobs: { mail, trial, sweep, forget },
  crons: [
    { task: 'notices.sweep', pattern: '* * * * *' },
    { task: 'notices.forget', pattern: '47 3 * * *' },
  ],
  panels: [accountPanel],
  checks: [mailCheck],
  rules: { 'retention.notices': 'duration' },
}
