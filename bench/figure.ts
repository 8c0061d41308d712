export type Goal = { atLeast: number } | { atMost: number }
export type Figure = { name: string; value: number; unit: string; goal?: Goal; note?: string }

export const median = (values: readonly number[]) => at(values, 0.5)

/** The value below which the given share of all lies. */
export const at = (values: readonly number[], share: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export const meets = ({ value, goal }: Figure) => !goal || ('atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost)

export const goalText = (goal: Goal | undefined) => (goal ? ('atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`) : '')
