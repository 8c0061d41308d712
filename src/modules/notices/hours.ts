import type { NoticeWay } from '../../kernel/module.ts'
import { isWorkingDay, toLocal, zone } from '../../kernel/time.ts'

/** In minutes after midnight in Vietnam. `quietDaysOff`: Saturdays, Sundays and holidays are quiet as a whole. */
export type Hours = { quietFrom: number; quietTo: number; quietDaysOff: boolean; digestAt: number }

const hour = 60
/** What holds while somebody has not chosen: quiet from 21:00 to 06:30 and on days off, the letter of the morning at 07:00. */
export const initialHours: Hours = { quietFrom: 21 * hour, quietTo: 6 * hour + 30, quietDaysOff: true, digestAt: 7 * hour }

type Holidays = ReadonlySet<string>

/** When a letter may speak of what happened at this moment; null: never. */
export function mailAfter(way: NoticeWay, at: Temporal.Instant, hours: Hours, holidays: Holidays): Temporal.Instant | null {
  if (way === 'inbox') return null
  return afterQuiet(way === 'once' ? at : nextDigest(at, hours, holidays), hours, holidays)
}

/** This moment, or the end of the quiet it falls into. */
export function afterQuiet(at: Temporal.Instant, hours: Hours, holidays: Holidays): Temporal.Instant {
  let local = toLocal(at)
  for (;;) {
    const date = local.toPlainDate()
    if (hours.quietDaysOff && !isWorkingDay(date, holidays)) local = on(date.add({ days: 1 }), 0)
    else if (isQuiet(local.hour * hour + local.minute, hours)) local = endOfQuiet(local, hours)
    else return local.toInstant()
  }
}

/** The hour of the digest on the next working day that is still to come. */
function nextDigest(at: Temporal.Instant, { digestAt }: Hours, holidays: Holidays): Temporal.Instant {
  let date = toLocal(at).toPlainDate()
  while (!isWorkingDay(date, holidays) || Temporal.Instant.compare(on(date, digestAt).toInstant(), at) <= 0) date = date.add({ days: 1 })
  return on(date, digestAt).toInstant()
}

/** From 21:00 to 06:30 goes over midnight; the same hour twice is no quiet at all. */
const isQuiet = (minute: number, { quietFrom, quietTo }: Hours) =>
  quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo

function endOfQuiet(local: Temporal.ZonedDateTime, { quietFrom, quietTo }: Hours) {
  const isEvening = quietFrom > quietTo && local.hour * hour + local.minute >= quietFrom
  return on(local.toPlainDate().add({ days: isEvening ? 1 : 0 }), quietTo)
}

const on = (date: Temporal.PlainDate, minute: number) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: { hour: Math.floor(minute / hour), minute: minute % hour } })
