import { after, afterEach } from 'node:test'
import { clear, clearTest } from './child.ts'

// Parts of one file, since each works on copies of one installation that takes its time to make.
afterEach(clearTest)
await import('./start.ts')
await import('./refusals.ts')
await import('./work.ts')
await import('./due.ts')
await import('./archive.ts')
await import('./away.ts')
await import('./storage.ts')
await import('./full.ts')
await import('./upgrade.ts')
after(clear)
