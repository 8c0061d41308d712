import { loadConfig } from './kernel/config.ts'
import { serve } from './program/serve.ts'

/** The server alone, for an operator who starts it without the program. */
await serve(loadConfig(process.env), (line) => console.log(line))
process.exit(0)
