import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { folder, run, sampleCopy, serve, stop, type Ended, type Serving } from './child.ts'
import { assertKept, castOf, copyOf, emptyLedger, moreAnswers, writers } from './load.ts'
import { ask } from './wire.ts'

const archive = join(folder(), 'hoa-ban.tar.gz')

/** What readers of two sites see: lists, feeds, an article with its pictures. */
async function readersPages({ port }: Serving) {
  const pages = new Map<string, string>()
  for (const host of [`localhost:${port}`, `thuvien.localhost:${port}`]) {
    const look = async (path: string) => {
      const { status, body } = await ask(port, path, { headers: { host } })
      assert.equal(status, 200, path)
      pages.set(host + path, body)
      return body
    }
    const home = await look('/')
    const articles = [...home.matchAll(/href="(\/[a-z-]+\/[a-z0-9-]+-\d+)"/g)].map(([, path]) => path!)
    for (const path of ['/so-do', '/sitemap.xml', '/tim-kiem?q=hoa+ban', ...new Set(articles.slice(0, 5))]) await look(path)
  }
  return pages
}

async function picturesOf(pages: ReadonlyMap<string, string>, { port }: Serving) {
  const addresses = new Set(
    [...pages.values()].flatMap((body) => [...body.matchAll(/\/tep\/[\w./-]+\.(?:webp|jpg)/g)].map(([address]) => address)),
  )
  assert.ok(addresses.size > 3)
  return Promise.all([...addresses].map(async (address) => [address, (await ask(port, address)).bytes.toString('base64')] as const))
}

function assertRefused({ code, out, err }: Ended) {
  assert.deepEqual([code, out], [1, ''], err)
  assert.match(err, /^Tệp [^\n]+\. Không có gì được đưa vào\. [^\n]+\n$/)
}

test('a backup taken while people write is whole on an empty machine: pages, pictures, texts, people, and the chain', async () => {
  const dir = await sampleCopy()
  const server = await serve(dir)
  const [before, ledger] = [await readersPages(server), emptyLedger()]
  const pictures = await picturesOf(before, server)
  const load = writers(await castOf(server), ledger, server)
  assert.ok(await moreAnswers(ledger, 15))
  const acknowledged = copyOf(ledger)
  const backedUp = await run(['backup', archive], { HOABAN_DATA: dir })
  await load.stop()
  assert.deepEqual([backedUp.code, backedUp.err], [0, ''])
  assert.match(backedUp.out, new RegExp(`^Đã sao lưu vào ${archive}: \\d+ bảng`))
  assert.ok(ledger.answers > acknowledged.answers, 'nobody waited for the backup')
  assert.equal(statSync(archive).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(join(archive, '..')), ['hoa-ban.tar.gz'], 'nothing half-made beside it')
  await stop(server)

  const empty = folder()
  const restored = await run(['restore', archive], { HOABAN_DATA: empty })
  assert.deepEqual([restored.code, restored.err], [0, ''])
  const doctor = await run(['doctor'], { HOABAN_DATA: empty })
  assert.equal(doctor.code, 0, doctor.out)
  assert.match(doctor.out, /✓ Chuỗi nhật ký hoạt động nguyên vẹn/)
  assert.doesNotMatch(doctor.out, /✗/)
  const again = await serve(empty, { PORT: String(server.port), HOABAN_DEMO: '1' })
  for (const [page, body] of await readersPages(again)) assert.ok(body === before.get(page), page)
  for (const [i, [address, bytes]] of (await picturesOf(before, again)).entries()) assert.ok(bytes === pictures[i]![1], address)
  // With the passwords they had.
  await assertKept(await castOf(again), acknowledged, again)
  await stop(again)
})

test('a cut, a changed and a foreign file are refused whole, and the same empty folder then takes the good one, once', async () => {
  const whole = readFileSync(archive)
  const empty = folder()
  const bad = join(folder(), 'hong.tar.gz')
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length / 2)]! ^= 0x10
  for (const bytes of [
    whole.subarray(0, whole.length - 5_000),
    whole.subarray(0, 700),
    flipped,
    Buffer.alloc(0),
    Buffer.from('Không phải bản sao lưu'),
  ]) {
    writeFileSync(bad, bytes)
    assertRefused(await run(['restore', bad], { HOABAN_DATA: empty }))
    assert.ok(
      !existsSync(join(empty, 'files')) ||
        readdirSync(join(empty, 'files'), { recursive: true }).filter((name) => String(name).includes('.')).length <= 1,
    )
  }
  const absent = await run(['restore', join(empty, 'khong-co')], { HOABAN_DATA: empty })
  assert.deepEqual([absent.code, absent.out], [1, ''])
  assert.match(absent.err, /^Không thấy tệp [^\n]+\n$/)
  assert.equal((await run(['restore', archive], { HOABAN_DATA: empty })).code, 0)
  const twice = await run(['restore', archive], { HOABAN_DATA: empty })
  assert.deepEqual([twice.code, twice.out], [1, ''])
  assert.match(twice.err, /^Bản cài này đã có dữ liệu[^\n]+\n$/)
})
