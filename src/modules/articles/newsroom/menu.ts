import type { MenuEntry } from '../../../kernel/module.ts'
import { listPath, minePath, queuePath } from './address.ts'
import { linesIn } from './queries.ts'
import { text } from './text.ts'
import { verbFor, waitingFor } from './waiting.ts'

const label = (name: 'mine' | 'articles' | 'queue') => ({ vi: text.vi[name], en: text.en[name] })

export const menu: MenuEntry[] = [
  {
    label: label('mine'),
    href: minePath,
    icon: 'inbox',
    group: 'work',
    ability: 'articles.read',
    position: 10,
    count: async ({ db }, actor) => (await waitingFor(db, actor)).length,
  },
  { label: label('articles'), href: listPath, icon: 'newspaper', group: 'work', ability: 'articles.read', position: 20 },
  {
    label: label('queue'),
    href: queuePath,
    icon: 'badge-check',
    group: 'work',
    ability: 'articles.review',
    position: 30,
    count: async ({ db }, actor) =>
      (await linesIn(db, actor, ['submitted', 'edited'])).filter((line) => verbFor(actor, line) !== null).length,
  },
]
