import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import Fastify from 'fastify'
import { replyWith } from './answer.ts'
import { ask, at, html, rendered, testPages } from './fixture.ts'

/** The whole server as the product puts it together, and the bytes it answers to bytes. */
async function whole() {
  const { pages } = testPages()
  const app = Fastify({
    serverFactory: (handler) =>
      createServer((request, response) => {
        if (!pages.serve(request, response)) handler(request, response)
      }),
  })
  app.get('/*', async (request, reply) => {
    const stored = await pages.page(at(request.url), async () => rendered(request.url))
    return replyWith(reply, pages.answer(stored, request.raw))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  after(() => app.close())
  const { port } = app.server.address() as AddressInfo
  return { pages, app, port, talk: (text: string, answers: number) => talk(port, text, answers) }
}

function talk(port: number, text: string, answers: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('error', reject)
    socket.on('close', () => resolve(heard.split(/(?=HTTP\/1\.1 )/)))
    socket.on('data', (chunk) => {
      heard += chunk.toString()
      const parts = heard.split(/(?=HTTP\/1\.1 )/)
      if (parts.length === answers && (parts.at(-1)!.endsWith('</html>') || / 304 [^]*\r\n\r\n$/.test(parts.at(-1)!))) socket.end()
    })
  })
}

const get = (more = '', version = '1.1', method = 'GET') => `${method} / HTTP/${version}\r\nHost: cong.test\r\n${more}\r\n`
const withoutDate = (answer: string) => answer.replace(/Date: [^\r]+\r\n/, '')

test('a page answers the same from the router and from the store', async () => {
  const { port, pages } = await whole()
  const headers = { host: 'cong.test', 'accept-encoding': 'gzip' }
  const first = await ask({ port, path: '/', headers })
  assert.equal(pages.counters().hits, 0)
  const second = await ask({ port, path: '/', headers })
  assert.equal(pages.counters().hits, 1)
  for (const answer of [first, second]) delete answer.headers.date
  assert.deepEqual(second, first)
})

test('inject sees the headers too, goes past the store, and gets 304 and HEAD', async () => {
  const { app, pages } = await whole()
  const page = await app.inject({ url: '/', headers: { host: 'cong.test' } })
  assert.equal(page.body, html('/'))
  assert.equal(page.headers['content-security-policy'], "default-src 'none'")
  assert.equal((await app.inject({ url: '/', headers: { 'if-none-match': page.headers.etag as string } })).statusCode, 304)
  const head = await app.inject({ method: 'HEAD', url: '/' })
  assert.deepEqual([head.statusCode, head.body, head.headers['content-length']], [200, '', page.headers['content-length']])
  assert.equal(pages.counters().hits, 0)
})

test('every answer on an open connection has its whole head, also when requests come in one piece', async () => {
  const { pages, talk } = await whole()
  await pages.page(at('/'), async () => rendered('a'))
  const answers = await talk(get().repeat(5), 5)
  assert.equal(answers.length, 5)
  for (const answer of answers) {
    assert.equal(withoutDate(answer), withoutDate(answers[0]!))
    assert.match(
      answer,
      /^HTTP\/1\.1 200 OK\r\n[^]*\r\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\nConnection: keep-alive\r\n[^]*\r\n\r\n<!doctype html>/,
    )
    assert.ok(answer.endsWith(html('a')))
  }
})

test('kinds of answers do not mix on one connection', async () => {
  const { pages, talk } = await whole()
  await pages.page(at('/'), async () => rendered('a'))
  const [plain] = await talk(get(), 1)
  const held = `If-None-Match: ${/ETag: ([^\r]+)/.exec(plain!)![1]}\r\n`
  const order = [get(), get(held), get('', '1.1', 'HEAD'), get(held), get('', '1.1', 'HEAD'), get(held), get()]
  const answers = await talk(order.join(''), 7)
  assert.deepEqual(
    answers.map((answer) => answer.slice(9, 12)),
    ['200', '304', '200', '304', '200', '304', '200'],
  )
  assert.deepEqual(
    answers.map((answer) => answer.endsWith(html('a'))),
    [true, false, false, false, false, false, true],
  )
  for (const answer of answers) assert.match(answer, /\r\nConnection: keep-alive\r\n/)
  assert.doesNotMatch(answers[1]!, /content-length|transfer-encoding/i)
})

test('who wants the connection closed gets it closed, right after others kept theirs', async () => {
  const { pages, talk } = await whole()
  await pages.page(at('/'), async () => rendered('a'))
  await talk(get().repeat(3), 3)
  for (const request of [get('Connection: close\r\n'), get('', '1.0')]) {
    const [answer] = await talk(request, 9)
    assert.match(answer!, /\r\nConnection: close\r\n/)
    assert.ok(answer!.endsWith(html('a')))
  }
  const [kept] = await talk(get('Connection: keep-alive\r\n', '1.0'), 1)
  assert.match(kept!, /\r\nConnection: keep-alive\r\n/)
})
