/** What a site says on top of every page. `away`: of an outage, from when until when. */
export type Alert = {
  id: number
  kind: 'alert' | 'outage'
  words: string
  href: string
  away: { from: Temporal.Instant; until: Temporal.Instant } | null
}

export type AlertState = 'planned' | 'shown' | 'ended'
/** As the newsroom sees it. `everywhere`: on every site of the network. */
export type AlertRow = Alert & {
  everywhere: boolean
  sudden: boolean
  showAt: Temporal.Instant
  hideAt: Temporal.Instant
  state: AlertState
  by: string
}

export const stateOf = ({ shown_at, ended_at }: { shown_at: Temporal.Instant | null; ended_at: Temporal.Instant | null }): AlertState =>
  ended_at ? 'ended' : shown_at ? 'shown' : 'planned'
