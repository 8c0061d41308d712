import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, sampleHouse } from '../../../test/house.ts'
import { installationKey } from '../../kernel/crypto.ts'
import { beaconOf } from './beacon.ts'
import { createCounter } from './counter.ts'

const house = await sampleHouse()
after(house.close)
const { deps, port } = house
const main = house.hostOf('cong')
const browser = { 'user-agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/142.0 Mobile', origin: `http://${main}`, 'content-length': '0' }

const beacon = async (path: string) => {
  const { body } = await ask(port, main, path)
  return `/_dem?${/name="hoaban:dem" content="([^"]+)"/.exec(body)![1]!.replaceAll('&amp;', '&')}`
}
const send = async (url: string, headers: Record<string, string> = {}) =>
  (await ask(port, main, url, { method: 'POST', headers: { ...browser, ...headers } })).status
const viewsOf = async (path: string) =>
  (await deps.db.selectFrom('page_counts').select('views').where('path', '=', path).executeTakeFirst())?.views ?? 0
const visitors = async () => (await deps.db.selectFrom('visitors_seen').select('visitor').execute()).length
/** Views are written every five seconds. */
async function come(what: string, there: () => Promise<boolean>) {
  for (let tries = 0; tries < 200; tries++) if (await there().then((ok) => ok || sleep(100, false))) return
  assert.fail(`never came: ${what}`)
}

test('a view is counted once, whether it comes plainly or in an unusual way, and people behind the proxy are told apart', async () => {
  const url = await beacon('/so-do')
  const before = await visitors()
  assert.equal(await send(url, { 'x-forwarded-for': '198.51.100.1' }), 204)
  assert.equal(await send(url, { 'x-forwarded-for': '203.0.113.9, 198.51.100.2, 127.0.0.1' }), 204)
  assert.equal(await send(url, { 'x-forwarded-for': '10.0.0.1, 198.51.100.2' }), 204, 'the same person: only the last stranger is believed')
  // The long way: an origin that only the whole check can judge.
  assert.equal(await send(url, { 'x-forwarded-for': '198.51.100.2', 'x-forwarded-proto': 'http' }), 204)
  await come('four views', async () => (await viewsOf('/so-do')) === 4)
  assert.equal((await visitors()) - before, 2)
})

test('a beacon without its stamp, from another origin or for another host counts nothing', async () => {
  const url = await beacon('/thu-vien-anh')
  assert.equal(await send(url.replace(/k=[^&]+/, 'k=khong-dung')), 204, 'nobody is told')
  assert.equal(await send(url, { origin: 'http://evil.vn' }), 403)
  assert.equal(await send(url, { origin: `http://${main}`, 'x-forwarded-proto': 'https' }), 403)
  assert.equal(await send(url, { 'sec-fetch-site': 'same-site' }), 403)
  assert.equal((await ask(port, 'evil.vn', url, { method: 'POST', headers: { 'content-length': '0' } })).status, 421)
  assert.equal((await ask(port, house.hostOf('thuvien'), url, { method: 'POST', headers: { 'content-length': '0' } })).status, 204)
  assert.equal(await send(url), 204)
  await come('the one true view', async () => (await viewsOf('/thu-vien-anh')) > 0)
  assert.equal(await viewsOf('/thu-vien-anh'), 1)
})

test('the line stays open behind a beacon, and its answer carries the policy and may not be kept', async () => {
  const url = await beacon('/so-do')
  const head = `Host: ${main}\r\nUser-Agent: ${browser['user-agent']}\r\nContent-Length: 0\r\n`
  const one = `POST ${url} HTTP/1.1\r\n${head}\r\n`
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (bytes) => (heard += bytes.toString('latin1')))
  socket.write(one + one + `POST ${url} HTTP/1.1\r\n${head}Connection: close\r\n\r\n`)
  await new Promise((resolve) => socket.on('close', resolve))
  assert.equal(heard.match(/HTTP\/1\.1 204 No Content\r\n/g)?.length, 3)
  assert.equal(heard.match(/content-security-policy: default-src 'none'/gi)?.length, 3)
  assert.equal(heard.match(/cache-control: no-store/gi)?.length, 3)
  assert.ok(!/transfer-encoding|content-length/i.test(heard))
})

test('where readers came from is counted with the view; the network’s own hosts and robots are not', async () => {
  const url = await beacon('/so-do')
  const from = async (name: string) =>
    (await deps.db.selectFrom('named_counts').select('hits').where('kind', '=', 'referrer').where('name', '=', name).executeTakeFirst())
      ?.hits ?? 0
  assert.equal(await send(`${url}&r=www.baodienbien.vn`), 204)
  assert.equal(await send(`${url}&r=www.baodienbien.vn`, { 'x-forwarded-proto': 'http' }), 204)
  assert.equal(await send(`${url}&r=thuvien.localhost`), 204)
  assert.equal(await send(`${url}&r=may-quet.vn`, { 'user-agent': 'Googlebot/2.1' }), 204)
  await come('two who came', async () => (await from('baodienbien.vn')) === 2)
  assert.deepEqual([await from('thuvien.localhost'), await from('may-quet.vn')], [0, 0])
})

test('an address that is not there is counted without its parameters, and a search by its words', async () => {
  const hits = async (name: string) =>
    (await deps.db.selectFrom('named_counts').select('hits').where('kind', '=', 'missing').where('name', '=', name).executeTakeFirst())
      ?.hits ?? 0
  // A browser follows to the address without its parameters.
  assert.equal((await ask(port, main, '/trang/cu/khong-con?ten=ai', { headers: browser })).status, 302)
  assert.equal((await ask(port, main, '/trang/cu/khong-con', { headers: browser })).status, 404)
  assert.notEqual((await ask(port, main, '/toa-soan/khong-co', { headers: browser })).status, 200)
  await come('the missing page', async () => (await hits('/trang/cu/khong-con')) === 1)
  assert.equal(await hits('/toa-soan/khong-co'), 0)
  assert.equal(await send(await beacon('/tim-kiem?q=H%E1%BB%99i%20%20x%C3%B2e')), 204)
  await come('the search', async () => (await viewsOf('/tim-kiem?q=hội xòe')) === 1)
  assert.ok((await beacon('/tim-kiem?q=0912345678')).includes('p=%2Ftim-kiem&'), 'a number is nobody’s figure')
})

test('a true beacon is counted in any spelling, and only the one that pages write is kept in memory', async () => {
  const url = await beacon('/dinh-chinh')
  const counter = createCounter(deps)
  after(counter.stop)
  const key = installationKey(deps.config.dataDir, 'count')
  const { lane } = beaconOf(counter, key, () => false)
  await key
  const asked = { site: deps.hosts.current.get(main)!, source: '198.51.100.7', agent: browser['user-agent'] }
  assert.ok(lane({ ...asked, url }))
  const spellings = [`${url}&z=${'x'.repeat(9_000)}`, `${url}${'&'.repeat(9_000)}`, url.replace('?', `?p=${'x'.repeat(9_000)}&`)]
  for (const longer of spellings) assert.equal(lane({ ...asked, url: longer }), null, longer.slice(0, 80))
  const before = await viewsOf('/dinh-chinh')
  assert.equal(await send(`${url}&z=1`), 204)
  await come('the view', async () => (await viewsOf('/dinh-chinh')) > before)
})
