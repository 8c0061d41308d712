import { test } from 'node:test'
import assert from 'node:assert/strict'
import { safeUrl } from './url.ts'

test('Web, mail, telephone and own addresses stay as they are', () => {
  const good = [
    'https://dienbien.gov.vn/tin?a=1&b=2#c',
    'http://localhost:3000/',
    'mailto:cong@example.vn',
    'tel:+842153825409',
    '/tin-tuc/xoe-thai-12',
    '/tìm kiếm'.replace(' ', '-'),
    '/',
    '#noi-dung',
    '?trang=2',
    'HTTPS://Example.vn/',
    'https://[::1]/x',
  ]
  for (const address of good) assert.equal(safeUrl(address), address)
  assert.equal(safeUrl('  /tin-tuc  '), '/tin-tuc')
})

test('Addresses that run script or carry data become #', () => {
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'java\r\nscript:alert(1)',
    '\u00a0javascript:alert(1)',
    '\ufeffjavascript:alert(1)',
    'javascript\u0000:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'vbscript:msgbox(1)',
    'blob:https://a/b',
    'file:///etc/passwd',
    'filesystem:https://a/b',
    'view-source:https://a',
    'intent://a#Intent;end',
    'about:blank',
    'ftp://a/b',
    'feed:javascript:alert(1)',
  ]
  for (const address of bad) assert.equal(safeUrl(address), '#', JSON.stringify(address))
})

test('Addresses that look local but lead away become #', () => {
  for (const address of [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https:evil.example',
    'https:/evil',
    'https:///evil',
    'https://?x',
    'http:\\\\evil',
    'evil.example/x',
    'tin-tuc',
  ])
    assert.equal(safeUrl(address), '#', JSON.stringify(address))
})

test('Nothing becomes #', () => {
  for (const address of ['', '   ', null, undefined]) assert.equal(safeUrl(address), '#')
})
