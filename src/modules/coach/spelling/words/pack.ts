// `node src/modules/coach/spelling/words/pack.ts`: writes packed.json from pairs.txt and single.txt, after these were edited.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from './packing.ts'
import { wordsOfSource } from './source.ts'

writeFileSync(join(import.meta.dirname, 'packed.json'), `${JSON.stringify(pack(wordsOfSource()))}\n`)
