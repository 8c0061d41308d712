import type { Command } from 'commander'
import { Halt } from '../kernel/halt.ts'
import { addAccount, resetPassword, roles } from '../modules/people/index.ts'
import { addressOn, sitesOf } from '../modules/sites/index.ts'
import { programText } from './help.ts'
import { text } from './text.ts'
import { withHouse } from './visit.ts'

/** `user …` and `site …`: what an administrator needs when nobody can sign in. */
export function addPeopleCommands(root: Command) {
  const user = root.command('user').description(programText.user).helpCommand(false)
  user
    .command('add <thư> <họ-tên>')
    .description(text.userAdd)
    .option('--role <vai>', text.roleOption(Object.keys(roles)), 'admin')
    .action(add)
  user.command('password <thư>').description(text.userPassword).action(reset)
  root.command('site').description(programText.site).action(list)
}

const add = (email: string, name: string, { role }: { role: string }) =>
  withHouse('guest', async (deps) => {
    const outcome = await addAccount(deps, { email, name, role })
    if (!outcome.ok) throw new Halt(Object.values(outcome.issues).join(' '))
    console.log(text.newPassword(email, outcome.value.password))
  })

const reset = (email: string) =>
  withHouse('guest', async (deps) => {
    const outcome = await resetPassword(deps, email)
    if (!outcome.ok) throw new Halt(Object.values(outcome.issues).join(' '))
    console.log(text.newPassword(email, outcome.value.password))
  })

const list = () =>
  withHouse('guest', async (deps) => {
    for (const site of sitesOf(deps)) console.log(text.site(site.name, addressOn(site, '/')))
  })
