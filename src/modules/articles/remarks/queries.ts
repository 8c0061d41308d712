import type { Db } from '../../../kernel/db/db.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Said, SuggestionState, Thread } from './remark.ts'

/** Every talk about an article, in the order it began. The caller has asked whether the actor may read the text. */
export async function threadsOf(db: Db, articleId: number): Promise<Thread[]> {
  const rows = await remarksOf(db).where('remarks.article_id', '=', articleId).orderBy('remarks.id').execute()
  const threads = new Map<number, Thread>()
  for (const row of rows) {
    if (row.thread_id === null) threads.set(row.id, threadOf(row))
    else threads.get(row.thread_id)!.answers.push(saidIn(row))
  }
  return [...threads.values()]
}

/** One talk; another article's is not found. */
export async function threadById(db: Db, articleId: number, id: number): Promise<Thread> {
  const rows = await remarksOf(db)
    .where('remarks.article_id', '=', articleId)
    .where((eb) => eb.or([eb('remarks.id', '=', id), eb('remarks.thread_id', '=', id)]))
    .orderBy('remarks.id')
    .execute()
  const first = rows.find((row) => row.id === id && row.thread_id === null)
  if (!first) throw notFound()
  return { ...threadOf(first), answers: rows.filter((row) => row.thread_id === id).map(saidIn) }
}

/** How often somebody has spoken about an item. */
export async function saidBy(db: Db, articleId: number, person: number): Promise<number> {
  const { count } = await db
    .selectFrom('remarks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('article_id', '=', articleId)
    .where('author_id', '=', person)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What waits for somebody: talks that nobody has closed. */
export async function openRemarks(db: Db, articleId: number): Promise<number> {
  const { count } = await db
    .selectFrom('remarks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('article_id', '=', articleId)
    .where('thread_id', 'is', null)
    .where('resolved_at', 'is', null)
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

type Row = Awaited<ReturnType<ReturnType<typeof remarksOf>['executeTakeFirstOrThrow']>>

const remarksOf = (db: Db) =>
  db
    .selectFrom('remarks')
    .innerJoin('people as author', 'author.id', 'remarks.author_id')
    .leftJoin('revisions', 'revisions.id', 'remarks.revision_id')
    .leftJoin('suggestions', 'suggestions.remark_id', 'remarks.id')
    .leftJoin('people as resolver', 'resolver.id', 'remarks.resolved_by')
    .leftJoin('people as hider', 'hider.id', 'remarks.hidden_by')
    .leftJoin('people as decider', 'decider.id', 'suggestions.decided_by')
    .selectAll('remarks')
    .select([
      'author.name as by',
      'revisions.number as revision',
      'resolver.name as resolvedBy',
      'hider.name as hiddenBy',
      'suggestions.wording',
      'suggestions.state',
      'suggestions.decided_at',
      'suggestions.decided_words',
      'decider.name as decidedBy',
    ])

const saidIn = (row: Row): Said => ({
  id: row.id,
  words: row.words,
  by: row.by,
  byId: row.author_id,
  at: row.said_at,
  hidden: row.hiddenBy === null ? null : { by: row.hiddenBy, byId: row.hidden_by!, why: row.hidden_why },
})

const threadOf = (row: Row): Thread => ({
  ...saidIn(row),
  anchor: { place: row.place, quote: row.quote, start: row.start_at, before: row.before, after: row.after },
  revision: row.revision,
  resolved: row.resolvedBy === null ? null : { by: row.resolvedBy, at: row.resolved_at! },
  suggestion:
    row.state === null
      ? null
      : {
          wording: row.wording!,
          state: row.state as SuggestionState,
          by: row.decidedBy,
          at: row.decided_at,
          words: row.decided_words ?? '',
        },
  answers: [],
})
