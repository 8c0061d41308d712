import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import type { MenuEntry } from '../../../kernel/module.ts'
import { listPath, minePath, queuePath } from './address.ts'
import { countsIn } from './queries.ts'
import { bundlesPath } from './bundles/address.ts'
import { text as bundles } from './bundles/text.ts'
import { sharingPath } from './sharing/address.ts'
import { procedurePath } from './procedure/address.ts'
import { text as procedure } from './procedure/text.ts'
import { text as sharing } from './sharing/text.ts'
import { text } from './text.ts'
import { waitingMarks } from './waiting.ts'

const label = (name: 'mine' | 'articles' | 'queue') => ({ vi: text.vi[name], en: text.en[name] })

export const menu: MenuEntry[] = [
  {
    label: label('mine'),
    href: minePath,
    icon: 'inbox',
    group: 'work',
    ability: 'articles.read',
    position: 10,
    key: 'v',
    count: async ({ db }, actor) => (await waiting(db, actor)).all,
  },
  { label: label('articles'), href: listPath, icon: 'newspaper', group: 'work', ability: 'articles.read', position: 20, key: 'b' },
  {
    label: label('queue'),
    href: queuePath,
    icon: 'badge-check',
    group: 'work',
    ability: 'articles.review',
    position: 30,
    key: 'd',
    count: async ({ db }, actor) => (await waiting(db, actor)).sent,
  },
  {
    label: { vi: sharing.vi.sharing, en: sharing.en.sharing },
    href: sharingPath,
    icon: 'share-2',
    group: 'work',
    ability: 'articles.share',
    position: 35,
    key: 'c',
  },
  {
    label: { vi: bundles.vi.bundles, en: bundles.en.bundles },
    href: bundlesPath,
    icon: 'layers',
    group: 'work',
    ability: 'articles.bundle',
    position: 32,
    key: 'o',
  },
  {
    label: { vi: procedure.vi.title, en: procedure.en.title },
    href: procedurePath,
    icon: 'list-checks',
    group: 'manage',
    ability: 'articles.arrange',
    position: 60,
    key: 'y',
  },
]

const asked = new WeakMap<Actor, Promise<{ all: number; sent: number }>>()

/** Two entries of one menu ask in the same moment and share one question. */
async function waiting(db: Db, actor: Actor) {
  const { all, sent } = waitingMarks(actor)
  const counts = asked.get(actor) ?? countsIn(db, actor, { all, sent }).finally(() => asked.delete(actor))
  asked.set(actor, counts)
  return counts
}
