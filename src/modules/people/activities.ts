import type {} from '../../kernel/activity.ts'

type Nothing = Record<string, never>
type Granting = { role: string; site: number | null; section: number | null }

/** Subjects: `person`, `delegation`. Details carry ids and words of the trade only. */
declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'person.created': { account: boolean }
    'person.changed': { fields: string[] }
    'person.disabled': Nothing
    'person.enabled': Nothing
    'person.granted': Granting
    'person.revoked': Granting
    'person.signedIn': { secondFactor: boolean; recovery?: boolean }
    'person.signedOut': Nothing
    'person.sessionsEnded': { all: boolean }
    'person.passwordChanged': Nothing
    'person.passwordReset': Nothing
    'person.secondFactorSet': Nothing
    'person.secondFactorRemoved': Nothing
    'person.secondFactorReset': Nothing
    'person.recoveryCodesMade': Nothing
    'person.penNameAdded': { penName: number }
    'person.penNameRemoved': { penName: number }
    'person.delegated': { delegation: number; delegate: number }
    'person.delegationRevoked': { delegation: number; delegate: number }
  }
}
