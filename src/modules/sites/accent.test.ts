import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, grounds, isReadable, leastContrast, nearestReadable, presets, readColour } from './accent.ts'

test('contrast is the one of WCAG: 21 for black on white, 1 for a colour on itself, and as measured for the reds of the house', () => {
  assert.equal(contrast('#000000', '#FFFFFF'), 21)
  assert.equal(contrast('#AE1E30', '#AE1E30'), 1)
  assert.equal(contrast('#AE1E30', '#FBF9F6').toFixed(1), '6.6')
  assert.equal(contrast('#777777', '#FFFFFF').toFixed(2), '4.48')
})

test('a colour is read as people type it, anything else is none', () => {
  assert.deepEqual(['#AbC', 'aabbcc', ' #17603F '].map(readColour), ['#AABBCC', '#AABBCC', '#17603F'])
  assert.deepEqual(['', 'red', '#12', '#12345g', 'url(x)', '#123456;}'].map(readColour), [null, null, null, null, null, null])
})

test('every ready colour can be read on both grounds', () => {
  assert.ok(presets.every(isReadable))
})

test('what is too pale gets the lightest shade that passes, and what passes keeps itself', () => {
  for (const pale of ['#FFE082', '#FF0000', '#00BCD4', '#FFFFFF', '#8BC34A']) {
    assert.ok(!isReadable(pale))
    const shade = nearestReadable(pale)
    for (const ground of grounds) assert.ok(contrast(shade, ground) >= leastContrast, `${pale} → ${shade}`)
    assert.ok(contrast(shade, grounds[0]) < leastContrast + 0.2, `${pale} → ${shade} is darker than it need be`)
  }
  assert.equal(nearestReadable('#17603F'), '#17603F')
})
