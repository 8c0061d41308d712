import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashPassword, installationKey, isOutdated, seal, unseal, verifyPassword } from '../../../kernel/crypto.ts'
import { passwordFault } from './password.ts'

const mai = { name: 'Lò Thị Mai', email: 'mai.lo@dienbien.gov.vn' }

test('length decides: fourteen alone, eight with a second factor, no kinds of letters demanded', () => {
  assert.equal(passwordFault('xanh lúa chiều', mai, 14), null)
  assert.equal(passwordFault('xanh lúa nương', mai, 15), 'passwordShort')
  assert.equal(passwordFault('gió hú đèo', mai, 8), null)
  assert.equal(passwordFault('câu này '.repeat(30), mai, 14), 'passwordLong')
})

test('letters are counted as people count them, composed or not', () => {
  const fourteen = 'ẫềộựỷẵốằếừửịặẩ'
  assert.equal(passwordFault(fourteen, mai, 14), null)
  assert.equal(passwordFault(fourteen.normalize('NFD'), mai, 14), null)
  assert.equal(passwordFault(fourteen.slice(0, 13).normalize('NFD'), mai, 14), 'passwordShort')
})

test('the own name and address are refused, however they are written', () => {
  for (const password of ['Lò Thị Mai 2026!', 'lothimai123456', 'mai.lo@dienbien.gov.vn', 'LOTHIMAI-hoa', 'thimai20261123'])
    assert.equal(passwordFault(password, mai, 8), 'passwordOwn', password)
  assert.equal(passwordFault('mai này lúa chín đầy đồng', mai, 14), null)
})

test('what everybody tries first is refused, with figures, signs, accents or repetition around it', () => {
  const common = [
    'matkhau123456789',
    'Mật khẩu 2026!!!',
    'M@tkhau12345678',
    'password12345678',
    'P@ssw0rd2026!!!!',
    'anhyeuem20112011',
    'iloveyou!!!!!!!!1234',
    'vietnam123456789',
    'dienbienphu07051954',
    'hoabanhoabanhoaban',
    'qwertyuiop123456',
    '19051954',
    '0912345678',
    '12345678901234',
    'abcdefghijklmnop',
    'qwertyuiopasdfgh',
    '1qaz2wsx3edc4rfv',
  ]
  for (const password of common) assert.ok(passwordFault(password, mai, 8), password)
  assert.equal(passwordFault('aaaaaaaaaaaaaaaa', mai, 8), 'passwordRepeats')
  assert.equal(passwordFault('abababababababab', mai, 8), 'passwordRepeats')
})

test('a phrase of unrelated words passes', () => {
  for (const password of ['chiếu cói bay qua suối', 'seven quiet buffaloes', '7 con trâu lội Nậm Rốm', 'kQ9v-2mTz-w4Lp-e8Rd'])
    assert.equal(passwordFault(password, mai, 14), null, password)
})

test('a hash fits its password only, and says when its figures are weak', async () => {
  const hash = await hashPassword('chiếu cói bay qua suối')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.ok(await verifyPassword('chiếu cói bay qua suối', hash))
  assert.ok(!(await verifyPassword('chiếu cói bay qua suốI', hash)))
  assert.ok(!(await verifyPassword('x', '$argon2id$v=19$m=9999999,t=9,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA')))
  assert.deepEqual([isOutdated(hash), isOutdated(hash.replace('m=19456', 'm=8192'))], [false, true])
})

test('a flood of hashes queues two at a time and is turned away beyond a hundred', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 110 }, () => hashPassword('một câu bất kỳ')))
  assert.equal(answers.filter(({ status }) => status === 'rejected').length, 8)
})

test('the key file is for the program alone, and two who ask at once get one key', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hoaban-key-'))
  const keys = await Promise.all([installationKey(dir, 'people'), installationKey(dir, 'people'), installationKey(dir, 'people')])
  assert.ok(keys.every((key) => key.equals(keys[0]!)))
  assert.equal(statSync(join(dir, 'keys/people')).mode & 0o777, 0o600)
  assert.equal(statSync(join(dir, 'keys')).mode & 0o777, 0o700)
  rmSync(dir, { recursive: true })
})

test('a sealed value opens with its key at its place, and nowhere else', () => {
  const key = Buffer.alloc(32, 7)
  const sealed = seal(key, Buffer.from('bí mật'), 'totp:1')
  assert.equal(unseal(key, sealed, 'totp:1')?.toString(), 'bí mật')
  assert.equal(unseal(key, sealed, 'totp:2'), null)
  assert.equal(unseal(Buffer.alloc(32, 8), sealed, 'totp:1'), null)
  sealed[20]! ^= 1
  assert.equal(unseal(key, sealed, 'totp:1'), null)
})
