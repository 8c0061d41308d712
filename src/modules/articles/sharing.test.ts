import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { now } from '../../kernel/time.ts'
import { approve, publishDue, stepOf } from './commands/publication.ts'
import { saveWorking } from './commands/saving.ts'
import { take } from './commands/steps.ts'
import { articleWorld, base, ok, says, shown, status, text } from './fixture.ts'
import { askFor, grant, leaveOff, offer, recall, rename, takeOffer } from './sharing/commands.ts'
import { sharesAt, sharesOf } from './sharing/queries.ts'

const world = await articleWorld()
after(() => world.close())
const { deps, db, cast, article, cong, thuvien, sections } = world
const board = '/toa-soan/chia-se'
/** Keepers and chiefs of one site each: nobody here speaks for both. */
const grantAt = (role: 'keeper' | 'chief' | 'editor' | 'contributor', site: number) => [{ role, site, sections: null }]
const giver = await actorOf(db, { name: 'Cà Văn Cổng', grants: grantAt('keeper', cong) })
const taker = await actorOf(db, { name: 'Lường Thị Sách', grants: grantAt('keeper', thuvien) })
const chiefThere = await actorOf(db, { name: 'Tòng Văn Thư', grants: [...grantAt('chief', thuvien), ...grantAt('contributor', thuvien)] })
const [cong1, sach1, thu1] = [giver, taker, chiefThere].map(world.signInAs) as [World, World, World]
type World = ReturnType<typeof world.signInAs>

const live = (title: string) => world.live({}, undefined, { text: text(title) })
const hosts = { cong: 'cong.test', thuvien: 'thuvien.cong.test' }
const readers = (site: 'cong' | 'thuvien', path: string) => world.signInAs(null).get(path, { host: hosts[site] })
const share = async (id: number) => (await sharesOf(db, id))[0]!
const link = { mode: 'link' as const, sectionId: sections.sach, headline: '' }
const pageOn = async (id: number) => {
  const { slug } = (await article(id)).publications.find(({ siteId }) => siteId === thuvien)!
  return readers('thuvien', `/sach/${slug}-${id}`)
}
/** Offered by one site, taken by the other as a live link. */
async function linked(title: string, headline = '') {
  const id = await live(title)
  ok(await offer(deps, giver, id, [thuvien], ''))
  ok(await takeOffer(deps, taker, (await share(id)).id, { ...link, headline }))
  return id
}

test('an offer is answered by the other site: section, headline, at once before its readers, with the way home and the home address', async () => {
  const id = await live('Mùa sách trên cao nguyên')
  says(shown((await cong1.get(`${base}/${id}`)).body), /Chia sẻ bài cho trang khác/)
  says(shown((await cong1.get(`${base}/${id}/chia-se`)).body), /Mời các trang .* Thư viện/)
  assert.equal((await cong1.post(`${base}/${id}/chia-se`, {})).statusCode, 422)
  const given = await cong1.post(`${base}/${id}/chia-se`, { sites: String(thuvien), words: 'Bạn đọc thư viện sẽ thích.' })
  assert.equal(given.statusCode, 303)
  const { id: number } = await share(id)
  says(shown((await sach1.get(board)).body), /Chờ trang của bạn trả lời .*Mùa sách trên cao nguyên .*Cổng Sở mời Thư viện đăng/)
  says(shown((await sach1.get(`${board}/${number}`)).body), /Cà Văn Cổng nhắn.*Bạn đọc thư viện sẽ thích/)
  const blank = await sach1.post(`${board}/${number}`, { mode: 'link', headline: 'Tên gõ dở' })
  assert.equal(blank.statusCode, 422)
  says(blank.body, /Hãy chọn chuyên mục/)
  says(blank.body, /value="Tên gõ dở"/)
  const taken = await sach1.post(`${board}/${number}`, { mode: 'link', section: String(sections.sach), headline: 'Sách lên cao nguyên' })
  assert.equal(taken.statusCode, 303)
  const page = await pageOn(id)
  says(shown(page.body), /Sách lên cao nguyên/)
  says(page.body, /<link rel="canonical" href="[^"]*\/van-hoa\/mua-sach-tren-cao-nguyen-\d+"/)
  says(shown(page.body), /Cổng Sở/)
  says((await readers('thuvien', '/rss.xml')).body, /Sách lên cao nguyên/)
  says(shown((await readers('thuvien', '/tim-kiem?q=sach+len+cao+nguyen')).body), /Sách lên cao nguyên/)
  says(shown((await readers('cong', '/van-hoa')).body), /Mùa sách trên cao nguyên/)
  assert.equal((await sach1.get(`${board}/${number}`)).statusCode, 303, 'what is answered leads back')
})

test('a live link follows every correction at home and goes when the item goes, and its own headline stays until it is changed', async () => {
  const id = await linked('Thư viện lưu động', 'Xe sách về bản')
  const author = cast.contributor
  ok(await take(deps, author, id, 'revise', await world.seen(id)))
  await saveWorking(deps, author, id, (await world.seen(id)).version, text('Thư viện lưu động', 'Xe sách có thêm ba chuyến mỗi tuần.'))
  ok(await take(deps, author, id, 'submit', await world.seen(id)))
  ok(await take(deps, cast.editor, id, 'pass', await world.seen(id)))
  ok(await approve(deps, cast.chief, id, await world.seen(id), { at: null, sites: [] }))
  says(shown((await pageOn(id)).body), /Xe sách về bản .*ba chuyến mỗi tuần/)
  const { id: number } = await share(id)
  const hour = async () => (await article(id)).publications.find(({ siteId }) => siteId === thuvien)!.liveAt!.toString()
  const before = await hour()
  ok(await rename(deps, taker, number, ''))
  says(shown((await pageOn(id)).body), /Thư viện lưu động/)
  assert.equal(await hour(), before, 'another name does not put it on top of the lists again')
  const home = (await article(id)).publications.find(({ canonical }) => canonical)!
  ok(await stepOf(deps, cast.chief, id, home.id, 'withdraw', { reason: 'Sai số liệu.', why: 'error', everywhere: true }))
  assert.equal((await pageOn(id)).statusCode, 410)
  assert.equal((await share(id)).state, 'recalled')
})

test('an own copy is a draft of the receiving site with the first authors’ names; live, it names its home, repeats its corrections and is recalled with it', async () => {
  const id = await live('Chợ phiên Tủa Chùa')
  ok(await offer(deps, giver, id, [thuvien], ''))
  const { id: number } = await share(id)
  const copy = { mode: 'copy' as const, sectionId: sections.sach, headline: 'Chợ phiên vùng cao' }
  assert.deepEqual(await takeOffer(deps, taker, number, copy), { ok: false, issues: { mode: 'copyNeedsWriter' } })
  const { copyId } = ok(await takeOffer(deps, chiefThere, number, copy))
  const made = await article(copyId!)
  assert.deepEqual([made.siteId, made.status, made.title, made.copiedFrom], [thuvien, 'draft', 'Chợ phiên vùng cao', id])
  assert.deepEqual(
    made.contributions.map(({ personId }) => personId),
    [cast.contributor.id],
  )
  ok(await take(deps, chiefThere, copyId!, 'submit', await world.seen(copyId!)))
  ok(await take(deps, cast.editor, copyId!, 'pass', await world.seen(copyId!)))
  await assert.rejects(approve(deps, chiefThere, copyId!, await world.seen(copyId!), { at: null, sites: [] }), status(403), 'second eyes')
  ok(await approve(deps, cast.chief, copyId!, await world.seen(copyId!), { at: null, sites: [] }))
  await publishDue(deps, copyId!)
  const address = `/sach/cho-phien-vung-cao-${copyId}`
  const before = await readers('thuvien', address)
  says(before.body, new RegExp(`rel="canonical" href="[^"]*/van-hoa/cho-phien-tua-chua-${id}"`))
  assert.doesNotMatch(before.body, /Chợ họp thứ bảy/)
  ok(await take(deps, cast.contributor, id, 'revise', await world.seen(id)))
  ok(await take(deps, cast.contributor, id, 'submit', await world.seen(id)))
  ok(await take(deps, cast.editor, id, 'pass', await world.seen(id)))
  const correction = {
    reason: 'error' as const,
    original: 'chủ nhật',
    corrected: 'thứ bảy',
    notice: 'Chợ họp thứ bảy, không phải chủ nhật.',
  }
  ok(await approve(deps, cast.chief, id, await world.seen(id), { at: null, sites: [], correction }))
  says(shown((await readers('thuvien', address)).body), /Chợ họp thứ bảy, không phải chủ nhật/)
  assert.deepEqual(await offer(deps, chiefThere, copyId!, [cong], ''), { ok: false, issues: { sites: 'shareOfCopy' } }, 'no loop')
  assert.equal(ok(await recall(deps, giver, id, 'Bài sai nhiều chỗ.')).sites, 1)
  const gone = await readers('thuvien', address)
  assert.equal(gone.statusCode, 410)
  says(shown(gone.body), /Bài sai nhiều chỗ/)
  says(shown((await readers('cong', `/van-hoa/cho-phien-tua-chua-${id}`)).body), /Chợ phiên Tủa Chùa/)
})

test('a site asks, the home site answers in words, and only what readers have can be asked for', async () => {
  const id = await live('Lễ cúng bản')
  says(shown((await sach1.get(`${board}?q=le+cung+ban`)).body), /Lễ cúng bản/)
  assert.equal((await sach1.get(`${base}/${id}/xin-dung`)).statusCode, 200)
  const asked = {
    site: String(thuvien),
    mode: 'link',
    section: String(sections.sach),
    headline: 'Lễ cúng bản, nhìn từ sách',
    words: 'Xin để giới thiệu sách.',
  }
  assert.equal((await sach1.post(`${base}/${id}/xin-dung`, asked)).statusCode, 303)
  const again = await sach1.post(`${base}/${id}/xin-dung`, asked)
  assert.equal(again.statusCode, 422)
  says(shown(again.body), /đang chờ trả lời/)
  const { id: number } = await share(id)
  assert.equal((await sach1.post(`${board}/${number}`, {})).statusCode, 404, 'nobody answers the own question')
  says(shown((await cong1.get(`${board}/${number}`)).body), /Thư viện xin dùng bài.*Lễ cúng bản, nhìn từ sách/)
  assert.equal((await cong1.post(`${board}/${number}`, { words: 'Mời dùng.' })).statusCode, 303)
  says(shown((await pageOn(id)).body), /Lễ cúng bản, nhìn từ sách/)
  const hidden = await world.edited(undefined, { text: text('Bài chưa đăng') })
  assert.equal((await sach1.get(`${base}/${hidden}/xin-dung`)).statusCode, 404)
  assert.equal((await sach1.post(`${base}/${hidden}/xin-dung`, asked)).statusCode, 404)
  assert.equal((await sach1.get(`${base}/${hidden}/chia-se`)).statusCode, 404)
  assert.doesNotMatch((await sach1.get(`${board}?q=bai+chua+dang`)).body, /Bài chưa đăng/)
})

test('a site with an open door has what is offered at once; one that leaves an item off leads its readers home, and home cannot push it back', async () => {
  assert.equal((await cong1.post(`${board}/cua/${thuvien}`, { from: String(cong), section: String(sections.sach) })).statusCode, 403)
  assert.equal((await sach1.post(`${board}/cua/${thuvien}`, { from: String(cong), section: String(sections.sach) })).statusCode, 303)
  const id = await live('Đọc sách cùng con')
  ok(await offer(deps, giver, id, [thuvien], ''))
  assert.equal((await pageOn(id)).statusCode, 200)
  const { id: number } = await share(id)
  await assert.rejects(leaveOff(deps, giver, number), status(403))
  assert.equal((await sach1.post(`${board}/${number}/thoi`, {})).statusCode, 303)
  const gone = await pageOn(id)
  assert.equal(gone.statusCode, 410)
  says(gone.body, new RegExp(`/van-hoa/doc-sach-cung-con-${id}`))
  assert.doesNotMatch(shown((await readers('thuvien', '/dinh-chinh')).body), /Đọc sách cùng con/)
  const place = (await article(id)).publications.find(({ siteId }) => siteId === thuvien)!
  const chiefHere = await actorOf(db, { name: 'Trưởng Cổng', grants: grantAt('chief', cong) })
  await assert.rejects(stepOf(deps, chiefHere, id, place.id, 'restore', { reason: 'Đăng lại.' }), status(403))
  ok(await offer(deps, giver, id, [thuvien], 'Mời dùng lại.'))
  assert.equal((await pageOn(id)).statusCode, 410, 'offered again it waits for an answer')
  assert.equal((await share(id)).state, 'open')
  assert.equal((await sach1.post(`${board}/cua/${thuvien}`, {})).statusCode, 303)
})

test('loops and doubles are refused: home to home, twice to one site, a taken one asked again; two answers at once make one', async () => {
  const id = await linked('Một bài hai trang')
  assert.deepEqual(await offer(deps, giver, id, [thuvien], ''), { ok: false, issues: { sites: 'shareThere' } })
  assert.deepEqual(await offer(deps, giver, id, [cong], ''), { ok: false, issues: { sites: 'shareHome' } })
  assert.deepEqual(await askFor(deps, taker, id, thuvien, link, ''), { ok: false, issues: { site: 'shareThere' } })
  await assert.rejects(offer(deps, taker, id, [cong], ''), status(403))
  const other = await live('Hai câu trả lời')
  ok(await offer(deps, giver, other, [thuvien], ''))
  const { id: number } = await share(other)
  const both = await Promise.allSettled([takeOffer(deps, taker, number, link), takeOffer(deps, chiefThere, number, link)])
  assert.deepEqual(both.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(grant(deps, giver, number, ''), status(409))
})

test('strangers to both sites learn nothing of a share, and a taken-back offer can no longer be taken', async () => {
  const id = await live('Chuyện giữa hai trang')
  ok(await offer(deps, giver, id, [thuvien], 'Lời nhắn riêng'))
  const { id: number } = await share(id)
  const hoa = world.signInAs(cast.editor)
  assert.equal((await hoa.get(board)).statusCode, 403)
  assert.equal((await cong1.get(`${board}/${number}`)).statusCode, 404, 'whoever offered does not answer')
  const site = { key: 'vanhoa', name: 'Trung tâm Văn hóa', created_at: now() }
  const { id: vanhoa } = await db.insertInto('sites').values(site).returning('id').executeTakeFirstOrThrow()
  const elsewhere = await actorOf(db, { name: 'Người trang khác', grants: grantAt('keeper', vanhoa) })
  const far = world.signInAs(elsewhere)
  for (const act of ['rut', 'thoi']) assert.equal((await far.post(`${board}/${number}/${act}`, {})).statusCode, 404)
  assert.equal((await cong1.post(`${board}/${number}/rut`, {})).statusCode, 303)
  await assert.rejects(takeOffer(deps, taker, number, link), status(409))
  assert.equal((await far.post(`${board}/${number}/rut`, {})).statusCode, 404)
  const asking = { site: String(cong), mode: 'link', section: String(sections.vanHoa), headline: '' }
  const draft = await world.begin(cast.contributor)
  const asked = await Promise.all([draft, 999_999].map((one) => far.post(`${base}/${one}/xin-dung`, asking)))
  assert.deepEqual(new Set(asked.map((one) => one.statusCode)), new Set([403]), 'a number tells nobody whether there is a draft')
  assert.ok(!(await sharesAt(db, [thuvien])).some((one) => one.id === number))
  assert.equal((await thu1.get(`${board}/999999`)).statusCode, 404)
})
