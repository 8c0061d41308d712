import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now, setClock } from '../../../kernel/time.ts'
import { createAuthor, createAccount } from '../../people/commands.ts'
import { revoke } from '../../people/grants.ts'
import { saveWorking } from '../commands/saving.ts'
import { take } from '../commands/steps.ts'
import { articleWorld, ok, says, shown, status, text } from '../fixture.ts'
import { decide, revokeLink, sendLink } from './commands.ts'
import { linkByToken, linksOf } from './queries.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, seen, article } = world
const nobody = world.signInAs(null)
const leaderNamed = async (name = 'Lò Văn Giám') => ok(await createAuthor(deps, null, { name, addressForm: '' }))
const at = (token: string, rest = '') => `/toa-soan/duyet-bai/${token}${rest}`

/** An item that waits for approval, and a link to somebody without an account, by the chief's right. */
async function asked({ days = 3, person }: { days?: number; person?: number } = {}) {
  const id = await world.edited()
  const personId = person ?? (await leaderNamed())
  const { token } = ok(await sendLink(deps, cast.chief, id, { ...(await seen(id)), personId, days, plan: { at: null, sites: [] } }))
  return { id, token, personId, link: (await linkByToken(db, token))! }
}

test('a leader without an account reads, taps twice, and the item is approved in that name for the chief', async () => {
  const { id, token } = await asked()
  const page = await nobody.get(at(token))
  assert.equal(page.statusCode, 200)
  says(shown(page.body), /Kính gửi Lò Văn Giám.*Đêm Xòe ở bản Na Vai.*Trả lại.*Duyệt/)
  assert.equal(page.headers['cache-control'], 'no-store')
  const second = await nobody.get(at(token, '?viec=duyet'))
  says(shown(second.body), /Đồng ý cho đăng bài “Đêm Xòe ở bản Na Vai”\?/)
  assert.equal((await article(id)).status, 'edited', 'looking decides nothing')
  const answer = await nobody.post(at(token), { decision: 'approve' })
  assert.equal(answer.statusCode, 303)
  says(shown((await nobody.get(at(token))).body), /Bài đã được duyệt.*Lò Văn Giám/)
  assert.equal((await article(id)).status, 'approved')
  const step = await db
    .selectFrom('transitions')
    .selectAll()
    .where('article_id', '=', id)
    .where('step', '=', 'approve')
    .executeTakeFirstOrThrow()
  const { name } = await db.selectFrom('people').select('name').where('id', '=', step.actor_id!).executeTakeFirstOrThrow()
  assert.deepEqual([name, step.on_behalf_of], ['Lò Văn Giám', cast.chief.id])
  const told = await db
    .selectFrom('activities')
    .select(['kind', 'actor_id'])
    .where('subject_id', '=', id)
    .where('subject', '=', 'article')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    told.map(({ kind }) => kind).filter((kind) => /asked|approved/.test(kind)),
    ['article.asked', 'article.askedOpened', 'article.approved'],
  )
})

test('a return by link needs words, keeps what was typed, and the writer reads them', async () => {
  const { id, token } = await asked()
  const empty = await nobody.post(at(token), { decision: 'return', reason: '  ' })
  assert.equal(empty.statusCode, 422)
  says(shown(empty.body), /Hãy ghi lý do/)
  assert.equal((await article(id)).status, 'edited')
  assert.equal((await nobody.post(at(token), { decision: 'return', reason: 'Xin thêm ý kiến của già làng.' })).statusCode, 303)
  assert.equal((await article(id)).status, 'returned')
  says(shown((await world.signInAs(cast.contributor).get(`/toa-soan/bai-viet/${id}`)).body), /Xin thêm ý kiến của già làng\./)
  says(shown((await nobody.get(at(token))).body), /Bài đã được trả lại/)
})

test('a link decides once: of two taps at the same moment one counts, and a replay is told what was decided', async () => {
  const { id, token, link } = await asked()
  const both = await Promise.allSettled([decide(deps, link, 'approve', ''), decide(deps, link, 'return', 'Không.')])
  assert.equal(both.filter((one) => one.status === 'fulfilled' && one.value.ok).length, 1)
  const standing = (await article(id)).status
  const again = await nobody.post(at(token), { decision: standing === 'approved' ? 'return' : 'approve', reason: 'Thôi.' })
  assert.equal(again.statusCode, 410)
  assert.equal((await article(id)).status, standing)
})

test('a text that changed after it was sent cannot be decided by the link', async () => {
  const { id, token } = await asked()
  await saveWorking(deps, cast.chief, id, (await seen(id)).version, text('Tiêu đề khác hẳn'))
  const page = await nobody.get(at(token))
  assert.equal(page.statusCode, 410)
  says(shown(page.body), /Bài đã đổi/)
  assert.ok(!page.body.includes('Tiêu đề khác hẳn'), 'nor is the new text shown')
  assert.equal((await nobody.post(at(token), { decision: 'approve' })).statusCode, 410)
  assert.equal((await article(id)).status, 'edited')
})

test('a link that is too old or taken back opens nothing', async () => {
  const { id, token } = await asked({ days: 1 })
  const later = now().add({ hours: 25 })
  setClock(() => later)
  try {
    says(shown((await nobody.get(at(token))).body), /Đường dẫn đã hết hạn/)
    assert.equal((await nobody.post(at(token), { decision: 'approve' })).statusCode, 410)
  } finally {
    setClock(null)
  }
  const [link] = await linksOf(db, id)
  ok(await revokeLink(deps, cast.secretary, id, link!.id))
  const page = await nobody.get(at(token))
  says(shown(page.body), /Đường dẫn đã được thu hồi/)
  assert.ok(!page.body.includes('Đêm Xòe'))
  assert.equal((await nobody.post(at(token), { decision: 'approve' })).statusCode, 410)
  await assert.rejects(revokeLink(deps, cast.secretary, id, link!.id), status(404))
  assert.equal((await article(id)).status, 'edited')
})

test('a guessed, cut or odd token is not found, whatever it looks like', async () => {
  const { token } = await asked()
  for (const bad of [token.slice(1), `${token}a`, `${token.slice(0, -1)}*`, 'a'.repeat(43), "' or 1=1 --", '%00'])
    assert.equal((await nobody.get(at(encodeURIComponent(bad)))).statusCode, 404, bad)
  assert.equal(
    (await db.selectFrom('approval_links').select('token_hash').execute()).some(({ token_hash }) => token_hash.toString().includes(token)),
    false,
  )
})

test('the right behind a link is asked again when it is used', async () => {
  const chief = ok(
    await createAccount(deps, null, { name: 'Phó Ban', addressForm: '', email: 'pho@example.vn', unitId: null, language: 'vi' }),
  )
  await db.insertInto('grants').values({ person_id: chief.id, role: 'chief', granted_at: now() }).execute()
  const { id, token } = await asked({ person: chief.id })
  const [link] = await linksOf(db, id)
  assert.equal(link!.lent, false, 'decides by the own right, the sender lends nothing')
  const grant = await db.selectFrom('grants').select('id').where('person_id', '=', chief.id).executeTakeFirstOrThrow()
  ok(await revoke(deps, cast.admin, chief.id, grant.id))
  says(shown((await nobody.get(at(token))).body), /Không quyết định được bài này/)
  assert.equal((await nobody.post(at(token), { decision: 'approve' })).statusCode, 410)
  const other = await asked({ person: await leaderNamed('Người Khác') })
  await db.updateTable('people').set({ disabled_at: now() }).where('id', '=', cast.chief.id).execute()
  says(shown((await nobody.get(at(other.token))).body), /Không quyết định được bài này/)
  assert.equal((await nobody.post(at(other.token), { decision: 'approve' })).statusCode, 410)
  await db.updateTable('people').set({ disabled_at: null }).where('id', '=', cast.chief.id).execute()
  assert.equal((await article(other.id)).status, 'edited')
})

test('nobody decides about the own item by a link, and who may not approve makes none', async () => {
  const id = await world.edited()
  const send = async (by: typeof cast.chief, personId: number) =>
    sendLink(deps, by, id, { ...(await seen(id)), personId, days: 3, plan: { at: null, sites: [] } })
  assert.deepEqual(await send(cast.chief, cast.contributor.id), { ok: false, issues: { person: 'linkToAuthor' } })
  assert.deepEqual(await send(cast.chief, cast.chief.id), { ok: false, issues: { person: 'linkToOneself' } })
  // Whoever makes a link could open it: an editor would approve under the chief's name.
  for (const by of [cast.editor, cast.secretary, cast.contributor])
    for (const person of [cast.chief.id, await leaderNamed()]) await assert.rejects(send(by, person), status(403))
  const own = await world.begin(cast.chief)
  ok(await take(deps, cast.chief, own, 'submit', await seen(own)))
  ok(await take(deps, cast.editor, own, 'pass', await seen(own)))
  const sending = { ...(await seen(own)), personId: await leaderNamed(), days: 3, plan: { at: null, sites: [] } }
  await assert.rejects(sendLink(deps, cast.chief, own, sending), status(403))
  // Written into it after the link was sent: the name in the byline closes it.
  const { id: late, token, personId } = await asked()
  await db
    .insertInto('contributions')
    .values({ article_id: late, person_id: personId, role: 'photo', share: 10_000, position: 9 })
    .execute()
  assert.equal((await nobody.post(at(token), { decision: 'approve' })).statusCode, 410)
  assert.equal((await article(late)).status, 'edited')
})

test('the form makes a link for a name that is on no list, shows it once, and lists what became of it', async () => {
  const id = await world.edited()
  const chief = world.signInAs(cast.chief)
  const page = `/toa-soan/bai-viet/${id}/xin-duyet`
  says((await chief.get(`/toa-soan/bai-viet/${id}`)).body, new RegExp(`href="${page}"`))
  const { version } = await seen(id)
  const wrong = await chief.post(page, { version, days: '5', when: 'later', date: '31/2', time: '', name: 'Lường Văn Ủy' })
  assert.equal(wrong.statusCode, 422)
  says(wrong.body, /value="Lường Văn Ủy"/)
  const made = await chief.post(page, { version, days: '7', when: 'now', name: 'Lường Văn Ủy' })
  assert.equal(made.statusCode, 200, shown(made.body).slice(0, 500))
  const [, token] = /\/toa-soan\/duyet-bai\/([\w-]{43})"/.exec(made.body)!
  assert.equal((await nobody.get(at(token!))).statusCode, 200)
  const list = await chief.get(page)
  assert.ok(!list.body.includes(token!))
  says(shown(list.body), /Lường Văn Ủy.*Đã mở .*Thu hồi/)
  const late = await chief.post(page, { version: version + 1, days: '7', when: 'now', name: 'Lường Văn Ủy' })
  assert.equal(late.statusCode, 409)
  assert.equal((await db.selectFrom('people').select('id').where('name', '=', 'Lường Văn Ủy').execute()).length, 1)
})

test('a foreign page cannot make the leader’s browser decide', async () => {
  const { id, token } = await asked()
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: at(token),
    headers: { host: 'cong.test', origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'decision=approve',
  })
  assert.equal(statusCode, 403)
  assert.equal((await article(id)).status, 'edited')
})
