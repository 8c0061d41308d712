import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillAhead } from './sample.ts'

test('the sample item that waits for its hour waits for it on whatever day the sample is made', () => {
  const planned = Temporal.Instant.from('2026-11-24T07:00:00+07:00')
  const from = (day: string) => stillAhead(planned, Temporal.Instant.from(day)).toString({ timeZone: '+07:00' })
  assert.equal(from('2026-11-23T12:00:00+07:00'), '2026-11-24T07:00:00+07:00')
  assert.equal(from('2026-11-26T22:00:00+07:00'), '2026-11-28T07:00:00+07:00')
  assert.equal(from('2031-02-03T06:00:00+07:00'), '2031-02-04T07:00:00+07:00')
})
