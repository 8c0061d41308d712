import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { castOf } from '../../../test/cast.ts'
import { testDb } from '../../../test/database.ts'
import { now } from '../../kernel/time.ts'
import { canSee, visibleTo } from './policy.ts'
import { personById } from './queries.ts'

const { db, close } = await testDb()
after(close)
const cast = await castOf(db, { sites: [1] })
await db
  .insertInto('people')
  .values(['Vừ A Lử', 'Cà Thị Panh'].map((name) => ({ name, created_at: now() })))
  .execute()
const people = await db.selectFrom('people').select(['id', 'email']).orderBy('id').execute()

for (const [name, actor] of Object.entries(cast))
  test(`the list shows a ${name} exactly the people whose door opens`, async () => {
    const listed = await db.selectFrom('people').select('id').where(visibleTo(actor)).orderBy('id').execute()
    assert.deepEqual(
      listed.map(({ id }) => id),
      people.filter((person) => canSee(actor, person)).map(({ id }) => id),
    )
  })

test('what one may not see does not exist', async () => {
  await assert.rejects(personById(db, cast.contributor, cast.chief.id), { status: 404 })
  assert.equal((await personById(db, cast.admin, cast.chief.id)).id, cast.chief.id)
})

test('who sees whom, by hand', () => {
  const author = { id: 9_999, email: null }
  const colleague = { id: 9_998, email: 'x@example.vn' }
  const seen = Object.entries(cast).map(([name, actor]) => [name, canSee(actor, author), canSee(actor, colleague)])
  assert.deepEqual(seen, [
    ['stranger', false, false],
    ['contributor', false, false],
    ['editor', true, false],
    ['secretary', true, false],
    ['chief', true, false],
    ['leader', false, false],
    ['accountant', false, false],
    ['keeper', true, false],
    ['admin', true, true],
  ])
})
