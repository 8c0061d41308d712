import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now } from '../../kernel/time.ts'
import { mediaWorld } from './fixture.ts'
import { canSee, visibleTo } from './policy.ts'
import { library } from './library.ts'
import { mediumById } from './queries.ts'

const { db, cast, cong, thuvien, end } = await mediaWorld()
after(end)

const newcomer = await actorOf(db, { name: 'Một mục', grants: [{ role: 'contributor', site: cong, sections: [1] }] })
const elsewhere = await actorOf(db, { name: 'Thư viện', grants: [{ role: 'chief', site: thuvien, sections: null }] })
const everywhere = await actorOf(db, { name: 'Cả mạng', grants: [{ role: 'editor', site: null, sections: null }] })
const people: [string, Actor][] = [
  ...Object.entries(cast),
  ['contributor of one section', newcomer],
  ['chief of another site', elsewhere],
  ['editor of the network', everywhere],
]

const uploaders = [null, cast.contributor.id, newcomer.id, elsewhere.id, cast.stranger.id]
const rows = [cong, thuvien].flatMap((site_id) =>
  uploaders.flatMap((uploaded_by) => [null, now()].map((hidden_at) => ({ site_id, uploaded_by, hidden_at }))),
)
await db
  .insertInto('media')
  .values(
    rows.map((row, i) => ({
      ...row,
      key: `2026/11/${i}.txt`,
      kind: 'file',
      content_type: 'text/plain',
      bytes: 1,
      sha256: Buffer.alloc(32),
      source_sha256: Buffer.alloc(32),
      name: `${i}.txt`,
      uploaded_at: now(),
    })),
  )
  .execute()
const all = await db
  .selectFrom('media')
  .select(['id', 'site_id as siteId', 'uploaded_by as uploadedBy', 'hidden_at as hiddenAt'])
  .orderBy('id')
  .execute()

for (const [name, actor] of people)
  test(`list, door and picker show a ${name} the same media`, async () => {
    const wanted = all.filter((medium) => canSee(actor, medium)).map(({ id }) => id)
    const listed = await db.selectFrom('media').select('id').where(visibleTo(actor)).orderBy('id').execute()
    assert.deepEqual(
      listed.map(({ id }) => id),
      wanted,
    )
    const opened = await Promise.all(
      all.map(({ id }) =>
        mediumById(db, actor, id).then(
          () => id,
          () => null,
        ),
      ),
    )
    assert.deepEqual(
      opened.filter((id) => id !== null),
      wanted,
    )
    const picked = [...(await library(db, actor, {})).items, ...(await library(db, actor, { hidden: true })).items].map(({ id }) => id)
    assert.deepEqual(
      picked.toSorted((a, b) => a - b),
      wanted,
    )
  })

test('what each role sees is what was meant', () => {
  const seen = (actor: Actor) => all.filter((medium) => canSee(actor, medium)).length
  // Ten media on each site, half of them hidden; two of each uploader on each site, one of them hidden.
  const counts: [Actor, number][] = [
    [cast.editor, 10],
    [cast.keeper, 10],
    [cast.secretary, 10],
    [cast.chief, 10],
    [everywhere, 20],
    [elsewhere, 12],
    [cast.contributor, 5 + 1 + 2],
    [newcomer, 5 + 1 + 2],
    [cast.leader, 0],
    [cast.accountant, 0],
    [cast.admin, 0],
    [cast.stranger, 4],
  ]
  assert.deepEqual(
    counts.map(([actor]) => seen(actor)),
    counts.map(([, count]) => count),
  )
})
