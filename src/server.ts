import { loadConfig } from './kernel/config.ts'
import { run } from './program/run.ts'
import { serve } from './program/serve.ts'

/** The server without the program around it, for an operator's own starter. */
await run(() => serve(loadConfig(process.env), (line) => console.log(line)))
