import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { peopleChecks } from './checks.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { abilities } from './policy.ts'
import { samplePeople } from './sample.ts'
import { sweepAttempts } from './signin/attempts.ts'
import { secondFactorRoles } from './signin/factor-roles.ts'
import { peopleKey } from './signin/keys.ts'
import { signInRules } from './signin/limits.ts'
import { sweepSessions } from './signin/sessions.ts'
import { text } from './text.ts'

export { accountFor, authorCalled } from './called.ts'
export { addAccount, ensureFirstAdmin, resetPassword } from './first.ts'
export { accountsAmong, delegatesOf, holdersOf, type Account, type Holder } from './holders.ts'
export { AuthorForm, createAuthor } from './commands.ts'
export { can } from './menu.ts'
export { desk, stillDesk } from './newsroom/frame.tsx'
export { askToSignIn, atGate } from './newsroom/gate/ask.tsx'
export { localPath, refererPath } from './newsroom/paths.ts'
export { told } from './newsroom/told.ts'
export { panelsOn } from './panels.ts'
export { calledBy, givenName } from './person.ts'
export { authorsMatching, deciders, isGranted, peopleLike, peopleNamed, units, type AuthorChoice } from './queries.ts'
export { sampleGrants, sampleNumbers, sampleSignIns } from './sample.ts'
export { actorById } from './signin/acting.ts'
export { identify } from './signin/identify.ts'

/** Every role with its Vietnamese name. */
export const roles = text.vi.roles

const label = (name: keyof typeof text.vi.menu) => ({ vi: text.vi.menu[name], en: text.en.menu[name] })

export const people: Module = {
  name: 'people',
  abilities,
  routes: newsroomRoutes,
  menu: [
    {
      label: label('authors'),
      href: '/toa-soan/tac-gia',
      icon: 'pen-line',
      group: 'content',
      ability: 'people.authors',
      position: 80,
      key: 't',
    },
    {
      label: label('delegations'),
      href: '/toa-soan/uy-quyen',
      icon: 'user-plus',
      group: 'manage',
      ability: 'people.lend',
      position: 70,
      key: 'u',
    },
    {
      label: label('people'),
      href: '/toa-soan/nguoi-dung',
      icon: 'users',
      group: 'manage',
      ability: 'people.administer',
      position: 80,
      key: 'n',
    },
  ],
  jobs: {
    sweep: async ({ db }) => {
      await sweepSessions(db)
      await sweepAttempts(db)
    },
  },
  crons: [{ task: 'people.sweep', pattern: '17 * * * *' }],
  checks: [peopleChecks],
  rules: signInRules,
  settings: [secondFactorRoles],
  start: async (deps) => {
    await peopleKey(deps)
  },
  sample: samplePeople,
}
