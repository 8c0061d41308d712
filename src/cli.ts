import { program } from './program/program.ts'
import { run } from './program/run.ts'

await run(() => program().parseAsync())
