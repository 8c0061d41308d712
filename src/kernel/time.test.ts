import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { formatDong } from './money.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  formatAgo,
  formatDate,
  formatDateTime,
  formatDay,
  formatMonth,
  isWorkingDay,
  now,
  parseDate,
  parseTime,
  setClock,
  today,
  toLocal,
  workingDaysBetween,
} from './time.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const instant = (iso: string) => Temporal.Instant.from(iso)

beforeEach(() => setClock(() => instant('2026-11-23T02:15:00Z')))
afterEach(() => setClock(null))

test('the day in Vietnam begins seven hours before the day in Greenwich', () => {
  setClock(() => instant('2026-12-31T17:00:00Z'))
  assert.equal(today().toString(), '2027-01-01')
  assert.equal(toLocal(now()).hour, 0)
  setClock(null)
  assert.ok(Math.abs(now().epochMilliseconds - Temporal.Now.instant().epochMilliseconds) < 60_000)
})
test('dates and times read as people write them', () => {
  assert.equal(formatDate(now()), '23/11/2026')
  assert.equal(formatDateTime(now()), '23/11/2026 09:15')
  assert.equal(formatDay(now()), 'Thứ Hai, 23/11/2026')
  assert.equal(formatDay(day('2026-11-22')), 'Chủ nhật, 22/11/2026')
  assert.equal(formatMonth(now()), 'tháng 11/2026')
  assert.equal(formatDate(day('0954-03-07')), '07/03/0954')
  assert.equal(formatDateTime(now(), 'en'), '23 November 2026, 09:15')
  assert.equal(formatDay(now(), 'en'), 'Monday, 23 November 2026')
})
test('how long ago is said in words', () => {
  const table: [string, string, string][] = [
    ['2026-11-23T02:14:30Z', 'vừa xong', 'just now'],
    ['2026-11-23T02:10:00Z', '5 phút trước', '5 minutes ago'],
    ['2026-11-23T01:00:00Z', '1 giờ trước', '1 hour ago'],
    ['2026-11-22T03:00:00Z', 'hôm qua 10:00', 'yesterday 10:00'],
    ['2026-11-20T02:00:00Z', '3 ngày trước', '3 days ago'],
    ['2026-11-01T02:00:00Z', '01/11/2026', '1 November 2026'],
    ['2026-11-23T02:45:00Z', '30 phút nữa', 'in 30 minutes'],
    ['2026-11-24T09:00:00Z', 'ngày mai 16:00', 'tomorrow 16:00'],
    ['2026-11-26T02:00:00Z', '3 ngày nữa', 'in 3 days'],
  ]
  for (const [at, vi, en] of table) assert.deepEqual([formatAgo(instant(at)), formatAgo(instant(at), 'en')], [vi, en])
})
test('a date is understood however it is typed', () => {
  const table: [string, string | null][] = [
    ['23/11/2026', '2026-11-23'],
    ['1/2/26', '2026-02-01'],
    ['23-11-2026', '2026-11-23'],
    ['01.02.2026', '2026-02-01'],
    [' 7 / 5 / 1954 ', '1954-05-07'],
    ['7/5/54', '1954-05-07'],
    ['1/1/46', '2046-01-01'],
    ['1/1/47', '1947-01-01'],
    ['2026-11-23', '2026-11-23'],
    ['hôm nay', '2026-11-23'],
    ['Hôm nay'.normalize('NFD'), '2026-11-23'],
    ['MAI', '2026-11-24'],
    ['ngày mai', '2026-11-24'],
    ['hom qua', '2026-11-22'],
    ['ngày 5 tháng 3 năm 2026', '2026-03-05'],
    ['today', '2026-11-23'],
    ['29/2/2028', '2028-02-29'],
    ['29/2/2026', null],
    ['31/4/2026', null],
    ['2/13/2026', null],
    ['0/1/2026', null],
    ['1/2/026', null],
    ['', null],
    ['hôm', null],
    ['constructor', null],
    ['1/2/2026 rồi', null],
    ['1/2', null],
    ['9'.repeat(5000), null],
  ]
  for (const [typed, date] of table) assert.equal(parseDate(typed)?.toString() ?? null, date, typed)
})
test('every date comes back from what is shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400_000 }), (days) => {
      const date = day('1000-01-01').add({ days })
      assert.ok(parseDate(formatDate(date))!.equals(date))
      assert.ok(parseDate(date.toString())!.equals(date))
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      parseDate(text)
      parseTime(text)
    }),
  )
})
test('a time is understood however it is typed', () => {
  const table: [string, string | null][] = [
    ['7:00', '07:00:00'],
    ['7h', '07:00:00'],
    ['7h30', '07:30:00'],
    ['7H30', '07:30:00'],
    ['19:30', '19:30:00'],
    ['7 giờ rưỡi', '07:30:00'],
    ['7 giờ 05 phút', '07:05:00'],
    ['7g15', '07:15:00'],
    ['00:00', '00:00:00'],
    ['23:59:59', '23:59:00'],
    ['24:00', null],
    ['7:60', null],
    ['7', null],
    ['7:5', null],
    ['', null],
  ]
  for (const [typed, time] of table) assert.equal(parseTime(typed)?.toString() ?? null, time, typed)
})
test('holidays and made-up working days come from the rule rows given', () => {
  const holidays = new Set(['2026-11-24', '2026-11-23'])
  const swapped = new Set(['2026-11-21'])
  assert.equal(isWorkingDay(day('2026-11-24'), holidays, swapped), false)
  assert.equal(isWorkingDay(day('2026-11-22'), holidays, swapped), false)
  assert.equal(isWorkingDay(day('2026-11-21'), holidays, swapped), true)
  assert.equal(isWorkingDay(day('2026-11-24'), new Set()), true)
})
test('a deadline does not count the day it starts on', () => {
  const holiday = new Set(['2026-11-24'])
  assert.equal(addWorkingDays(day('2026-11-23'), 5, new Set()).toString(), '2026-11-30')
  assert.equal(addWorkingDays(day('2026-11-23'), 5, holiday).toString(), '2026-12-01')
  assert.equal(addWorkingDays(day('2026-11-21'), 1, new Set()).toString(), '2026-11-23')
  assert.equal(addWorkingDays(day('2026-11-30'), -7, holiday).toString(), '2026-11-18')
  assert.equal(addWorkingDays(day('2026-11-22'), 0, holiday).toString(), '2026-11-22')
})
test('counting working days undoes adding them', () => {
  const holidays = new Set(['2026-11-24', '2026-12-31', '2027-01-01', '2027-02-08'])
  fc.assert(
    fc.property(fc.nat(120), fc.integer({ min: -60, max: 60 }), (shift, n) => {
      const from = day('2026-11-01').add({ days: shift })
      const to = addWorkingDays(from, n, holidays)
      assert.equal(workingDaysBetween(from, to, holidays), n)
      if (n !== 0) assert.ok(isWorkingDay(to, holidays))
    }),
  )
})
test('đồng has thousands and no decimals', () => {
  assert.equal(formatDong(1_234_567), '1.234.567\u00a0đ')
  assert.equal(formatDong(1_234_567, 'en'), '1,234,567\u00a0VND')
})

test('working days over weeks and years are those that a walk from day to day counts, both ways', () => {
  const holidays = new Set(['2026-04-30', '2026-05-01', '2026-09-02', '2026-11-24', '2026-11-28'])
  const workdays = new Set(['2026-05-09', '2026-11-28', '2026-11-24'])
  const start = Temporal.PlainDate.from('2026-04-27')
  let walked = 0
  for (let days = 1; days <= 300; days++) {
    const day = start.add({ days })
    if (isWorkingDay(day, holidays, workdays)) walked++
    assert.equal(workingDaysBetween(start, day, holidays, workdays), walked, day.toString())
  }
  assert.equal(workingDaysBetween(start.add({ days: 301 }), start.add({ days: 1 }), holidays, workdays), -walked)
})

const span = (from: string, to: string) => ({ from: Temporal.PlainTime.from(from), to: Temporal.PlainTime.from(to) })
const office = [span('07:30', '11:30'), span('13:30', '17:00')]
const free = new Set(['2026-11-24', '2026-12-31', '2027-01-01'])
const openAt = (at: Temporal.Instant) => {
  const local = toLocal(at)
  const time = local.toPlainTime()
  const within = office.some(({ from, to }) => Temporal.PlainTime.compare(from, time) <= 0 && Temporal.PlainTime.compare(time, to) <= 0)
  return isWorkingDay(local.toPlainDate(), free) && within
}

test('office hours pass over lunch, the night, the weekend and a holiday', () => {
  const after = (from: string, minutes: number) =>
    toLocal(addWorkingMinutes(instant(`${from}:00+07:00`), minutes, office, free))
      .toString()
      .slice(0, 16)
  assert.equal(after('2026-11-23T09:00', 60), '2026-11-23T10:00')
  assert.equal(after('2026-11-23T11:00', 60), '2026-11-23T14:00', 'lunch')
  assert.equal(after('2026-11-23T11:30', 30), '2026-11-23T14:00', 'at the closing minute nothing is left of the morning')
  assert.equal(after('2026-11-23T10:30', 60), '2026-11-23T11:30', 'the closing minute still belongs to it')
  assert.equal(after('2026-11-23T16:30', 60), '2026-11-25T08:00', 'the night and a holiday')
  assert.equal(after('2026-11-27T16:30', 60), '2026-11-30T08:00', 'the weekend')
  assert.equal(after('2026-11-28T10:00', 0), '2026-11-30T07:30', 'what comes on a Saturday comes on Monday morning')
  assert.equal(after('2026-11-23T05:00', 450), '2026-11-23T17:00', 'a whole day')
  assert.equal(
    toLocal(addWorkingMinutes(instant('2026-11-27T17:00:00+07:00'), 60, office, free, new Set(['2026-11-28'])))
      .toString()
      .slice(0, 16),
    '2026-11-28T08:30',
    'a Saturday that is worked instead',
  )
  assert.throws(() => addWorkingMinutes(instant('2026-11-23T05:00:00Z'), 1, [span('09:00', '09:00')], free), RangeError)
})

test('whenever it begins and however long it takes, it ends while the office is open, and not before it began', () => {
  const begin = instant('2026-11-20T00:00:00Z')
  const moment = fc.nat(60 * 24 * 60).map((minutes) => begin.add({ minutes }))
  fc.assert(
    fc.property(moment, fc.nat(6_000), (from, minutes) => {
      const end = addWorkingMinutes(from, minutes, office, free)
      assert.ok(openAt(end), end.toString())
      assert.ok(Temporal.Instant.compare(from, end) <= 0)
      assert.ok(from.until(end).total('minutes') >= minutes)
    }),
  )
})

test('two stretches of office time one after the other are the sum of both, and what begins later never ends sooner', () => {
  const begin = instant('2026-11-20T00:00:00Z')
  const moment = fc.nat(60 * 24 * 60).map((minutes) => begin.add({ minutes }))
  const add = (from: Temporal.Instant, minutes: number) => addWorkingMinutes(from, minutes, office, free)
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2_000 }), fc.nat(5_000), (from, a, b, later) => {
      assert.equal(add(add(from, a), b).toString(), add(from, a + b).toString())
      assert.ok(Temporal.Instant.compare(add(from, a), add(from.add({ minutes: later }), a)) <= 0)
    }),
  )
})
