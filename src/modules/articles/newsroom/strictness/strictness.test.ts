import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../../../test/cast.ts'
import { settingOf, writeSetting } from '../../../../kernel/settings.ts'
import { strictness } from '../../../coach/index.ts'
import { approve } from '../../commands/publication.ts'
import { take } from '../../commands/steps.ts'
import { articleWorld, base, ok, says, shown, text } from '../../fixture.ts'
import { genres } from '../../article.ts'
import { rules } from '../../../coach/index.ts'
import { fieldName } from './form.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast } = world
const path = '/toa-soan/tu-ngu/quy-tac'
const admin = world.signInAs(cast.admin)

/** Everything as shipped, as the page sends it. */
const form = async (more: Record<string, string> = {}) => ({
  from: JSON.stringify(await settingOf(db, strictness)),
  style: 'old',
  ...Object.fromEntries(
    rules
      .filter(({ fixed }) => !fixed)
      .flatMap((rule) => genres.map((genre) => [fieldName(rule.key, genre), rule.applies(genre) ? rule.level : 'off'])),
  ),
  ...more,
})

test('a rule that is made required stops sending in its genre, on the server too, and says which place it is about', async () => {
  const saved = await admin.post(path, await form({ 'spacing.feature': 'required' }))
  assert.equal(saved.statusCode, 303)
  assert.deepEqual((await settingOf(db, strictness)).levels, { spacing: { feature: 'required' } })
  const id = await world.begin(cast.contributor, { text: text(undefined, 'Bà con đến dự , đông đủ.') })
  const refused = await take(deps, cast.contributor, id, 'submit', await world.seen(id))
  assert.deepEqual(refused, { ok: false, issues: { body: 'checksOpen' } })
  const page = await world.signInAs(cast.contributor).post(`${base}/${id}/gui-duyet`, await world.seen(id))
  assert.equal(page.statusCode, 422)
  says(shown(page.body), /Thừa khoảng trắng trước dấu câu/)
  says(page.body, new RegExp(`href="${base}/${id}/viet#khoi-[a-z0-9]+~13-15"`))
  assert.equal((await admin.post(path, await form({ 'spacing.news': 'required' }))).statusCode, 303)
  ok(await take(deps, cast.contributor, id, 'submit', await world.seen(id)))
})

test('advice never stops anybody, and what every item needs stays required whatever is posted', async () => {
  await writeSetting(db, strictness, strictness.initial)
  const sent = await form({ 'title.feature': 'off', 'body.feature': 'off' })
  assert.equal((await admin.post(path, sent)).statusCode, 303)
  assert.deepEqual(await settingOf(db, strictness), strictness.initial)
  const id = await world.begin(cast.contributor, { text: text('', 'Gọi 0912 345 678 , nhé.') })
  assert.deepEqual(await take(deps, cast.contributor, id, 'submit', await world.seen(id)), { ok: false, issues: { title: 'titleMissing' } })
})

test('a rule that becomes required while an item waits stops the next step as well', async () => {
  await writeSetting(db, strictness, strictness.initial)
  const id = await world.edited(cast.contributor, { text: text(undefined, 'Bà con đến dự , đông đủ.') })
  await writeSetting(db, strictness, { style: 'old', levels: { spacing: { feature: 'required' } } })
  const plan = { at: null, sites: [] }
  assert.deepEqual(await approve(deps, cast.chief, id, await world.seen(id), plan), { ok: false, issues: { body: 'checksOpen' } })
  await writeSetting(db, strictness, strictness.initial)
  ok(await approve(deps, cast.chief, id, await world.seen(id), plan))
})

test('of two who choose at the same time the second is told', async () => {
  const seen = await form()
  const [one, other] = await Promise.all([
    admin.post(path, { ...seen, 'caption.news': 'off' }),
    admin.post(path, { ...seen, 'caption.news': 'required' }),
  ])
  assert.deepEqual(
    [one.statusCode, other.statusCode].toSorted((a, b) => a - b),
    [303, 409],
  )
  await writeSetting(db, strictness, strictness.initial)
})

test('a level that is none of the three is refused, and what the page brought along must be its own', async () => {
  const wrong = await admin.post(path, await form({ 'caption.news': 'always' }))
  assert.equal(wrong.statusCode, 422)
  says(shown(wrong.body), /Mỗi ô chọn một trong ba mức/)
  assert.equal((await admin.post(path, { ...(await form()), from: '{"style":1}' })).statusCode, 400)
  assert.equal((await admin.post(path, { ...(await form()), from: 'x' })).statusCode, 400)
})

test('the keeper of one site reads the rules and changes nothing; writers do not come here', async () => {
  const keeper = world.signInAs(
    await actorOf(db, { name: 'Người giữ trang', grants: [{ role: 'keeper', site: world.thuvien, sections: null }] }),
  )
  const page = await keeper.get(path)
  assert.equal(page.statusCode, 200)
  says(shown(page.body), /chỉ người giữ cả mạng mới đổi được/)
  assert.ok(!page.body.includes('Lưu bộ quy tắc'))
  assert.equal((await keeper.post(path, await form({ 'caption.news': 'off' }))).statusCode, 403)
  assert.equal((await world.signInAs(cast.contributor).get(path)).statusCode, 403)
})
