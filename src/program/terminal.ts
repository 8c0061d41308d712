import type { Command, CommanderError, Help } from 'commander'
import { text } from './text.ts'

/** Help and refusals of the command line in our own words; commands made under `root` afterwards have them too. Misuse ends with 2. */
export function inOurWords(root: Command): Command {
  return root
    .helpOption('-h, --help', text.help)
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => text.helpTitles[title] ?? title,
      styleOptionText: (word) => (word === '[options]' ? text.options : word),
      styleSubcommandText: (word) => (word === '[command]' ? text.command : word),
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' '),
      optionDescription: ({ description, defaultValue }) =>
        defaultValue === undefined ? description : `${description} (${text.unlessGiven(String(defaultValue))})`,
    } satisfies Partial<Help>)
    .configureOutput({ outputError: () => {} })
    .exitOverride(leave)
}

function leave({ exitCode, code, message }: CommanderError): never {
  if (exitCode === 0) process.exit(0)
  const [, word = ''] = /'([^']*)'/.exec(message) ?? []
  // Without any word the help itself has been printed.
  if (code !== 'commander.help') console.error(`${(text.misuse[code] ?? text.misuse.other!)(word)} ${text.seeHelp}`)
  process.exit(2)
}
