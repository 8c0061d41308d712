import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import { now } from '../time.ts'
import { mailServer } from './fixture.ts'
import type { Letter } from './letter.ts'
import { postFor, senderOf, type Mail } from './mail.ts'
import { MailError, troubleIn } from './trouble.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'hoaban-mail-'))
after(() => rm(dataDir, { recursive: true, force: true }))
const settings = { dataDir, baseHost: 'toasoan.example.gov.vn' }

const letter: Letter = {
  lang: 'vi',
  subject: 'Hoa trả lại “Đêm Xòe”: thiếu ảnh',
  opening: ['Kính gửi chị Mai,'],
  lines: [{ text: 'Sửa <b>&</b> gửi lại', note: '23/11/2026 09:15', href: 'https://toasoan.example.gov.vn/toa-soan/thong-bao/4' }],
  closing: [{ text: 'Xin không trả lời.' }],
}
const mail = (to: Partial<Mail['to']> = {}, more: Partial<Letter> = {}): Mail => ({
  to: { name: 'Lò Thị Mai', address: 'mai@example.vn', ...to },
  letter: { ...letter, ...more },
  id: 'thong-bao.7.4-4',
})
const trouble = (wanted: string) => (error: unknown) => error instanceof MailError && error.trouble === wanted

/** Closed at the end of its test, also when that fails. */
async function serving(t: TestContext, options?: Parameters<typeof mailServer>[0]) {
  const server = await mailServer(options)
  t.after(server.close)
  return server
}

/** The words of a part, as a mail program shows them. */
const part = (raw: string, type: string) => {
  const [, head, body] = new RegExp(`(Content-Type: ${type}[^]*?)\r\n\r\n([^]*?)\r\n--`).exec(raw)!
  if (/base64/i.test(head!)) return Buffer.from(body!, 'base64').toString('utf8')
  const bytes = body!.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return /quoted-printable/i.test(head!) ? Buffer.from(bytes, 'latin1').toString('utf8') : body!
}

test('a letter reaches a mail server with its words in Vietnamese, once as text and once as HTML', async (t) => {
  const server = await serving(t)
  await postFor({ ...settings, smtpUrl: `smtp://127.0.0.1:${server.port}` }).send(mail())
  const [got] = server.received
  assert.deepEqual([got!.from, got!.to], ['hoaban@toasoan.example.gov.vn', ['mai@example.vn']])
  assert.match(got!.head, /^Message-ID: <thong-bao\.7\.4-4@toasoan\.example\.gov\.vn>$/im)
  assert.match(got!.head, /^Auto-Submitted: auto-generated$/im)
  const plain = part(got!.raw, 'text/plain')
  assert.match(plain, /^Kính gửi chị Mai,/)
  assert.match(plain, /– Sửa <b>&<\/b> gửi lại/)
  const html = part(got!.raw, 'text/html')
  assert.match(html, /<a href="https:\/\/toasoan\.example\.gov\.vn\/toa-soan\/thong-bao\/4">Sửa &lt;b&gt;&amp;&lt;\/b&gt; gửi lại<\/a>/)
})

test('a name or a title with line ends adds no line to the head and no other recipient', async (t) => {
  const server = await serving(t)
  const post = postFor({ ...settings, smtpUrl: `smtp://127.0.0.1:${server.port}` })
  const sly = 'Mai\r\nBcc: ke-gian@example.com\r\n\r\nNội dung khác'
  for (const end of ['\r\n', '\n', '\r', '\u2028', '\u0085'])
    await post.send(mail({ name: sly.replaceAll('\r\n', end) }, { subject: `Bài${end}Bcc: ke-gian@example.com` }))
  assert.equal(server.received.length, 5)
  for (const { head, to } of server.received) {
    assert.deepEqual(to, ['mai@example.vn'])
    assert.doesNotMatch(head, /^bcc:/im)
    assert.equal(head.match(/^subject:/gim)!.length, 1)
  }
})

test('an address that is more than one address is never written to', async (t) => {
  const server = await serving(t)
  const post = postFor({ ...settings, smtpUrl: `smtp://127.0.0.1:${server.port}` })
  for (const address of ['a@example.vn, b@example.vn', 'a@example.vn\r\nRCPT TO:<b@example.vn>', 'Mai <a@example.vn>', 'a@b@c', ''])
    await assert.rejects(post.send(mail({ address })), trouble('refused'), address)
  assert.equal(server.received.length, 0)
})

test('a refused recipient, a wrong password, a foreign certificate and a dead server are told apart, without naming anybody', async (t) => {
  const refusing = await serving(t, { onRcptTo: ({ address }, _session, done) => done(new Error(`no such user ${address}`)) })
  const post = (smtpUrl: string) => postFor({ ...settings, smtpUrl })
  const failed = async (smtpUrl: string) => {
    const error = (await post(smtpUrl)
      .send(mail())
      .catch((thrown: unknown) => thrown)) as Error
    assert.doesNotMatch(`${error.message} ${error.stack}`, /mai@example|bi-mat/)
    return troubleIn(error.message)
  }
  assert.equal(await failed(`smtp://127.0.0.1:${refusing.port}`), 'refused')
  const guarded = await serving(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('no')),
  })
  assert.equal(await failed(`smtp://toa:bi-mat@127.0.0.1:${guarded.port}`), 'signIn')
  await assert.rejects(post(`smtp://toa:bi-mat@127.0.0.1:${guarded.port}`).check(), trouble('signIn'))
  const foreign = await serving(t, { secure: true })
  assert.equal(await failed(`smtps://127.0.0.1:${foreign.port}`), 'certificate')
  await assert.rejects(post(`smtps://127.0.0.1:${foreign.port}`).check(), trouble('certificate'))
  await foreign.close()
  assert.equal(await failed(`smtp://127.0.0.1:${foreign.port}`), 'away')
})

test('name and password go to a server that asks for them', async (t) => {
  const server = await serving(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'toa' && password === 'bí mật/+' ? done(null, { user: username }) : done(new Error('no')),
  })
  const post = postFor({ ...settings, smtpUrl: `smtp://toa:${encodeURIComponent('bí mật/+')}@127.0.0.1:${server.port}` })
  await post.check()
  await post.send(mail())
  assert.equal(server.received[0]!.user, 'toa')
})

test('without a mail server letters are files that only the program’s account reads, and old ones go', async () => {
  const post = postFor(settings)
  await post.check()
  await post.send(mail())
  await post.send(mail())
  const folder = join(dataDir, 'mail')
  const names = await readdir(folder)
  assert.equal(names.length, 2)
  assert.ok(names.every((name) => /^\d{8}T\d{6}Z-[0-9a-f]{6}\.eml$/.test(name)))
  assert.equal((await stat(join(folder, names[0]!))).mode & 0o777, 0o600)
  assert.equal((await stat(folder)).mode & 0o777, 0o700)
  assert.match(await readFile(join(folder, names[0]!), 'utf8'), /^To: .*<mai@example\.vn>\r$/m)
  await post.forget(now().subtract({ hours: 1 }))
  assert.equal((await readdir(folder)).length, 2)
  await post.forget(now().add({ hours: 1 }))
  assert.equal((await readdir(folder)).length, 0)
})

test('letters come from the address that was set, else from the name of the portal', () => {
  assert.equal(senderOf({ baseHost: 'localhost:3000' }), 'hoaban@localhost')
  assert.equal(senderOf({ baseHost: 'toasoan.example.gov.vn', mailFrom: 'ban@example.vn' }), 'ban@example.vn')
})
