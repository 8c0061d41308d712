import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedEncodings } from './encoding.ts'

const cases: [string | undefined, string][] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br gzip identity'],
  ['gzip', 'gzip identity'],
  ['GZIP;q=0.8', 'gzip identity'],
  ['x-gzip', 'gzip identity'],
  ['br;q=0, gzip', 'gzip identity'],
  ['br;q=0.0, gzip;q=0', 'identity'],
  ['br;q=0.5, gzip;q=0.9', 'gzip br identity'],
  ['*', 'br gzip identity'],
  ['*;q=0', 'identity'],
  ['gzip;q=0, *', 'br identity'],
  ['identity', 'identity'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['identity;q=0', 'identity'],
  ['identity;q=0.5, *;q=0', 'identity'],
  ['gzip ; q=0.001', 'gzip identity'],
  ['gzip;q=abc, br;q=2', 'identity'],
  ['deflate, zstd', 'identity'],
  [',,;;=,', 'identity'],
]

for (const [header, expected] of cases)
  test(`Accept-Encoding ${JSON.stringify(header)} may be answered with ${expected}`, () => {
    assert.equal(acceptedEncodings(header).join(' '), expected)
  })

test('ten thousand invented headers do no harm', () => {
  for (let i = 0; i < 10_000; i++) acceptedEncodings(`gzip, x${i}`)
  assert.deepEqual(acceptedEncodings('gzip'), ['gzip', 'identity'])
})
