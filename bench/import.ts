import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { modules } from '../src/app.ts'
import { loadConfig } from '../src/kernel/config.ts'
import { openHouse } from '../src/kernel/house.ts'
import { createLog } from '../src/kernel/log.ts'
import { usualHtml, wxrFoot, wxrHead, wxrItem } from '../src/modules/imports/fixture.ts'
import { bringIn } from '../src/modules/imports/index.ts'
import { onCpu } from './opened.ts'
import type { Figure } from './figure.ts'
import type { Stage } from './stage.ts'
import { connectionOf, environment } from './world.ts'

/** A WordPress export of so many items of some 400 tiếng, moved in as the command does; CPU of the program and of its connections together. */
export async function benchImport(stage: Stage, items = 3_000): Promise<Figure[]> {
  const world = await stage.world()
  const place = await world.copy(world.sample, 'import')
  const config = loadConfig(environment(place.dataDir, 0))
  const house = await openHouse(config, connectionOf(place), modules, createLog('warn'))
  const admin = await world.admin('import')
  for (const module of modules) await module.start?.(house.deps)
  const database = async () => {
    const { rows } = await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = 'import' and application_name like 'hoaban%'`,
    )
    return rows.reduce((sum, { pid }) => sum + onCpu(pid), 0)
  }
  const source = join(place.dataDir, 'source.xml')
  await write(source, items)
  const resident: number[] = []
  const given = {
    format: 'wxr' as const,
    source,
    site: 'cong',
    options: { pictures: false },
    dry: false,
    report: join(place.dataDir, 'report.csv'),
    told: () => false,
  }
  const [began, user, before] = [performance.now(), process.cpuUsage(), await database()]
  await bringIn(house.deps, { ...given, progress: () => void resident.push(process.memoryUsage.rss()) })
  const [seconds, used] = [(performance.now() - began) / 1_000, process.cpuUsage(user)]
  const cpu = (used.user + used.system) / 1e6 + ((await database()) - before) / 1e3
  await admin.end()
  await house.close()
  const half = resident.length >> 1
  const grown = (Math.max(...resident.slice(half)) - Math.max(...resident.slice(0, half))) / 2 ** 20
  return [
    {
      name: 'import, items a second of one core',
      value: items / cpu,
      unit: '/s',
      goal: { atLeast: 100 },
      note: `${items} items, program and database`,
    },
    { name: 'import, items a second on the clock', value: items / seconds, unit: '/s', note: 'read through first, then moved in' },
    { name: 'import, memory of the second half over the first', value: grown, unit: 'MB', goal: { atMost: 64 } },
  ]
}

async function write(path: string, items: number) {
  const file = createWriteStream(path)
  file.write(wxrHead)
  for (let id = 1; id <= items; id++)
    file.write(wxrItem({ id, title: `Bài số ${id} về hội xòe`, html: usualHtml(id), category: `Mục ${id % 7}` }))
  file.end(wxrFoot)
  await once(file, 'close')
}
