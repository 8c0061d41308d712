import { Command } from 'commander'
import { loadConfig, type Config } from '../kernel/config.ts'
import { programText } from './help.ts'
import { prepareDatabase, serve } from './serve.ts'
import { withHouse } from './visit.ts'
import { inOurWords } from './terminal.ts'
import { text } from './text.ts'
import { makeSample } from './sample.ts'
import { addPeopleCommands } from './people.ts'
import { addUpkeepCommands } from './upkeep.ts'
import { addImportCommand } from './import.ts'
import { openDatabase } from '../kernel/cluster/database.ts'

const say = (line: string) => console.log(line)

/** At a terminal somebody reads the welcome, which a log for machines would drown; a level that was asked for stays. */
const quietly = (config: Config): Config => (process.stdout.isTTY && config.logLevel === 'info' ? { ...config, logLevel: 'warn' } : config)

/** Every command of `npm run hoaban -- …`; exit code 0 well, 1 not done, 2 misused. */
export function program(): Command {
  const root = inOurWords(new Command('hoaban').description(text.about))
  root
    .command('serve')
    .description(programText.serve)
    .action(() => serve(quietly(loadConfig(process.env)), say))
  root.command('migrate').description(programText.migrate).action(migrateOnly)
  root.command('seed').description(programText.seed).action(seed)
  addPeopleCommands(root)
  addUpkeepCommands(root)
  addImportCommand(root)
  return root
}

const seed = () =>
  withHouse('owner', async (deps) => {
    await makeSample({ ...deps, config: { ...deps.config, demo: true } }, say)
  })

async function migrateOnly() {
  const database = await openDatabase(loadConfig(process.env), { say })
  try {
    await prepareDatabase(database.connection)
    say(text.done)
  } finally {
    await database.stop()
  }
}
