import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lately } from './lately.ts'

test('a passage is read once while it is kept, and the ones not asked for longest go first', () => {
  const read: string[] = []
  const ask = lately((passage) => {
    read.push(passage)
    return [passage.toUpperCase()]
  }, 10)
  assert.deepEqual([ask('một'), ask('hai'), ask('một'), ask('ba'), ask('một')].flat(), ['MỘT', 'HAI', 'MỘT', 'BA', 'MỘT'])
  assert.deepEqual(read, ['một', 'hai', 'ba'])
  ask('bốn')
  ask('một')
  assert.deepEqual(read, ['một', 'hai', 'ba', 'bốn'], 'used last, so still kept')
  ask('hai')
  assert.deepEqual(read.at(-1), 'hai', 'forgotten for the room')
  ask('dài hơn mười ký tự')
  ask('dài hơn mười ký tự')
  assert.equal(read.filter((one) => one.startsWith('dài')).length, 2, 'what is too long is not kept')
})
