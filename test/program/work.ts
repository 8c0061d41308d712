import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startCluster } from '../../src/kernel/cluster/cluster.ts'
import { loadConfig } from '../../src/kernel/config.ts'
import { openHouse } from '../../src/kernel/house.ts'
import { addJob } from '../../src/kernel/jobs.ts'
import { createLog } from '../../src/kernel/log.ts'
import type { Module } from '../../src/kernel/module.ts'
import { startWork } from '../../src/kernel/work.ts'
import { prepareDatabase } from '../../src/program/serve.ts'
import { folder, until } from './child.ts'

const dir = folder()
const config = loadConfig({ HOABAN_DATA: dir, LOG_LEVEL: 'silent' })

/** A house with one slow kind of job, which tells how often it was begun and ends when it is let go. */
async function working(connection: Parameters<typeof openHouse>[1]) {
  const begun: unknown[] = []
  const done: unknown[] = []
  const gate = Promise.withResolvers<void>()
  const slow: Module = {
    name: 'slow',
    jobs: {
      walk: async (_deps, payload) => {
        begun.push(payload)
        await gate.promise
        done.push(payload)
      },
    },
  }
  const house = await openHouse(config, connection, [slow], createLog('silent'))
  return { house, work: await startWork(house.deps), begun, done, letGo: gate.resolve }
}

test('a job that was under way when the database went harms nobody, and is done again when the database is back', async () => {
  const cluster = await startCluster(dir, () => {})
  await prepareDatabase(cluster.connection)
  const { house, work, begun, done, letGo } = await working(cluster.connection)
  await addJob(house.deps.db, 'slow.walk', { number: 1 })
  assert.ok(await until(() => begun.length === 1))
  await cluster.stop()
  letGo()
  assert.ok(await until(() => done.length === 1))
  const back = await startCluster(dir, () => {})
  assert.ok(await until(() => done.length === 2), 'done a second time, since nobody heard of the first')
  const left = async () => (await house.deps.pool.query('select 1 from graphile_worker.jobs')).rowCount
  assert.ok(await until(async () => (await left()) === 0))
  await addJob(house.deps.db, 'slow.walk', { number: 2 })
  assert.ok(await until(() => done.length === 3), 'new ones too')
  await work.stop()
  await house.close()
  await back.stop()
})

test('what a killed process had begun is not left lying for the four hours a job may take', async () => {
  const cluster = await startCluster(dir, () => {})
  const first = await working(cluster.connection)
  await addJob(first.house.deps.db, 'slow.walk', { number: 3 })
  assert.ok(await until(() => first.begun.length === 1))
  // As after kill -9: nobody gives the job back, only the note in the folder tells who had it.
  const note = readFileSync(join(dir, 'worker'), 'utf8')
  const { rows } = await first.house.deps.pool.query('select locked_by from graphile_worker.jobs')
  assert.ok(note.includes(rows[0]!.locked_by))
  const second = await working(cluster.connection)
  assert.ok(await until(() => second.begun.length === 1))
  for (const { letGo, work, house } of [second, first]) {
    letGo()
    await work.stop()
    await house.close()
  }
  await cluster.stop()
})
