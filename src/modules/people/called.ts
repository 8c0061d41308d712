import type { Actor } from '../../kernel/access.ts'
import type { Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { exact, fold } from '../../kernel/text.ts'
import { AuthorForm, createAuthor } from './commands.ts'
import { actorById } from './signin/acting.ts'
import { normalEmail } from './signin/signin.ts'

/**
 * Whom a byline of elsewhere names: the one person of that name or pen name, or a new author from outside. Two of one name cannot be told
 * apart, so then it is a new author too. Null for what is no name.
 */
export async function authorCalled(spine: Spine, actor: Actor, name: string): Promise<number | null> {
  const fields = AuthorForm.safeParse({ name })
  if (!fields.success) return null
  const key = fold(fields.data.name)
  const rows = await spine.db
    .selectFrom('people')
    .leftJoin('pen_names', 'pen_names.person_id', 'people.id')
    .select(['people.id', 'people.name', 'pen_names.name as penName'])
    .where((eb) => eb.or([eb('people.name_key', '=', key), eb('pen_names.name_key', '=', key)]))
    .orderBy('people.id')
    .execute()
  const wanted = exact(fields.data.name)
  const found = new Set(
    rows.filter((row) => exact(row.name) === wanted || (row.penName !== null && exact(row.penName) === wanted)).map(({ id }) => id),
  )
  const [only] = found
  if (only !== undefined && found.size === 1) return only
  const made = await createAuthor(spine, actor, fields.data)
  return made.ok ? made.value : null
}

/** For the program: the account at this address, or the administrator who was here last. Null when there is none. */
export async function accountFor(db: Db, email?: string): Promise<Actor | null> {
  const row = await db
    .selectFrom('people')
    .select('people.id')
    .where('disabled_at', 'is', null)
    .$if(email !== undefined, (query) => query.where('email', '=', normalEmail(email!)))
    .$if(email === undefined, (query) =>
      query.where((eb) =>
        eb.exists(eb.selectFrom('grants').select('grants.id').whereRef('person_id', '=', 'people.id').where('role', '=', 'admin')),
      ),
    )
    .orderBy('last_seen_at', (order) => order.desc().nullsLast())
    .orderBy('people.id')
    .executeTakeFirst()
  return row ? actorById(db, row.id) : null
}
