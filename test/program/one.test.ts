import { after, afterEach } from 'node:test'
import { clear, clearTest } from './child.ts'

// Parts of one file, since each works on copies of one installation that takes its time to make.
afterEach(clearTest)






await import('./away.ts')
after(clear)
