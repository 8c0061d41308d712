import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDateTime, toLocal, zone } from '../../kernel/time.ts'
import { afterQuiet, initialHours, mailAfter, type Hours } from './hours.ts'

/** 2/9/2026 is a Wednesday; the week of 23/11/2026 begins with a Monday. */
const holidays = new Set(['2026-09-01', '2026-09-02'])
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const once = (local: string, hours: Hours = initialHours) => formatDateTime(mailAfter('once', at(local), hours, holidays)!)
const digest = (local: string, hours: Hours = initialHours) => formatDateTime(mailAfter('digest', at(local), hours, holidays)!)

test('a letter of the day goes at once', () => {
  assert.equal(once('2026-11-23T06:30:00'), '23/11/2026 06:30')
  assert.equal(once('2026-11-23T20:59:59'), '23/11/2026 20:59')
})

test('a letter of the night waits until half past six, over midnight too', () => {
  assert.equal(once('2026-11-23T21:00:00'), '24/11/2026 06:30')
  assert.equal(once('2026-11-24T00:10:00'), '24/11/2026 06:30')
  assert.equal(once('2026-11-24T06:29:59'), '24/11/2026 06:30')
})

test('on Friday evening it waits for Monday, before a holiday for the day after it', () => {
  assert.equal(once('2026-11-27T21:30:00'), '30/11/2026 06:30')
  assert.equal(once('2026-11-28T10:00:00'), '30/11/2026 06:30')
  assert.equal(once('2026-08-31T22:00:00'), '03/09/2026 06:30')
  assert.equal(once('2026-09-02T12:00:00'), '03/09/2026 06:30')
})

test('who works at weekends gets letters on Saturday, but not at night', () => {
  const weekend = { ...initialHours, quietDaysOff: false }
  assert.equal(once('2026-11-28T10:00:00', weekend), '28/11/2026 10:00')
  assert.equal(once('2026-11-28T23:00:00', weekend), '29/11/2026 06:30')
})

test('quiet may lie within a day, and the same hour twice is no quiet', () => {
  const noon = { ...initialHours, quietFrom: 11 * 60 + 30, quietTo: 13 * 60 }
  assert.equal(once('2026-11-23T12:00:00', noon), '23/11/2026 13:00')
  assert.equal(once('2026-11-23T23:00:00', noon), '23/11/2026 23:00')
  assert.equal(once('2026-11-23T23:00:00', { ...noon, quietTo: noon.quietFrom }), '23/11/2026 23:00')
})

test('the letter of the morning goes on the next working day, after the quiet when that ends later', () => {
  assert.equal(digest('2026-11-23T06:59:00'), '23/11/2026 07:00')
  assert.equal(digest('2026-11-23T07:00:00'), '24/11/2026 07:00')
  assert.equal(digest('2026-11-27T08:00:00'), '30/11/2026 07:00')
  assert.equal(digest('2026-08-31T08:00:00'), '03/09/2026 07:00')
  assert.equal(digest('2026-11-23T08:00:00', { ...initialHours, digestAt: 5 * 60 }), '24/11/2026 06:30')
})

test('for the inbox alone there is no letter', () => {
  assert.equal(mailAfter('inbox', at('2026-11-23T08:00:00'), initialHours, holidays), null)
})

test('whatever somebody chooses, a letter never goes before its time, within their quiet, or much later than that', () => {
  const minutes = fc.integer({ min: 0, max: 1_439 })
  const hours = fc.record({ quietFrom: minutes, quietTo: minutes, quietDaysOff: fc.boolean(), digestAt: minutes })
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 400 * 24 * 60 }), fc.constantFrom('once', 'digest'), (chosen, later, way) => {
      const begun = at('2026-01-01T00:00:00').add({ minutes: later })
      const goes = mailAfter(way, begun, chosen, holidays)!
      assert.ok(Temporal.Instant.compare(goes, begun) >= 0)
      assert.ok(afterQuiet(goes, chosen, holidays).equals(goes))
      assert.ok(!chosen.quietDaysOff || toLocal(goes).dayOfWeek <= 5)
      assert.ok(begun.until(goes).total('hours') < 24 * 8)
    }),
  )
})
