import type { Deps } from '../kernel/module.ts'
import { sampleSignIns } from '../modules/people/index.ts'
import { addressOn, mainSite, sitesOf } from '../modules/sites/index.ts'
import { text } from './text.ts'

type News = { admin: { email: string; password?: string } | null; made: boolean }

/** The addresses and, on the first run, who may sign in with what. */
export function welcome(deps: Deps, { admin, made }: News, say: (line: string) => void) {
  say('')
  say(text.ready)
  for (const site of sitesOf(deps)) say(text.site(site.name, addressOn(site, '/')))
  const main = mainSite(deps)
  if (main) say(text.site(text.newsroom, addressOn(main, '/toa-soan')))
  const samples = sampleSignIns(deps)
  if (made && samples) {
    say(text.signIns)
    for (const { email, role } of samples.people) say(`  ${email.padEnd(30)} ${role}`)
    say(text.password(samples.password))
  }
  if (admin) say(text.admin(admin.email, admin.password))
  say(text.stop)
}
