import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { programText } from '../../src/program/help.ts'
import { assertOneSentence, databaseOf, folder, freePort, lives, postmaster, run, sampleCopy, serve, stop, type Ended } from './child.ts'
import { ask } from './wire.ts'

test('a second house on the same data is told so, and the first goes on serving', async () => {
  const server = await serve(await sampleCopy())
  const env = { HOABAN_DATA: server.dir, PORT: String(await freePort()) }
  assertOneSentence(await run(['serve'], env), new RegExp(`Một Hoa Ban khác \\(tiến trình ${server.child.pid}\\)`), 'serve')
  assertOneSentence(await run(['seed'], env), /Một Hoa Ban khác/, 'seed')
  assertOneSentence(await run(['restore', join(server.dir, 'x.tar.gz')], env), /Một Hoa Ban khác/, 'restore')
  assert.equal((await ask(server.port, '/')).status, 200)
  await stop(server)
})

test('a taken port is one sentence, and leaves no database running', async () => {
  const dir = folder()
  const port = await freePort()
  const other = createServer()
  await new Promise<void>((open) => other.listen(port, '127.0.0.1', open))
  assertOneSentence(
    await run(['serve'], { HOABAN_DATA: dir, PORT: String(port), HOABAN_DEMO: '0' }),
    new RegExp(`Cổng mạng ${port}.*PORT=`),
    'port',
  )
  assert.equal(postmaster(dir), undefined)
  other.close()
})

test('wrong settings are one sentence each, before anything is begun', async () => {
  const dir = folder()
  const file = join(dir, 'tep')
  writeFileSync(file, '')
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: 'ba nghìn' }, /PORT/],
    [{ PORT: '70000' }, /PORT/],
    [{ DATABASE_URL: 'mysql://a/b' }, /DATABASE_URL/],
    [{ DATABASE_URL: `postgres://ai:bi-mat@127.0.0.1:${await freePort()}/hoaban` }, /Không kết nối được cơ sở dữ liệu ở 127\.0\.0\.1/],
    [{ HOABAN_DATA: join(file, 'data') }, /Không ghi được/],
    [{ HOABAN_DEMO: 'có' }, /HOABAN_DEMO/],
    [{ HOABAN_ADMIN_EMAIL: 'a@b.vn' }, /HOABAN_ADMIN_PASSWORD/],
    [{ HOST: '203.0.113.9' }, /Không mở được địa chỉ/],
  ]
  for (const [env, sentence] of cases) {
    const end = await run(['serve'], { HOABAN_DATA: folder(), PORT: String(await freePort()), ...env })
    assertOneSentence(end, sentence, JSON.stringify(env))
    assert.ok(!end.err.includes('bi-mat'))
  }
})

test('data from a newer version are refused in one sentence and stay as they are', async () => {
  const server = await serve(await sampleCopy())
  const database = databaseOf(server)
  await database.pool.query(`insert into migrations (name, sha256) values ('9999_mai_sau.sql', 'x')`)
  await database.close()
  await stop(server)
  const env = { HOABAN_DATA: server.dir, PORT: String(await freePort()) }
  for (const command of [['serve'], ['migrate'], ['doctor'], ['backup', join(folder(), 'a.tar.gz')]])
    assertOneSentence(await run(command, env), /9999_mai_sau\.sql.*cập nhật/, command[0]!)
  const left = postmaster(server.dir)
  assert.ok(!left || !lives(left))
})

test('every command explains itself, in Vietnamese, and a misused one ends with 2', async () => {
  const env = { HOABAN_DATA: folder() }
  const flat = ({ out }: Ended) => out.replaceAll(/\s+/g, ' ')
  const commands = Object.entries(programText)
  const [whole, ...own] = await Promise.all([run(['--help'], env), ...commands.map(([command]) => run([command, '--help'], env))])
  for (const [i, [command, sentence]] of commands.entries()) {
    assert.ok(flat(whole).includes(sentence) && flat(own[i]!).includes(sentence), command)
    assert.deepEqual([whole.code, own[i]!.code], [0, 0], command)
    assert.doesNotMatch(
      own[i]!.out + whole.out,
      /\b(display|help for|Usage|Options|Commands|Arguments|default|options|command)\b/,
      `${command}: no English`,
    )
  }
  const misuses = [['nauy'], ['serve', '--nauy'], ['restore'], ['backup', 'a', 'b'], ['user', 'add', 'a', 'b', '--role']]
  const ends = await Promise.all(misuses.map((args) => run(args, env)))
  for (const [i, args] of misuses.entries()) {
    assert.equal(ends[i]!.code, 2, args.join(' '))
    assert.match(ends[i]!.err, /^(Không|Lệnh|Tùy chọn) [^\n]+\. Xem cách dùng: [^\n]+\n$/, args.join(' '))
  }
  for (const end of await Promise.all([run([], env), run(['user'], env)])) assert.match(`${end.code} ${end.err}`, /^2 Cách dùng:/)
})

test('a person is added and gets a new password at the terminal; what cannot be done ends with 1', async () => {
  const env = { HOABAN_DATA: await sampleCopy() }
  const added = await run(['user', 'add', 'moi@example.vn', 'Lò Văn Mới', '--role', 'editor'], env)
  assert.deepEqual([added.code, added.err], [0, ''])
  assert.match(added.out, /^moi@example\.vn: mật khẩu dùng một lần \(chỉ in lần này\): \S+\n$/)
  const twice = await run(['user', 'add', 'moi@example.vn', 'Lò Văn Mới'], env)
  assert.deepEqual([twice.code, twice.out, twice.err], [1, '', 'Địa chỉ thư này đã có người dùng.\n'])
  const reset = await run(['user', 'password', 'moi@example.vn'], env)
  assert.equal(reset.code, 0)
  assert.notEqual(reset.out, added.out)
  assert.equal((await run(['user', 'password', 'ai@example.vn'], env)).code, 1)
  assert.equal((await run(['user', 'add', 'khong-phai-thu', 'X'], env)).code, 1)
  assert.equal((await run(['user', 'add', 'b@example.vn', 'B', '--role', 'vua'], env)).code, 1)
  const sites = await run(['site'], env)
  assert.equal(sites.code, 0)
  assert.match(sites.out, /thuvien\.localhost.*Thư viện/)
})
