import { Logger } from 'graphile-worker'
import { pino, type Logger as Pino } from 'pino'
import { requestId } from './request.ts'

export type Log = Pino & { worker: Logger }

/**
 * The application log: one JSON line an event, with the request id, without personal data and without addresses of readers.
 * Who did what from where stands in the access record (kernel/http/record.ts), not here.
 */
export function createLog(level: string): Log {
  const log = pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ request: requestId() }),
    redact: {
      paths: ['req', 'res', 'headers', 'body', 'password', 'token', 'secret', 'email', '*.password', '*.token', '*.email'],
      remove: true,
    },
    serializers: { err: ({ message, stack, code }: Error & { code?: string }) => ({ message, code, stack }) },
  })
  const worker = new Logger(() => (severity, message) => {
    if (severity === 'error' || severity === 'warning') log.warn({ worker: message })
    else log.debug({ worker: message })
  })
  return Object.assign(log, { worker })
}
