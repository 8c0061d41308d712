import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '../src/kernel/db/db.ts'
import { today } from '../src/kernel/time.ts'
import { add, emptyTally } from '../src/modules/statistics/count.ts'
import { writeTally } from '../src/modules/statistics/store.ts'
import { median, type Figure } from './figure.ts'
import type { Opened } from './opened.ts'
import { child, loadChild, perCpu, perSecond, ratio, takeTurns, told } from './turns.ts'
import { baseHost, connectionOf, type Place } from './world.ts'

/** A visit told by a page, against a bare server that answers 204, in turns; and what a flush of all that was counted costs. */
export async function benchBeacon(opened: Opened, place: Place): Promise<Figure[]> {
  const [bare, load] = [child(import.meta.filename, 0), loadChild()]
  try {
    const port = await told(bare)
    const request = await beaconOf(opened)
    const before = await opened.used()
    const pairs = await takeTurns({ bare, own: opened.house }, load, { bare: { port, request }, own: { port: opened.port, request } })
    const after = await opened.used()
    const counting = after.counting - before.counting
    const hits = pairs.reduce((sum, { own }) => sum + own.requests, 0)
    return [
      { name: 'visit beacon, bare node:http 204', value: median(pairs.map((pair) => perCpu(pair.bare))), unit: 'requests/CPU-s' },
      { name: 'visit beacon, Hoa Ban', value: median(pairs.map((pair) => perCpu(pair.own))), unit: 'requests/CPU-s' },
      { name: 'visit beacon, Hoa Ban : bare', value: ratio(pairs), unit: '×', goal: { atLeast: 0.6 }, note: 'per CPU-second' },
      { name: 'visit beacon, by the clock', value: median(pairs.map((pair) => perSecond(pair.own) / perSecond(pair.bare))), unit: '×' },
      {
        name: 'visit beacon, queries of the counters per 1,000 hits',
        value: (counting / hits) * 1_000,
        unit: '',
        goal: { atMost: 1 },
        note: `${counting} in ${hits.toLocaleString('en')} hits: flushes by the clock, none by a hit`,
      },
      ...(await benchFlush(place)),
    ]
  } finally {
    for (const one of [bare, load]) one.kill()
  }
}

/** What a phone sends for a page that was really drawn: the stamp is taken from it. */
async function beaconOf(opened: Opened): Promise<string> {
  const page = await opened.get('/', baseHost, { 'accept-encoding': 'identity' })
  const counted = /name="hoaban:dem" content="([^"]+)"/.exec(page.body.toString())?.[1]?.replaceAll('&amp;', '&')
  if (!counted) throw new Error('the page carries no stamp')
  return [
    `POST /_dem?${counted} HTTP/1.1`,
    `Host: ${baseHost}`,
    'Connection: keep-alive',
    'Content-Length: 0',
    'User-Agent: Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'Accept: */*',
    `Origin: http://${baseHost}`,
    'Sec-Fetch-Site: same-origin',
    'Sec-Fetch-Mode: no-cors',
    'Sec-Fetch-Dest: empty',
    `Referer: http://${baseHost}/`,
    'Accept-Encoding: gzip, deflate',
    'Accept-Language: vi-VN,vi;q=0.9,en;q=0.8',
    '',
    '',
  ].join('\r\n')
}

/** 10,000 pages and 2,000 visitors in one flush: the first of a day, which makes the rows, and those after it. */
async function benchFlush(place: Place): Promise<Figure[]> {
  const { db, close } = connect(connectionOf(place))
  const people = Array.from({ length: 2_000 }, () => randomBytes(16))
  const tally = emptyTally()
  for (let i = 0; i < 10_000; i++)
    add(
      tally,
      {
        siteId: 1,
        path: `/van-hoa/le-hoi-hoa-ban-nam-nay-${i}`,
        subject: 'article',
        subjectId: i,
        bot: false,
        visitor: people[i % people.length]!,
      },
      Temporal.Now.instant(),
    )
  const times: number[] = []
  for (let i = 0; i < 12; i++) {
    const began = performance.now()
    await writeTally(db, today(), tally)
    times.push(performance.now() - began)
  }
  await close()
  const note = `the first of a day ${times[0]!.toFixed(0)} ms; 2,000 visitors`
  return [{ name: 'visit beacon, flush of 10,000 counted pages', value: median(times.slice(1)), unit: 'ms', goal: { atMost: 100 }, note }]
}

async function playBare() {
  const server = createServer((_request, response) => response.writeHead(204, { 'Cache-Control': 'no-store' }).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  })
  process.send!((server.address() as AddressInfo).port)
}
if (import.meta.main) await playBare()
