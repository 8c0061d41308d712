import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now, setClock } from '../../kernel/time.ts'
import { inlineText, nodesOf, type Body } from './body/body.ts'
import { parseBody } from './body/parse.ts'
import { saveWorking, type Sending, type WorkingText } from './commands/saving.ts'
import { leave, tellPresence } from './commands/presence.ts'
import { leftWordings } from './commands/wordings.ts'
import { articleWorld } from './fixture.ts'
import { forget } from './jobs.ts'

const world = await articleWorld()
after(async () => {
  setClock(null)
  await world.close()
})
const { deps, db, article } = world
const { editor: hoa, secretary } = world.cast

const lines = (...given: [id: string, words: string][]): Body => {
  const parsed = parseBody({
    type: 'doc',
    content: given.map(([id, words]) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: words }] })),
  })
  assert.ok(parsed.ok)
  return parsed.value
}
const begun: WorkingText = {
  title: 'Hội Xòe',
  lead: 'Tối rằm.',
  body: lines(['doan1111', 'Một.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.']),
}
const said = ({ body }: { body: Body }) => [...nodesOf(body)].map((node) => (node.type === 'paragraph' ? inlineText(node.content) : ''))
/** An item that waits for editing, where Hoa and the secretary both may write, with the text above. */
async function open() {
  const id = await world.sent()
  const { version } = await article(id)
  const saved = await saveWorking(deps, hoa, id, version, begun, { session: 'hoa' })
  assert.ok(saved.kind === 'saved')
  return { id, version: saved.version }
}
const save = async (who: typeof hoa, id: number, version: number, change: Partial<WorkingText>, sending: Sending) => {
  const saved = await saveWorking(deps, who, id, version, { ...begun, ...change }, sending)
  assert.ok(saved.kind === 'saved')
  return saved
}
const waiting = (id: number) => db.selectFrom('wordings').selectAll().where('article_id', '=', id).where('choice', 'is', null).execute()

test('two who save from one version at the same moment are both in the text', async () => {
  const { id, version } = await open()
  const [first, second] = await Promise.all([
    save(hoa, id, version, { body: lines(['doan1111', 'Một, Hoa.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.']) }, { session: 'hoa' }),
    save(
      secretary,
      id,
      version,
      { title: 'Hội Xòe đêm rằm', body: lines(['doan1111', 'Một.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba, Ín.']) },
      { session: 'in' },
    ),
  ])
  const now = await article(id)
  assert.deepEqual([now.title, said(now)], ['Hội Xòe đêm rằm', ['Một, Hoa.', 'Hai.', 'Ba, Ín.']])
  const later = first.version > second.version ? first : second
  assert.deepEqual(later.text && said(later.text), said(now), 'who came second is given the whole')
  assert.equal(now.version, version + 2)
})

test('the same paragraph: the saved wording stands, the other waits and follows what is typed, until its writer chooses', async () => {
  const { id, version } = await open()
  await save(hoa, id, version, { body: lines(['doan1111', 'Của Hoa.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.']) }, { session: 'hoa' })
  const mine = (words: string) => ({ body: lines(['doan1111', words], ['doan2222', 'Hai.'], ['doan3333', 'Ba.']) })
  const clash = await save(secretary, id, version, mine('Của Ín.'), { session: 'in' })
  assert.deepEqual([clash.wordings.map(({ place }) => place), clash.savedBy], [['doan1111'], hoa.name])
  const again = await save(secretary, id, clash.version, mine('Của Ín, thêm.'), { session: 'in' })
  assert.equal(said(await article(id))[0], 'Của Hoa.', 'a later save of an open question overwrites nothing')
  const rows = await waiting(id)
  assert.equal(rows.length, 1)
  assert.match(JSON.stringify(rows[0]!.wording), /Của Ín, thêm/)
  const chosen = await save(secretary, id, again.version, mine('Của Ín, thêm.'), { session: 'in', settled: ['doan1111'] })
  assert.deepEqual(chosen.wordings, [])
  assert.equal(said(await article(id))[0], 'Của Ín, thêm.')
  assert.deepEqual(await waiting(id), [])
  const kept = await db.selectFrom('revisions').select('body').where('article_id', '=', id).where('reason', '=', 'replaced').execute()
  assert.match(JSON.stringify(kept), /Của Hoa/, 'what was replaced is in the history')
})

test('taking the other wording closes the question', async () => {
  const { id, version } = await open()
  await save(hoa, id, version, { title: 'Tên của Hoa' }, { session: 'hoa' })
  const clash = await save(secretary, id, version, { title: 'Tên của Ín' }, { session: 'in' })
  assert.equal((await waiting(id)).length, 1)
  await save(secretary, id, clash.version, { title: 'Tên của Hoa' }, { session: 'in' })
  assert.deepEqual([await waiting(id), (await article(id)).title], [[], 'Tên của Hoa'])
})

test('an answer lost on the line makes no question, and what a colleague wrote meanwhile stays', async () => {
  const { id, version } = await open()
  await save(hoa, id, version, { body: lines(['doan1111', 'Một.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba, Hoa.']) }, { session: 'hoa' })
  const part = lines(['doan1111', 'Một, gõ dở'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.'])
  await save(secretary, id, version, { body: part }, { session: 'in' })
  // The answer never came: the same editor goes on from the version it knows.
  const whole = lines(['doan1111', 'Một, gõ xong.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.'])
  const saved = await save(secretary, id, version, { body: whole }, { session: 'in' })
  assert.deepEqual(saved.wordings, [])
  assert.deepEqual(said(await article(id)), ['Một, gõ xong.', 'Hai.', 'Ba, Hoa.'])
})

test('a question whose answer did not come in stays open, whether or not more was typed', async () => {
  for (const more of ['', ', thêm.']) {
    const { id, version } = await open()
    await save(hoa, id, version, { title: 'Tên của Hoa', body: lines(['doan1111', 'Của Hoa.'], ['doan2222', 'Hai.']) }, { session: 'hoa' })
    const mine = (end = '') => ({ title: 'Tên của Ín', body: lines(['doan1111', `Của Ín${end}`], ['doan2222', 'Hai, cũng của Ín.']) })
    await save(secretary, id, version, mine(), { session: 'in' })
    // The line broke, or a syllable was being composed: the editor still stands on the version it knows, and asks again.
    const again = await save(secretary, id, version, mine(more), { session: 'in' })
    assert.deepEqual(again.wordings.map(({ place }) => place).sort(), ['doan1111', 'title'])
    assert.equal((await waiting(id)).length, 2)
    assert.deepEqual([(await article(id)).title, said(await article(id))[0]], ['Tên của Hoa', 'Của Hoa.'])
  }
})

test('a wording whose page was closed is shown to whoever writes next, and a page that comes back with it is asked again', async () => {
  const { id, version } = await open()
  await save(hoa, id, version, { title: 'Tên của Hoa' }, { session: 'hoa' })
  await tellPresence(db, secretary, id, { session: 'in', doing: 'writing', block: '' })
  const clash = await save(secretary, id, version, { title: 'Tên của Ín' }, { session: 'in' })
  assert.deepEqual(await leftWordings(db, hoa, id), [], 'while the page is open it asks itself')
  await leave(db, secretary, id, 'in')
  const [left] = await leftWordings(db, hoa, id)
  assert.deepEqual([left!.place, left!.wording, left!.by, left!.own], ['title', 'Tên của Ín', secretary.name, false])
  assert.equal((await leftWordings(db, secretary, id))[0]!.own, true)
  const choice = [{ id: left!.id, choice: 'theirs' as const }]
  await save(hoa, id, clash.version, { title: 'Tên của Hoa', lead: 'Tối mai.' }, { session: 'hoa', left: choice })
  assert.deepEqual(await leftWordings(db, hoa, id), [])
  const back = await save(secretary, id, clash.version, { title: 'Tên của Ín' }, { session: 'in' })
  assert.deepEqual([back.wordings.map(({ place }) => place), (await article(id)).title], [['title'], 'Tên của Hoa'])
  const chosen = await save(secretary, id, back.version, { title: 'Tên của Ín' }, { session: 'in', settled: ['title'] })
  await save(secretary, id, chosen.version, { title: 'Tên của Ín, gọn' }, { session: 'in' })
  assert.deepEqual([await waiting(id), (await article(id)).title], [[], 'Tên của Ín, gọn'], 'once chosen here, it asks no more')
})

test('an hour offline, meanwhile a colleague saved a hundred times: one text, nothing lost', async () => {
  const { id, version } = await open()
  let at = version
  for (let round = 1; round <= 100; round++)
    at = (
      await save(
        hoa,
        id,
        at,
        { body: lines(['doan1111', 'Một.'], ['doan2222', `Hai, lần ${round}.`], ['doan3333', 'Ba.']) },
        { session: 'hoa' },
      )
    ).version
  const offline = lines(
    ['doan0000', 'Mở đầu mới.'],
    ['doan1111', 'Một, ở hội.'],
    ['doan2222', 'Hai.'],
    ['doan3333', 'Ba.'],
    ['doan4444', 'Kết.'],
  )
  const saved = await save(secretary, id, version, { body: offline }, { session: 'in' })
  assert.deepEqual(saved.wordings, [])
  assert.deepEqual(said(await article(id)), ['Mở đầu mới.', 'Một, ở hội.', 'Hai, lần 100.', 'Ba.', 'Kết.'])
})

test('an editor in which nobody types takes in what is new, and two of them make no versions for each other', async () => {
  const { id, version } = await open()
  const body = lines(['doan1111', 'Một, Hoa.'], ['doan2222', 'Hai.'], ['doan3333', 'Ba.'])
  const typed = await save(hoa, id, version, { body }, { session: 'hoa' })
  const idle = await save(secretary, id, version, {}, { session: 'in' })
  assert.deepEqual([idle.version, idle.text && said(idle.text)], [typed.version, ['Một, Hoa.', 'Hai.', 'Ba.']])
  assert.equal((await article(id)).version, typed.version)
})

test('a page of an older release, which cannot take in a colleague’s changes, is asked as before', async () => {
  const { id, version } = await open()
  await save(hoa, id, version, { title: 'Tên của Hoa' }, { session: 'hoa' })
  assert.equal((await saveWorking(deps, secretary, id, version, { ...begun, lead: 'Khác.' })).kind, 'theirs')
})

test('outlines are kept for as long as the rule says, and a text that came back too late is asked about, not overwritten', async () => {
  const { id, version } = await open()
  await forget(deps)
  assert.equal(
    (await db.selectFrom('saves').select('version').where('article_id', '=', id).execute()).length > 0,
    true,
    'without a rule nothing goes',
  )
  await db
    .insertInto('rules')
    .values({
      key: 'retention.saves',
      value: '{"days":30}',
      valid_from: Temporal.PlainDate.from('2026-01-01'),
      legal_basis: 'Quy chế',
      created_at: now(),
    })
    .execute()
  const later = now().add({ hours: 24 * 31 })
  setClock(() => later)
  await forget(deps)
  await save(hoa, id, version, { title: 'Tên của Hoa' }, { session: 'hoa' })
  setClock(null)
  assert.equal((await saveWorking(deps, secretary, id, version - 1, { ...begun, title: 'Cũ' }, { session: 'in' })).kind, 'theirs')
})
