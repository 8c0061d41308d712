import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, samplePassword } from '../house.ts'
import { form, fromElsewhere, get, house, main, post, signIn } from './browser.ts'

/** The abuse cases that live on the wire: origins, hosts, headers, floods, ways back, on the whole product listening on a port. */
after(house.close)
const { deps, port } = house

test('3 a form from another origin, a member site or nowhere changes nothing in the newsroom', async () => {
  const { cookie } = await signIn('admin')
  const member = house.hostOf('thuvien')
  const before = await deps.db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const attempts: Record<string, string>[] = [
    { origin: 'http://evil.vn' },
    { origin: 'null' },
    { origin: `http://${member}` },
    { origin: `http://${main}.evil.vn` },
    { origin: '' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
  ]
  for (const headers of attempts) {
    const answer = await post('/toa-soan/nguoi-dung/them', { name: 'Kẻ lạ', email: 'la@evil.vn' }, { cookie, ...headers })
    assert.equal(answer.status, 403, JSON.stringify(headers))
  }
  const bare = await ask(port, main, '/toa-soan/nguoi-dung/them', {
    method: 'POST',
    headers: { cookie, 'content-type': form },
    body: 'name=a&email=a%40b.vn',
  })
  assert.equal(bare.status, 403)
  const overridden = await get('/toa-soan/nguoi-dung/1/khoa', { cookie, 'x-http-method-override': 'POST' })
  assert.equal(overridden.status, 200, 'only asks')
  const after = await deps.db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(after.count, before.count)
})

test('3 the newsroom answers on the base host only, and no answer opens it to another origin', async () => {
  const { cookie } = await signIn('editor')
  for (const path of ['/toa-soan', '/dang-nhap', '/tai-khoan', '/toa-soan/bai-viet']) {
    assert.equal((await get(path, { cookie }, house.hostOf('thuvien'))).status, 404, path)
    const answer = await get(path, { cookie, origin: 'http://evil.vn' })
    assert.equal(answer.headers['access-control-allow-origin'], undefined)
  }
})

test('12 huge forms, deep JSON, floods of headers and addresses without end are turned away', async () => {
  const { cookie } = await signIn('contributor')
  const json = (body: string) =>
    ask(port, main, '/tai-khoan', {
      method: 'POST',
      headers: { origin: `http://${main}`, cookie, 'content-type': 'application/json' },
      body,
    })
  assert.ok((await json('['.repeat(200_000) + ']'.repeat(200_000))).status < 500)
  assert.equal((await json('{"__proto__":{"admin":1}}')).status, 400)
  assert.ok(
    (await post('/tai-khoan', Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`f${at}`, '1'])), { cookie })).status < 500,
  )
  assert.equal((await get(`/${'a'.repeat(15_000)}`)).status, 414)
  const cut = await get('/', { x: 'a'.repeat(20_000) })
  assert.deepEqual([cut.status, cut.headers.connection], [431, 'close'], 'a proxy must not keep the connection for its next reader')
  assert.equal((await get('/healthz')).status, 200)
})

test('12 a sender who says half a request and waits keeps nobody else from being served', async () => {
  const waiting = Array.from({ length: 200 }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`POST /dang-nhap HTTP/1.1\r\nHost: ${main}\r\nContent-Length: 1000\r\nOrigin: http://${main}\r\n\r\na`)
    return socket
  })
  await sleep(200)
  assert.equal((await get('/')).status, 200)
  for (const socket of waiting) socket.destroy()
})

test('13 no header and no spelling puts words of a stranger, or a signed-in page, into what others are sent', async () => {
  const { cookie } = await signIn('editor')
  const hostile = {
    'x-forwarded-host': 'evil.vn',
    'x-forwarded-proto': 'gopher',
    forwarded: 'host=evil.vn',
    'x-original-url': '/toa-soan',
    'x-forwarded-prefix': '/evil.vn',
  }
  for (const path of ['/so-do', '/thu-vien-anh', '/tim-kiem?q=zq', '/van-hoa']) {
    const first = await get(path, { ...hostile, cookie })
    const second = await get(path)
    for (const page of [first, second]) assert.ok(!/evil\.vn|gopher|Quàng Thị Hoa/.test(page.body + JSON.stringify(page.headers)), path)
    assert.equal(second.headers['set-cookie'], undefined)
  }
  for (const host of ['evil.vn', `evil.vn:${port}`, `localhost.:${port}`, '127.0.0.1', `${main}@evil.vn`])
    assert.ok([400, 421].includes((await get('/', {}, host)).status), host)
  const other = house.hostOf('thuvien')
  const [portal, library] = [await get('/so-do'), await get('/so-do', { 'x-forwarded-host': main }, other)]
  assert.notEqual(portal.body, library.body)
  for (const path of ['/%74oa-soan', '/toa-soan?a=b', '/TOA-SOAN', '/toa-soan/', '/./toa-soan', '//toa-soan', '/toa-soan;a'])
    assert.notEqual((await get(path)).status, 200, path)
  assert.match(String((await get('/toa-soan/bai-viet', { cookie })).headers['cache-control']), /no-store/)
})

test('14 a flood of made-up views is counted nowhere', async () => {
  const rows = async () =>
    (
      await deps.db
        .selectFrom('page_counts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count
  const before = await rows()
  for (let round = 0; round < 300; round++)
    assert.equal(
      (await ask(port, main, `/_dem?p=/bia-${round}&s=article%20${round}&k=khong-dung`, { method: 'POST', headers: fromElsewhere() }))
        .status,
      204,
    )
  await sleep(50)
  assert.equal(await rows(), before)
})

test('15 every way back stays on this host', async () => {
  const away = [
    '//evil.vn',
    '/\\evil.vn',
    '/\t/evil.vn',
    'https://evil.vn',
    'javascript:alert(1)',
    '/..//evil.vn',
    '/.//evil.vn',
    'evil.vn',
    '\\\\evil.vn',
    '/x\r\nset-cookie: a=b',
    '@evil.vn',
  ]
  const base = `http://${main}`
  for (const ve of away) {
    const look = await get(`/_giao-dien?theme=dark&text=125&ve=${encodeURIComponent(ve)}`)
    const entered = await signIn('leader').then(({ cookie }) => get(`/dang-nhap?ve=${encodeURIComponent(ve)}`, { cookie }))
    for (const answer of [look, entered]) {
      assert.equal(new URL(String(answer.headers.location), base).origin, base, ve)
      assert.ok(!String(answer.headers['set-cookie'] ?? '').includes('a=b'))
    }
  }
})

test('17 what a reader or guesser sends stands in no metric and no answer of a fault', async () => {
  await get('/tim-kiem?q=bi-mat-cua-toi')
  const { body } = await get('/metrics')
  assert.ok(!/bi-mat|hoaban\.local|198\.51/.test(body))
  assert.equal((await get('/metrics', fromElsewhere())).status, 404, 'not for strangers behind the proxy')
  for (const answer of [await get('/%ff'), await get('/khong-co-trang-nay'), await get('/toa-soan/bai-viet/abc')])
    assert.ok(!/node_modules|at \w+ \(|\/src\//.test(answer.body))
})

test('17 an odd spelling of a number does not keep it out of the access record', async () => {
  const { cookie } = await signIn('contributor')
  assert.equal((await post('/toa-soan/nguoi-dung/0x1a2b/khoa', {}, { cookie })).status, 403)
  const noted = () =>
    deps.db
      .selectFrom('access_records')
      .select('id')
      .where('action', '=', `POST /toa-soan/nguoi-dung/:id/khoa ${0x1a2b}`)
      .executeTakeFirst()
  // Written once a second.
  for (let tries = 0; tries < 100 && !(await noted()); tries++) await sleep(100)
  assert.ok(await noted())
})

test('19 every answer carries the policy and nosniff, and cookies are bound to this host under TLS', async () => {
  const { cookie } = await signIn('editor')
  for (const path of [
    '/',
    '/so-do',
    '/khong-co',
    '/dang-nhap',
    '/toa-soan/bai-viet',
    '/rss.xml',
    '/sitemap.xml',
    '/healthz',
    '/_mau',
    '/robots.txt',
    '/%ff',
    `/${'a'.repeat(3_000)}`,
  ]) {
    const { headers } = await get(path, { cookie })
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/, path)
    assert.match(policy, /frame-ancestors 'none'/, path)
    assert.match(policy, /base-uri 'none'/, path)
    assert.ok(!/unsafe|\*|https?:/.test(policy), path)
    assert.equal(headers['x-content-type-options'], 'nosniff', path)
    assert.equal(headers['x-frame-options'], 'DENY', path)
  }
  const plain = [(await signIn('editor')).answer.headers['set-cookie']].flat()
  for (const line of plain) assert.match(String(line), /HttpOnly; SameSite=Lax/)
  const secure = await post(
    '/dang-nhap',
    { email: 'editor@hoaban.local', password: samplePassword },
    { ...fromElsewhere(), 'x-forwarded-proto': 'https', origin: `https://${main}` },
  )
  for (const line of [secure.headers['set-cookie']].flat())
    assert.match(String(line), /^__Host-[a-z]+=[^;]+;.*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const look = await get('/_giao-dien?theme=dark', { 'x-forwarded-proto': 'https' })
  assert.match(String(look.headers['set-cookie']), /HttpOnly; Secure/)
})
