import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { installationKey } from '../../src/kernel/crypto.ts'
import { rememberedHead } from '../../src/kernel/seal/head.ts'
import { verifyChain } from '../../src/kernel/seal/seal.ts'
import { clear, databaseOf, postmaster, sampleCopy, serve, stop, until, type Serving } from './child.ts'
import { assertKept, castOf, emptyLedger, moreAnswers, writers } from './load.ts'
import { ask } from './wire.ts'

after(clear)

const rounds = 20
const victims = ['server', 'database', 'both'] as const

async function assertChain(server: Serving) {
  const { db, close } = databaseOf(server)
  const key = await installationKey(server.dir, 'seal')
  assert.deepEqual(await verifyChain(db, key, rememberedHead(server.dir)), [])
  await close()
}

/** The server, its database, or both, without any warning; on again with what is left. */
async function kill(server: Serving, victim: (typeof victims)[number]): Promise<Serving> {
  const database = postmaster(server.dir)!
  if (victim !== 'server') process.kill(database, 'SIGKILL')
  if (victim === 'database') {
    assert.ok(await until(() => postmaster(server.dir) !== database), 'the house starts its database again')
    assert.ok(await until(async () => (await ask(server.port, '/readyz')).status === 200), 'and is ready')
    assert.equal(server.child.exitCode, null)
    return server
  }
  server.child.kill('SIGKILL')
  await server.ended
  return serve(server.dir, { PORT: String(server.port) })
}

test('twenty kills of the server and its database under load: every acknowledged write is there', async (t) => {
  const dir = await sampleCopy()
  let server = await serve(dir)
  const cast = await castOf(server)
  const ledger = emptyLedger()
  for (let round = 0; round < rounds; round++) {
    const load = writers(cast, ledger, server)
    assert.ok(await moreAnswers(ledger, 8), 'the server answers')
    await sleep(Math.random() * 400)
    const victim = victims[round % victims.length]!
    const next = await kill(server, victim)
    if (next === server) assert.ok(await moreAnswers(ledger, 5), 'writing goes on by itself')
    await load.stop()
    server = next
    await assertKept(cast, ledger, server)
    await assertChain(server)
  }
  t.diagnostic(`${ledger.answers} answers, ${ledger.steps.size} articles, ${ledger.pictures.size} pictures`)
  assert.ok(ledger.texts.size === 3 && ledger.steps.size > rounds && ledger.pictures.size > rounds)
  // People go on where they were, with the session they had.
  assert.equal((await cast.editor.get('/toa-soan/duyet')).status, 200)
  await stop(server)
  assert.equal(postmaster(dir), undefined)
})

test('counted views outlive a kill, but for what the last flush had not written', async () => {
  const dir = await sampleCopy()
  const server = await serve(dir)
  const counted = /name="hoaban:dem" content="([^"]+)"/.exec((await ask(server.port, '/')).body)![1]!.replaceAll('&amp;', '&')
  const view = async () =>
    assert.equal(
      (await ask(server.port, `/_dem?${counted}`, { method: 'POST', headers: { 'user-agent': 'Mozilla/5.0 Firefox/150.0' } })).status,
      204,
    )
  const views = async (where: Serving) => {
    const { db, close } = databaseOf(where)
    const { sum } = await db
      .selectFrom('page_counts')
      .select(({ fn }) => fn.sum<string | null>('views').as('sum'))
      .executeTakeFirstOrThrow()
    await close()
    return Number(sum ?? 0)
  }
  const before = await views(server)
  for (let i = 0; i < 40; i++) await view()
  assert.ok(await until(async () => (await views(server)) === before + 40), 'written without being asked')
  for (let i = 0; i < 30; i++) await view()
  server.child.kill('SIGKILL')
  await server.ended
  const again = await serve(dir, { PORT: String(server.port) })
  const kept = await views(again)
  assert.ok(kept >= before + 40 && kept <= before + 70, String(kept))
  for (let i = 0; i < 10; i++) await view()
  await stop(again)
  const last = await serve(dir, { PORT: String(server.port) })
  assert.equal(await views(last), kept + 10, 'a clean stop loses none')
  await stop(last)
})
