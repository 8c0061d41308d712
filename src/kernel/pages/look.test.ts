import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLook, lookCookie, lookFrom, lookKey, lookOf, textSizes, themes } from './look.ts'

test('every look survives its cookie', () => {
  for (const theme of themes)
    for (const text of textSizes) assert.deepEqual(lookOf(`phien=abc; giao-dien=${lookKey({ theme, text })}; x=1`), { theme, text })
})

test('what is not a look is the default look', () => {
  for (const cookie of [
    undefined,
    '',
    'giao-dien',
    'giao-dien=',
    'giao-dien=toi',
    'giao-dien=toi.126',
    'giao-dien=TOI.125',
    'giao-dien=toi.125.1',
    'xgiao-dien=toi.125',
    'giao-dien=constructor',
    'giao-dien=__proto__',
    `giao-dien=${'a'.repeat(9_000)}`,
    'a="giao-dien=toi.125"',
  ])
    assert.deepEqual(lookOf(cookie), defaultLook, String(cookie).slice(0, 40))
})

test('the first cookie of the name counts, with or without a space before it', () => {
  assert.deepEqual(lookOf('a=1;giao-dien=toi.125;giao-dien=sang.100'), { theme: 'dark', text: 125 })
})

test('a form gives a look part by part', () => {
  assert.deepEqual(lookFrom('dark', '150'), { theme: 'dark', text: 150 })
  assert.deepEqual(lookFrom('dark', '151'), { theme: 'dark', text: 100 })
  assert.deepEqual(lookFrom(['dark'], { text: 1 }), defaultLook)
})

test('the default look takes the cookie away', () => {
  assert.match(lookCookie(defaultLook, false), /Max-Age=0/)
  assert.equal(
    lookCookie({ theme: 'dark', text: 125 }, true),
    'giao-dien=toi.125; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure',
  )
})
