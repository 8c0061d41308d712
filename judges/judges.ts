// `npm run judges`: what programs of other people say of ours. Not part of the tests: the judges are large, and a machine may lack them.
import { judgeFeeds } from './feeds.ts'
import { judgeHtml } from './html.ts'
import type { Verdict } from './judge.ts'
import { judgeNginx } from './nginx.ts'
import { serveSample, type Served } from './served.ts'

const judges: [name: string, needs: string, judge: (served: Served) => Promise<Verdict | null>][] = [
  ['HTML by the Nu checker', 'Java (default-jre-headless)', judgeHtml],
  ['feeds by feedparser, sitemaps by libxml2', 'python3-feedparser, libxml2-utils', judgeFeeds],
  // The last: it stops the application.
  ['nginx in front, as in docs/operating.md', 'nginx', judgeNginx],
]

const served = await serveSample()
let found = 0
for (const [name, needs, judge] of judges) {
  const verdict = await judge(served)
  if (!verdict) {
    console.log(`– ${name}: not heard, needs ${needs}`)
    continue
  }
  found += verdict.wrong.length
  console.log(`${verdict.wrong.length === 0 ? '✔' : '✖'} ${name}: ${verdict.looked}, ${verdict.wrong.length} faults`)
  for (const line of verdict.wrong) console.log(`    ${line}`)
}
await served.close()
process.exit(found === 0 ? 0 : 1)
