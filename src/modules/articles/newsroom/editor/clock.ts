const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** `10:42` in Việt Nam, of an ISO instant or of milliseconds. Browsers without Temporal run this too, so it stands on Intl alone. */
export function localTime(at: string | number): string {
  const milliseconds = typeof at === 'number' ? at : Date.parse(at)
  return Number.isFinite(milliseconds) ? format.format(milliseconds) : ''
}
