import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { actorOf, standingFor } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { fold } from '../../kernel/text.ts'
import { publicationWorkflow, statusWord, type Article } from './article.ts'
import { articleWorkflow } from './workflow.ts'
import { facesOf } from './face.ts'
import { articleWorld } from './fixture.ts'
import { genres, walk } from './fixture-walk.ts'
import { articlesList, words, type Filter } from './newsroom/board/filter.ts'
import { canReadWorking, canSee } from './policy.ts'
import { stagesSetting } from './procedure/settings.ts'
import { revisionById, transitionsOf, type Revision } from './queries.ts'

const world = await articleWorld()
after(world.close)
const { db, cast, cong, thuvien, sections } = world
const { vanHoa, duLich, sach } = sections
const grant = (role: string, site: number | null, only: number[] | null = null) => ({ role, site, sections: only })
const extra = async (name: string, ...grants: ReturnType<typeof grant>[]) => actorOf(db, { name, grants })

const people: Actor[] = [
  ...Object.values(cast),
  await extra('Vừ A Lử', grant('contributor', cong), grant('editor', cong)),
  await extra('Biên tập Văn hóa', grant('editor', cong, [vanHoa])),
  await extra('Trưởng ban Thư viện', grant('chief', thuvien), grant('contributor', cong, [duLich])),
  await extra('Phụ trách Thư viện', grant('keeper', thuvien)),
]
for (const { id, name } of people)
  await db
    .updateTable('people')
    .set({ name_key: fold(name) })
    .where('id', '=', id)
    .execute()
people.push(standingFor(cast.accountant, cast.contributor))

await writeSetting(db, stagesSetting, { [`${cong}:feature`]: 3, [`${cong}:photos`]: 1, [thuvien]: 4 })
const { ids, done } = await walk(world, people, 1_100)
const read = await Promise.all(ids.map(readAnew))

test('the walk came by every command and every step', () => {
  const wanted = [
    'create',
    'copy',
    'save',
    'describe',
    'credit',
    'restoreRevision',
    'assign',
    'publishDue',
    ...articleWorkflow.names,
    ...publicationWorkflow.names.filter((name) => name !== 'publish'),
  ]
  assert.deepEqual(
    wanted.filter((name) => !done.has(name)),
    [],
  )
})

test('whatever was done to it, an article is found by what it is now', async () => {
  const rows = await db
    .selectFrom('article_faces')
    .select(['article_id', 'working', sql<string[]>`tsvector_to_array(marks)`.as('marks')])
    .execute()
  const stored = new Map(rows.map(({ article_id, working, marks }) => [`${article_id} ${working}`, marks.toSorted()]))
  const made = new Map(read.flatMap(({ faces, article }) => faces.map((face) => [`${article.id} ${face.working}`, face.marks.toSorted()])))
  assert.deepEqual(stored, made)
})

test('articles from before there were faces are found the same way', async () => {
  const marks = () => db.selectFrom('article_faces').selectAll().orderBy('article_id').orderBy('working').execute()
  const before = await marks()
  const migration = await readFile(new URL('../../../db/migrations/0009_faces.sql', import.meta.url), 'utf8')
  await db.deleteFrom('article_faces').execute()
  await sql.raw(/with syllables[\s\S]+?from faces;/.exec(migration)![0]).execute(db)
  const stages = await readFile(new URL('../../../db/migrations/0034_stages.sql', import.meta.url), 'utf8')
  await sql.raw(/update article_faces[\s\S]+?;/.exec(stages)![0]).execute(db)
  assert.deepEqual(await marks(), before)
})

for (const actor of people)
  test(`each filter finds ${actor.name} what that person’s own lines say, and nothing else`, async () => {
    const lines = read.flatMap(({ article, approved }) => lineFor(actor, article, approved))
    const filters: Omit<Filter, 'page'>[] = [
      {},
      ...words.map((status) => ({ status })),
      ...genres.map((genre) => ({ genre })),
      ...[cong, thuvien].flatMap((site) => [{ site }, { site, q: 'hoa' }]),
      ...[vanHoa, duLich, sach].map((section) => ({ section })),
      ...['hoà nhac', 'NHAC duong', 'ban', 'hoa ban 20', 'xo'].map((q) => ({ q })),
      ...people.map(({ name }) => ({ author: name })),
      { mine: true },
      { mine: true, status: 'draft' },
      { genre: 'news', section: vanHoa, status: 'live', q: 'h' },
    ]
    for (const filter of filters) {
      const found: number[] = []
      for (let page = 1; page === 1 || found.length % 30 === 0; page++) {
        const { lines: some, count, more } = await articlesList(db, actor, { ...filter, page })
        if (some.length === 0) break
        found.push(...some.map(({ id }) => id))
        assert.deepEqual([count, more], [lines.filter((line) => fits(line, filter, actor)).length, false])
      }
      const wanted = lines.filter((line) => fits(line, filter, actor)).map(({ id }) => id)
      assert.deepEqual(
        found,
        wanted.toSorted((a, b) => b - a),
        `${JSON.stringify(filter)} ${actor.name}`,
      )
    }
  })

type OwnLine = { id: number; title: string; genre: string; section: number | null; word: string; sites: number[]; people: number[] }

/** What stands in this person's line, said without marks. */
function lineFor(actor: Actor, article: Article, approved: Revision | null): OwnLine[] {
  if (!canSee(actor, article)) return []
  const { id, siteId, createdBy } = article
  const working = canReadWorking(actor, article)
  const publications = working ? article.publications : article.publications.filter(({ status }) => status !== 'scheduled')
  const sites = [siteId, ...publications.map((one) => one.siteId)]
  if (!working) {
    const { title, genre, sectionId: section, byline } = approved!
    return [
      { id, title, genre, section, sites, word: statusWord('approved', publications), people: byline.map(({ personId }) => personId) },
    ]
  }
  const { title, genre, sectionId: section, status, contributions } = article
  const writers = [createdBy, ...contributions.map(({ personId }) => personId)]
  return [{ id, title, genre, section, sites, word: statusWord(status, publications), people: writers }]
}

function fits(line: OwnLine, filter: Omit<Filter, 'page'>, actor: Actor) {
  const inTitle = fold(line.title).split(/[^a-z0-9]+/)
  const asked = fold(filter.q ?? '').split(' ')
  const last = asked.pop()!
  const author = people.filter(({ name }) => name === filter.author).map(({ id }) => id)
  return (
    asked.every((word) => inTitle.includes(word)) &&
    inTitle.some((syllable) => syllable.startsWith(last)) &&
    (!filter.status || line.word === filter.status) &&
    (!filter.genre || line.genre === filter.genre) &&
    (!filter.section || line.section === filter.section) &&
    (!filter.site || line.sites.includes(filter.site)) &&
    (!filter.author || line.people.some((id) => author.includes(id))) &&
    (!filter.mine || line.people.includes(actor.id))
  )
}

async function readAnew(id: number) {
  const article = await world.article(id)
  const approved = article.approvedRevisionId === null ? null : await revisionById(db, article.approvedRevisionId)
  const steps = await transitionsOf(db, id)
  const byName = new Map(people.map((actor) => [actor.name, actor.id]))
  const doer = (by: string | null) => byName.get(by!)!
  const faces = facesOf({
    ...article,
    approved: approved && { ...approved, people: approved.byline.map(({ personId }) => personId) },
    approvers: steps.filter(({ step }) => step === 'approve').map(({ by }) => doer(by)),
    reopenedBy: steps[0]?.step === 'revise' ? doer(steps[0].by) : null,
  })
  return { article, approved, faces }
}
