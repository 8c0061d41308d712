import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { loadConfig } from './config.ts'
import { Halt } from './halt.ts'

test('without any setting the house serves on localhost:3000 from the data folder of the clone', () => {
  const config = loadConfig({})
  assert.equal(config.port, 3000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.baseHost, 'localhost:3000')
  assert.equal(config.dataDir, resolve(import.meta.dirname, '../../data'))
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.demo, true)
})

test('the base host follows the port, and a given one is lower-cased', () => {
  assert.equal(loadConfig({ PORT: '8080' }).baseHost, 'localhost:8080')
  assert.equal(loadConfig({ HOABAN_BASE_HOST: 'SVHTTDL.Example.gov.vn' }).baseHost, 'svhttdl.example.gov.vn')
})

test('an empty value counts as unset', () => {
  assert.equal(loadConfig({ PORT: '', DATABASE_URL: ' ', HOABAN_DEMO: '' }).port, 3000)
})

const wrong: [string, string][] = [
  ['PORT', 'ba nghìn'],
  ['PORT', '70000'],
  ['HOST', 'http://máy'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['STORAGE_URL', '/var/tep'],
  ['SMTP_URL', 'máy thư'],
  ['HOABAN_BASE_HOST', 'https://example.gov.vn'],
  ['HOABAN_ADMIN_EMAIL', 'quản trị'],
  ['HOABAN_DEMO', 'có'],
  ['LOG_LEVEL', 'ồn'],
]
for (const [name, value] of wrong)
  test(`${name}=${value} is refused in one sentence that names it`, () => {
    assert.throws(
      () => loadConfig({ [name]: value }),
      (error) => error instanceof Halt && error.message.includes(name) && /^[^\n]+\.$/.test(error.message),
    )
  })

test('an administrator needs both address and password, and the password is not repeated', () => {
  assert.throws(
    () => loadConfig({ HOABAN_ADMIN_PASSWORD: 'bi-mat-lam' }),
    (error: Error) => error instanceof Halt && !error.message.includes('bi-mat-lam'),
  )
})
