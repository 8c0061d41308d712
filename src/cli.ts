import { Halt } from './kernel/halt.ts'
import { program } from './program/program.ts'
import { text } from './program/text.ts'

try {
  await program().parseAsync()
  process.exit(process.exitCode ?? 0)
} catch (error) {
  if (error instanceof Halt) console.error(error.message)
  else console.error(`${text.unexpected}\n`, error)
  process.exit(1)
}
