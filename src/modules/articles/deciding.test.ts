import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '../../kernel/access.ts'
import { formatDate, now, toLocal } from '../../kernel/time.ts'
import { saveWorking } from './commands/saving.ts'
import { articleWorld, base, says, shown, text } from './fixture.ts'

const world = await articleWorld()
after(world.close)
const { deps, cast, seen, article, sections, thuvien } = world
const { contributor: mai, editor: hoa, chief: son } = cast
const as = (actor: Actor | null) => world.signInAs(actor)

test('each person sees the buttons of the steps that are open to them, and no other', async () => {
  const draft = await world.begin()
  const sent = await world.sent()
  const edited = await world.edited()
  const live = await world.live()
  const planned = await world.approved({ at: now().add({ hours: 5 }) })
  const actions = async (actor: Actor, id: number) => {
    const { body } = await as(actor).get(`${base}/${id}`)
    const found = body.matchAll(
      new RegExp(
        `(?:href|action)="${base}/${id}/(gui-duyet|rut-lai|chuyen-duyet|tra-lai|duyet|sua-bai|bo-ban-sua|viet|xuat-ban/\\d+/[a-z-]+)`,
        'g',
      ),
    )
    return [...new Set([...found].map(([, word]) => word!.replace(/xuat-ban\/\d+\//, '')))].toSorted()
  }
  assert.deepEqual(await actions(mai, draft), ['gui-duyet', 'viet'])
  assert.deepEqual(await actions(mai, sent), ['rut-lai'])
  assert.deepEqual(await actions(hoa, sent), ['chuyen-duyet', 'tra-lai', 'viet'])
  assert.deepEqual(await actions(cast.leader, sent), [])
  assert.deepEqual(await actions(hoa, edited), [])
  assert.deepEqual(await actions(son, edited), ['duyet', 'tra-lai', 'viet'])
  assert.deepEqual(await actions(son, live), ['ghim', 'go-bai', 'han', 'sua-bai'])
  assert.deepEqual(await actions(hoa, live), ['sua-bai'])
  assert.deepEqual(await actions(cast.accountant, live), [])
  assert.deepEqual(await actions(son, planned), ['dang-ngay', 'doi-gio', 'han', 'tra-lai'])
  assert.deepEqual(await actions(cast.secretary, planned), ['doi-gio', 'han'])
})

test('sending what is not ready changes nothing and says each thing that is left, with the way to it', async () => {
  const begun = await as(mai).post(`${base}/moi`, { site: world.cong, genre: 'news' })
  const id = Number(/bai-viet\/(\d+)/.exec(begun.headers.location!)![1])
  const answer = await as(mai).post(`${base}/${id}/gui-duyet`, { version: 1 })
  assert.equal(answer.statusCode, 422)
  const words = shown(answer.body)
  for (const sentence of ['Chưa có tiêu đề', 'Chưa có tóm tắt', 'Chưa chọn chuyên mục', 'Chưa có nội dung', 'Còn 4 việc bắt buộc'])
    assert.ok(words.includes(sentence), sentence)
  says(answer.body, new RegExp(`href="${base}/${id}/viet#tieu-de"`))
  assert.equal((await article(id)).status, 'draft')
})

test('an article goes its way by forms alone, from the first tap to readers and back', async () => {
  const id = await world.begin()
  const version = async () => (await seen(id)).version
  const step = async (actor: Actor, word: string, fields: Record<string, string | number> = {}) => {
    const answer = await as(actor).post(`${base}/${id}/${word}`, { version: await version(), ...fields })
    assert.equal(answer.statusCode, 303, `${word} ${shown(answer.body).slice(0, 300)}`)
    return answer.headers.location!
  }
  const told = await as(mai).get(await step(mai, 'gui-duyet'))
  says(shown(told.body), /Đã gửi bài/)
  // A bare step asks first.
  says(await step(hoa, 'tra-lai'), /tra-lai\?ban=\d+$/)
  await step(hoa, 'tra-lai', { reason: 'Nói rõ ai kể.', 'ly-do-source': '1' })
  const back = shown((await as(mai).get(`${base}/${id}`)).body)
  says(back, /Cần ghi nguồn cho số liệu Nói rõ ai kể\./)
  says(shown((await as(mai).get('/toa-soan/viec-cua-toi')).body), /Sửa tiếp/)
  await step(mai, 'gui-duyet')
  await step(hoa, 'chuyen-duyet')
  await step(son, 'duyet', {
    when: 'later',
    date: formatDate(toLocal(now()).add({ days: 1 })),
    time: '7h30',
    [`site-${thuvien}`]: sections.sach,
  })
  const planned = await article(id)
  assert.deepEqual(
    planned.publications.map(({ siteId, status }) => [siteId, status]),
    [
      [world.cong, 'scheduled'],
      [thuvien, 'scheduled'],
    ],
  )
  says(toLocal(planned.publications[0]!.publishAt).toString(), /T07:30:00/)
  for (const { id: publication } of planned.publications) await step(son, `xuat-ban/${publication}/dang-ngay`)
  assert.deepEqual(
    (await article(id)).publications.map(({ status }) => status),
    ['live', 'live'],
  )
  await step(son, `xuat-ban/${planned.publications[1]!.id}/go-bai`, { why: 'error', reason: 'Chờ xác minh' })
  await step(son, `xuat-ban/${planned.publications[1]!.id}/dang-lai`, { reason: 'Đã rõ' })
  await step(son, 'sua-bai')
  assert.equal((await article(id)).status, 'draft')
  says(shown((await as(son).get('/toa-soan/viec-cua-toi')).body), /Viết tiếp/)
  await step(son, 'bo-ban-sua')
})

test('a form that cannot be read comes back with every typed word and a sentence beside the field', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  const post = (fields: Record<string, string>) => as(son).post(`${base}/${id}/duyet`, { version, when: 'later', ...fields })
  const cases: [Record<string, string>, RegExp][] = [
    [{ date: '31/02/2027', time: '7:00' }, /Chưa đọc được ngày giờ/],
    [{ date: 'mai', time: '25:00' }, /Chưa đọc được ngày giờ/],
    [{ date: '', time: '' }, /Hãy ghi ngày và giờ/],
    [{ date: '01/01/2020', time: '7:00' }, /Giờ này đã qua/],
    [{ date: 'mai', time: '7:00', [`site-${thuvien}`]: '999' }, /không còn trên trang/],
  ]
  for (const [fields, sentence] of cases) {
    const answer = await post(fields)
    assert.equal(answer.statusCode, 422, JSON.stringify(fields))
    says(shown(answer.body), sentence)
    for (const value of [fields.date!, fields.time!].filter(Boolean)) assert.ok(answer.body.includes(`value="${value}"`), value)
    assert.ok(answer.body.includes(`name="version" value="${version}"`), 'still about the text that was seen')
  }
  const empty = await as(son).post(`${base}/${id}/tra-lai`, { version, reason: '   ' })
  assert.equal(empty.statusCode, 422)
  says(shown(empty.body), /Hãy ghi lý do/)
})

test('who decides about a text that has changed meanwhile is told, keeps what was typed, and nothing is done', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  await saveWorking(deps, son, id, version, text('Tiêu đề vừa đổi'))
  const again = await as(son).post(`${base}/${id}/tra-lai`, { version, reason: 'Câu tôi đã gõ', 'ly-do-speaker': '1' })
  assert.equal(again.statusCode, 409)
  says(shown(again.body), new RegExp(`Bài vừa đổi \\(bản lưu ${version + 1}\\), xem lại`))
  says(again.body, /Câu tôi đã gõ<\/textarea>/)
  says(again.body, /name="ly-do-speaker"[^>]*checked/)
  assert.equal((await article(id)).status, 'edited')
  const plain = await as(hoa).post(`${base}/${await world.sent()}/chuyen-duyet`, { version: 1 })
  assert.equal(plain.statusCode, 409)
  says(shown(plain.body), /Bài vừa đổi/)
  const late = await as(son).post(`${base}/${await world.live()}/duyet`, { version: 1, when: 'now' })
  assert.equal(late.statusCode, 409)
  says((await as(son).get(`${base}/${id}/duyet?ban=${version}`)).body, /Bài vừa đổi/)
})
