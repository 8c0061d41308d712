import type { Socket } from 'node:net'

const statuses: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * What is no request in HTTP reaches no route: a bare status, and the end of the connection, said as such. Otherwise a proxy keeps the
 * connection for its next reader, who would find it cut.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  // An answer that is on its way must not get another status into its middle.
  const { _httpMessage: answering } = socket as { _httpMessage?: { headersSent: boolean } | null }
  if (!socket.writable || answering?.headersSent) return void socket.destroy()
  const status = statuses[error.code ?? ''] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}
