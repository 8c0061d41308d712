import assert from 'node:assert/strict'
import { validateHeaderValue } from 'node:http'
import { test } from 'node:test'
import fc from 'fast-check'
import { contentDisposition, decodePath, encodeLocation, encodePath, localAddress } from './address.ts'

test('ordinary addresses are read as they stand', () => {
  for (const path of ['/', '/van-hoa', '/van-hoa/le-hoi-hoa-ban-12', '/rss.xml', '/a/b/', '/_dem', '/.well-known/security.txt'])
    assert.equal(decodePath(path), path)
})

test('Vietnamese is read encoded, as bare UTF-8 and decomposed, always the same', () => {
  const path = '/văn-hóa/lễ hội Hoa Ban'
  assert.equal(decodePath(encodeURI(path)), path)
  assert.equal(decodePath(encodeURI(path.normalize('NFD'))), path)
  assert.equal(decodePath(Buffer.from(path.replaceAll(' ', '%20')).toString('latin1')), path)
  assert.equal(decodePath(encodeURI('/𠀋-chữ-nôm')), '/𠀋-chữ-nôm')
})

test('what scanners send is refused and never throws', () => {
  const bad = [
    '',
    'x',
    '*',
    '/%F6',
    '/%',
    '/%2',
    '/%zz',
    '//',
    '//evil.test',
    '/a//b',
    '/%00',
    '/a%0d%0aSet-Cookie:x',
    '/..%2f',
    '/..%5c',
    '/%2e%2e/a',
    '/../a',
    '/a/..',
    '/.',
    '/a/./b',
    '/%2F',
    '/a\\b',
    '/%5c',
    '/%c0%ae%c0%ae/',
    '/%ed%a0%80',
    '/\xe9',
    '/a#b',
    '/a?b',
    '/%e2%80%ae',
    '/\u1ec5',
    `/${'a'.repeat(10_240)}`,
    `/${'%20'.repeat(3_000)}`,
    'http://evil.test/',
  ]
  for (const raw of bad) assert.equal(decodePath(raw), null, raw.slice(0, 40))
})

test('whatever is sent, an address is null or has exactly one way to be written', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webPath(), fc.string()), (text) => {
      const path = decodePath(`/${text}`)
      if (path !== null) assert.equal(decodePath(encodePath(path)), path)
    }),
  )
})

test('a Location with Vietnamese, line ends or quotes can be sent, and what is encoded stays', () => {
  assert.equal(encodeLocation('/tìm-kiếm?q=lễ hội'), '/t%C3%ACm-ki%E1%BA%BFm?q=l%E1%BB%85%20h%E1%BB%99i')
  assert.equal(encodeLocation('/a%20b?c=1&d=%C3%A1#e'), '/a%20b?c=1&d=%C3%A1#e')
  assert.equal(encodeLocation('/100%'), '/100%25')
  assert.equal(encodeLocation('/a\r\nSet-Cookie: x=1'), '/a%0D%0ASet-Cookie:%20x=1')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = encodeLocation(text)
      validateHeaderValue('location', once)
      assert.equal(encodeLocation(once), once)
    }),
  )
})

test('only an address of this host is one to come back to', () => {
  assert.equal(localAddress('/toa-soan?loc=nháp'), '/toa-soan?loc=nh%C3%A1p')
  for (const away of [
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a', '/b'],
    '/\n',
  ])
    assert.equal(localAddress(away, '/nha'), '/nha')
})

test('a file keeps its Vietnamese name, with a plain one beside it', () => {
  assert.equal(contentDisposition('bao-cao.pdf'), 'attachment; filename="bao-cao.pdf"')
  assert.equal(
    contentDisposition('Đề án số 5 (nháp).docx', 'inline'),
    `inline; filename="De an so 5 (nhap).docx"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%20s%E1%BB%91%205%20%28nh%C3%A1p%29.docx`,
  )
  assert.equal(contentDisposition('Đề án'.normalize('NFD')), contentDisposition('Đề án'))
  assert.equal(
    contentDisposition('a"; filename="b\r\nX: y.exe'),
    `attachment; filename="a_; filename=_b X: y.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22b%20X%3A%20y.exe`,
  )
  assert.equal(contentDisposition('../../etc/passwd'), 'attachment; filename="passwd"')
  assert.equal(contentDisposition('C:\\ảnh\\\u202egpj.exe'), 'attachment; filename="gpj.exe"')
  assert.equal(contentDisposition('\0\r\n'), 'attachment; filename="tep"')
  assert.equal(contentDisposition(`${'a'.repeat(5_000)}.jpeg`), `attachment; filename="${'a'.repeat(150)}.jpeg"`)
})

test('no file name makes a header that Node refuses', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => validateHeaderValue('content-disposition', contentDisposition(name))))
})
