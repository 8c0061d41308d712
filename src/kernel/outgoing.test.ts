import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { after, test } from 'node:test'
import { buffer } from 'node:stream/consumers'
import { bring, isPublic, type Asked, type OutgoingFault } from './outgoing.ts'

const closing: (() => void)[] = []
after(() => closing.forEach((close) => close()))

async function serving(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return (server.address() as { port: number }).port
}

const asked = (more: Partial<Asked> = {}): Asked => ({ most: 1_000, within: 5_000, ...more })
const own = { allowed: ['127.0.0.1/32'] }
const fault = (wanted: OutgoingFault) => (error: { fault?: string }) => error.fault === wanted

test('what another machine says comes over, by the address that was checked and none that the name says later', async () => {
  const port = await serving((request, answer) => answer.end(`for ${request.headers.host}`))
  let calls = 0
  const resolve = async () => (++calls === 1 ? ['127.0.0.1'] : ['169.254.169.254'])
  const { body } = await bring(`http://old.example:${port}/`, asked({ ...own, resolve }))
  assert.equal((await buffer(body)).toString(), `for old.example:${port}`)
  assert.equal(calls, 1)
})

test('no name and no way of writing an address leads into the own network', async () => {
  const names = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '::ffff:127.0.0.1',
  ]
  const more = ['::ffff:a9fe:a9fe', 'fe80::1', 'fc00::1', '64:ff9b::7f00:1', '2002:7f00:1::', '255.255.255.255', '224.0.0.1', 'ff02::1']
  for (const address of [...names, ...more]) {
    assert.equal(isPublic(address), false, address)
    await assert.rejects(
      bring('http://old.example/', asked({ resolve: async () => ['93.184.216.34', address] })),
      fault('addressInside'),
      address,
    )
  }
  for (const host of ['localhost', '0x7f.1', '2130706433', '017700000001', '[::ffff:7f00:1]', '[::1]', '127.1'])
    await assert.rejects(bring(`http://${host}/`, asked()), fault('addressInside'), host)
  assert.equal(isPublic('93.184.216.34'), true)
  assert.equal(isPublic('2606:2800:220:1::1'), true)
})

test('a redirect is checked as the first address was, and ends somewhere', async () => {
  const port = await serving((request, answer) =>
    answer.writeHead(302, { location: request.url === '/in' ? 'http://inside.example/' : '/round' }).end(),
  )
  const resolve = async (name: string) => [name === 'inside.example' ? '10.0.0.1' : '127.0.0.1']
  await assert.rejects(bring(`http://old.example:${port}/in`, asked({ ...own, resolve })), fault('addressInside'))
  await assert.rejects(bring(`http://old.example:${port}/round`, asked({ ...own, resolve })), fault('tooManyTurns'))
})

test('only http and https are asked, and no name with a password before it', async () => {
  for (const address of [
    'file:///etc/passwd',
    'ftp://a.example/',
    'gopher://a.example/',
    'javascript:alert(1)',
    'http://a:b@c.example/',
    '//x',
    '',
  ])
    await assert.rejects(bring(address, asked()), fault('addressBad'), address)
})

test('what is too large or too slow is broken off, and an absent page is no answer', async () => {
  const port = await serving((request, answer) => {
    if (request.url === '/said') return void answer.writeHead(200, { 'content-length': 5_000 }).end('x'.repeat(5_000))
    if (request.url === '/unsaid') return void answer.end('x'.repeat(5_000))
    if (request.url === '/slow') return void answer.write('x')
    answer.writeHead(404).end()
  })
  const get = async (path: string, more = {}) => buffer((await bring(`http://127.0.0.1:${port}${path}`, asked({ ...own, ...more }))).body)
  await assert.rejects(get('/said'), fault('tooLarge'))
  await assert.rejects(get('/unsaid'), fault('tooLarge'))
  await assert.rejects(get('/slow', { within: 200 }), fault('tooSlow'))
  await assert.rejects(
    get('/gone'),
    (error: { fault?: string; lasting?: boolean }) => error.fault === 'answerBad' && error.lasting === true,
  )
})
