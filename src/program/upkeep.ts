import { resolve } from 'node:path'
import type { Command } from 'commander'
import { openDatabase } from '../kernel/cluster/database.ts'
import { loadConfig } from '../kernel/config.ts'
import { connect } from '../kernel/db/db.ts'
import { filesFor } from '../kernel/files/files.ts'
import { readArchive } from '../kernel/archive/read.ts'
import { writeArchive } from '../kernel/archive/write.ts'
import { examine } from '../modules/upkeep/index.ts'
import { programText } from './help.ts'
import { bar } from './progress.ts'
import { text } from './text.ts'
import { withHouse } from './visit.ts'

/** `backup`, `restore`, `doctor`: what keeps an installation alive for ten years. */
export function addUpkeepCommands(root: Command) {
  root.command('backup <tệp>').description(programText.backup).action(backup)
  root.command('restore <tệp>').description(programText.restore).action(restore)
  root.command('doctor').description(programText.doctor).action(doctor)
}

const backup = (file: string) =>
  withHouse('guest', async (deps) => {
    const { tables, head } = await writeArchive(deps, resolve(file), bar(text.media))
    console.log(text.backedUp(resolve(file), tables.length, head?.position ?? 0))
  })

async function restore(file: string) {
  const config = loadConfig(process.env)
  const database = await openDatabase(config)
  const { pool, close } = connect(database.connection)
  try {
    const { madeAt } = await readArchive({ pool, files: filesFor(config), config }, resolve(file), bar(text.entries))
    console.log(text.restored(madeAt))
  } finally {
    await close()
    await database.stop()
  }
}

const doctor = () =>
  withHouse('guest', async (deps) => {
    const findings = await examine(deps)
    const signs = { good: '✓', warn: '!', bad: '✗' }
    for (const { level, what, todo } of findings) console.log(`${signs[level]} ${what.vi}${todo ? `\n    ${todo.vi}` : ''}`)
    process.exitCode = findings.some(({ level }) => level === 'bad') ? 1 : 0
  })
