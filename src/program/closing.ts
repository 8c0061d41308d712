type Step = () => Promise<unknown>
/** Closing them in turn, from the last to the first, or `at` an earlier place. */
export type Closing = { keep: (step: Step, at?: number) => Promise<void>; all: () => Promise<void> }

/** The word to stop came while something was still being opened. */
export class Told extends Error {}

/** What has been opened. What comes to be open after `all` was called is closed at once, and `keep` throws `Told`: a start ends where it stands. */
export function closing(): Closing {
  const steps: Step[] = []
  let running: Promise<void> | undefined
  const closeAll = async () => {
    for (const step of steps.toReversed()) await step()
  }
  return {
    all: () => (running ??= closeAll()),
    async keep(step, at = steps.length) {
      if (!running) return void steps.splice(at, 0, step)
      await step()
      throw new Told()
    },
  }
}
