import { once } from 'node:events'
import { startWork } from './kernel/work.ts'
import { run } from './program/run.ts'
import { withHouse } from './program/visit.ts'

/** Jobs and the sealer alone, beside servers on other machines; they share the queue of the one database. */
await run(() =>
  withHouse('guest', async (deps) => {
    const work = await startWork(deps, 'worker-alone')
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await work.stop()
  }),
)
