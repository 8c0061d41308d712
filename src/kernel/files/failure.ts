import { Refusal } from '../errors.ts'

/** There is no room left: the person is told so, nothing half-written stays. */
export class StorageFull extends Error {}

/**
 * The object store does not answer, or refuses us. To people it is a calm 503; `reason` is one Vietnamese sentence for the terminal and the
 * examination. `lasting`: waiting will not help, since the settings are wrong.
 */
export class StorageAway extends Refusal {
  readonly reason: string
  readonly lasting: boolean
  constructor(reason: string, { lasting = false, cause }: { lasting?: boolean; cause?: unknown } = {}) {
    super(503, 'storageAway')
    this.reason = reason
    this.lasting = lasting
    this.cause = cause
  }
}
