import { createServer } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { castOf } from '../../../test/cast.ts'
import { testApp } from '../../../test/app.ts'
import { now } from '../../kernel/time.ts'
import { bringIn, type Bringing } from './bringing.ts'
import { imports } from './index.ts'

/** Two sites, everybody, a folder for sources, and the program's way in. */
export async function importWorld() {
  const house = await testApp(imports)
  const { db, deps } = house
  const made = [
    ['cong', 'Cổng Sở'],
    ['thuvien', 'Thư viện'],
  ].map(([key, name]) => ({ key: key!, name: name!, created_at: now() }))
  const [cong, thuvien] = (await db.insertInto('sites').values(made).returning('id').execute()).map(({ id }) => id) as [number, number]
  await house.network()
  const cast = await castOf(db, { sites: [cong] })
  const folder = await mkdtemp(join(tmpdir(), 'hoaban-moving-'))
  let count = 0
  const put = async (content: string | Uint8Array, name = `${++count}.xml`) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const bring = async (content: string | Uint8Array, more: Partial<Bringing> = {}) => {
    const source = await put(content)
    const done = await bringIn(deps, {
      format: 'wxr',
      source,
      site: 'cong',
      options: {},
      dry: false,
      report: join(folder, 'report.csv'),
      told: () => false,
      progress: () => {},
      ...more,
    })
    await house.network()
    return done
  }
  return {
    ...house,
    cong,
    thuvien,
    cast,
    folder,
    put,
    bring,
    close: async () => {
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An old portal that still answers, with pictures that may fail. */
export async function oldPortal(pictures: Record<string, Uint8Array | number>) {
  const asked: string[] = []
  const server = createServer((request, answer) => {
    asked.push(request.url!)
    const found = pictures[request.url!] ?? 404
    if (typeof found === 'number') answer.writeHead(found).end()
    else answer.end(found)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  return { base: `http://127.0.0.1:${port}`, asked, pictures, close: () => server.close() }
}
