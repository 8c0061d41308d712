import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { RouteOptions } from 'fastify'
import { modules } from '../../src/app.ts'
import { buildServer } from '../../src/kernel/http/server.ts'
import type { Module } from '../../src/kernel/module.ts'
import { now } from '../../src/kernel/time.ts'
import { approve, publishDue } from '../../src/modules/articles/commands/publication.ts'
import { take } from '../../src/modules/articles/commands/steps.ts'
import { saveWorking } from '../../src/modules/articles/commands/saving.ts'
import { create } from '../../src/modules/articles/commands/writing.ts'
import { base, ok, text } from '../../src/modules/articles/fixture.ts'
import { roles, type Role } from '../../src/modules/people/person.ts'
import { rows, type Door } from './doors.ts'
import { actors, cong, holders, house, knock, other, second, sectionOn, thuvien, visitors, whole } from './visitors.ts'

/** Who may open which door, driven through the whole product: every route × every role, and every kind of row × every role. */
after(house.close)
const { deps } = house
const { db } = deps

const nowhere = '2147483647'
const pathOf = ({ url }: Pick<Door, 'url'>, id = nowhere) => url.replace(/:\w+|\*/g, id)
/** They end the visitor's own session: only those who may not are let try. */
const ends = ['/dang-xuat', '/tai-khoan/phien/thoat-het']

test('the table names every route of the house, with the ability it asks for and where it answers', async () => {
  const found: Door[] = []
  const spy: Module = {
    name: 'spy',
    routes: (app) => {
      app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
        for (const one of [method].flat())
          if (one !== 'HEAD') found.push({ method: one, url, access: String(config?.access), face: String(config?.face) })
      })
    },
  }
  const record = { note: () => {}, flush: async () => {}, stop: async () => {} }
  const app = await buildServer(
    { ...deps, modules: [spy, ...modules] },
    { record, identify: async () => null, refused: async (_request, reply) => reply },
  )
  await app.ready()
  const lines = (doors: readonly Door[]) => doors.map(({ method, url, access, face }) => `${method} ${url} ${access} ${face}`).toSorted()
  assert.deepEqual(lines(found), lines(rows))
  await app.close()
})

describe('each role at each door', () => {
  for (const access of Object.keys(holders))
    test(access, async () => {
      const mayPass = holders[access]!.split(' ')
      for (const door of rows.filter((row) => row.access === access))
        for (const visitor of visitors) {
          const may = mayPass.includes(visitor)
          if (may && ends.includes(door.url)) continue
          const { status } = await knock(visitor, door.method, pathOf(door))
          const what = `${visitor}: ${door.method} ${door.url} → ${status}`
          assert.ok(status < 500, what)
          if (!may) assert.equal(status, visitor === 'anonymous' ? 401 : 403, what)
          else
            assert.ok(
              // A rule holds for the whole house: the chief of one site only reads it.
              ![401, 403].includes(status) || door.access === 'rules.confirm',
              what,
            )
        }
    })
})

test('no door of the newsroom is on a member site, not even for those who hold the key', async () => {
  for (const door of rows.filter(({ face }) => face === 'newsroom'))
    assert.equal(
      (await knock('admin', door.method, pathOf(door), { host: house.hostOf('thuvien') })).status,
      404,
      `${door.method} ${door.url}`,
    )
})

const visible = ['', '/xem-truoc', '/xem-truoc/khung']
const articleDoors = rows.filter(({ url }) => url.startsWith(`${base}/:id`))

async function articleOn(site: number, author: typeof other, stage: 'draft' | 'submitted' | 'live') {
  const section = await sectionOn(site)
  const { id } = ok(await create(deps, author, { siteId: site, sectionId: section, genre: 'news' }))
  await saveWorking(deps, author, id, 1, text(`Bài thử cửa ${stage}`))
  const seen = async () => ({
    version: (await db.selectFrom('articles').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version,
  })
  if (stage !== 'draft') ok(await take(deps, author, id, 'submit', await seen()))
  if (stage === 'live') {
    ok(await take(deps, second, id, 'pass', await seen()))
    ok(await approve(deps, whole, id, await seen(), { at: null, sites: [] }))
    await publishDue(deps, id)
  }
  return id
}

describe('each role at each kind of article', () => {
  for (const [what, made, readers] of [
    ['an own draft', () => articleOn(cong, actors.contributor!, 'draft'), 'contributor'],
    ['somebody else’s draft', () => articleOn(cong, other, 'draft'), ''],
    ['what somebody else has sent', () => articleOn(cong, other, 'submitted'), 'editor secretary chief leader'],
    ['what was sent on another site', () => articleOn(thuvien, other, 'submitted'), ''],
    ['what readers have', () => articleOn(cong, other, 'live'), 'contributor editor secretary chief leader accountant'],
    ['what readers of another site have', () => articleOn(thuvien, other, 'live'), 'keeper'],
  ] as const)
    test(what, async () => {
      const id = String(await made())
      const { version } = await db.selectFrom('articles').select('version').where('id', '=', Number(id)).executeTakeFirstOrThrow()
      const body = {
        version,
        title: 'Chiếm',
        lead: 'x',
        body: { type: 'doc', content: [] },
        name: 'x',
        when: 'now',
        reason: 'x',
        genre: 'news',
        section: '',
        tags: '',
        source: '',
      }
      for (const role of roles) {
        const reads = readers.split(' ').includes(role)
        if (reads)
          for (const rest of visible) assert.equal((await knock(role, 'GET', `${base}/${id}${rest}`)).status, 200, `${role} ${rest}`)
        else
          for (const door of articleDoors) {
            const { status, body: answer } = await knock(
              role,
              door.method,
              pathOf(door, id).replace(new RegExp(`(lich-su|xuat-ban)/${id}`), '$1/1'),
              { body },
            )
            const able = holders[door.access]!.split(' ').includes(role)
            // What readers have, another site may ask for: it sees what readers see.
            if (able && what.startsWith('what readers') && door.method === 'GET' && door.url.endsWith('/xin-dung')) {
              assert.equal(status, 200, `${role}: ${door.method} ${door.url}`)
              continue
            }
            assert.equal(status, able ? 404 : 403, `${role}: ${door.method} ${door.url}`)
            assert.ok(!answer.includes('Bài thử cửa'), `${role}: ${door.url}`)
          }
      }
      const after = await db.selectFrom('articles').select(['version', 'title']).where('id', '=', Number(id)).executeTakeFirstOrThrow()
      assert.deepEqual([after.version, after.title.startsWith('Bài thử cửa')], [version, true])
    })

  test('the history and the working text of what readers have belong to the desk', async () => {
    const id = await articleOn(cong, other, 'live')
    for (const role of ['contributor', 'accountant'] as const)
      for (const rest of ['/lich-su', '/lich-su/1', ...(role === 'contributor' ? ['/viet/kiem-tra', '/viet/lich-su'] : [])])
        assert.equal((await knock(role, 'GET', `${base}/${id}${rest}`)).status, 404, `${role} ${rest}`)
  })
})

test('a medium is seen on its site, tended by the desk or its sender, and when hidden only by those', async () => {
  const medium = async (site: number, hidden: boolean) => {
    const bytes = Buffer.from(`${site}${hidden}`)
    const { id } = await db
      .insertInto('media')
      .values({
        key: `thu/${site}-${hidden}`,
        site_id: site,
        kind: 'image',
        content_type: 'image/webp',
        bytes: 1,
        sha256: bytes,
        source_sha256: bytes,
        width: 1,
        height: 1,
        name: 'thu.webp',
        words: 'thu',
        focal_x: 0.5,
        focal_y: 0.5,
        uploaded_by: other.id,
        uploaded_at: now(),
        hidden_at: hidden ? now() : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  for (const [site, hidden, seen, tending] of [
    [cong, false, 'contributor editor secretary chief', 'editor secretary chief'],
    [cong, true, 'editor secretary chief', 'editor secretary chief'],
    [thuvien, false, 'keeper', 'keeper'],
  ] as const) {
    const id = await medium(site, hidden)
    for (const role of holders['media.read']!.split(' ') as Role[]) {
      const sees = seen.split(' ').includes(role)
      const tends = tending.split(' ').includes(role)
      const what = `${role} ${site} ${hidden}`
      assert.equal((await knock(role, 'GET', `/toa-soan/tu-lieu/${id}`)).status, sees ? 200 : 404, what)
      assert.equal(
        (await knock(role, 'POST', `/toa-soan/tu-lieu/${id}`, { body: { caption: 'x', credit: '', alt: '' } })).status,
        tends ? 303 : sees ? 403 : 404,
        what,
      )
      if (!tends)
        for (const act of ['an', 'hien'])
          assert.equal(
            (await knock(role, 'POST', `/toa-soan/tu-lieu/${id}/${act}`, { body: { reason: 'x' } })).status,
            sees ? 403 : 404,
            `${what} ${act}`,
          )
    }
  }
})

test('a site is kept by those whose right is on that very site', async () => {
  for (const [site, keepers] of [
    [cong, 'secretary chief admin'],
    [thuvien, 'keeper admin'],
  ] as const)
    for (const role of holders['sites.keep']!.split(' ') as Role[]) {
      const keeps = keepers.split(' ').includes(role)
      for (const rest of ['', '/giao-dien', '/menu', '/menu/them', '/chuyen-muc', '/chuyen-muc/them', '/trang-chu'])
        assert.equal((await knock(role, 'GET', `/toa-soan/trang/${site}${rest}`)).status, keeps ? 200 : 404, `${role} ${site} ${rest}`)
      if (!keeps)
        for (const door of rows.filter(({ access, method, url }) => access === 'sites.keep' && method === 'POST' && url.includes(':id')))
          assert.equal(
            (
              await knock(role, 'POST', door.url.replace(':id', String(site)).replace(/:\w+/g, '1'), {
                body: { name: 'x', label: 'x', href: '/', slug: 'x' },
              })
            ).status,
            404,
            `${role} ${door.url}`,
          )
    }
})

test('what is mine is nobody else’s: sessions, pen names, delegations, accounts behind the list of authors', async () => {
  const session = await db.selectFrom('sessions').select('id').where('person_id', '=', actors.chief!.id).executeTakeFirstOrThrow()
  const pen = await db
    .insertInto('pen_names')
    .values({ person_id: actors.chief!.id, name: 'Bút riêng', name_key: 'but rieng' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const lent = await db
    .insertInto('delegations')
    .values({ person_id: actors.chief!.id, delegate_id: second.id, valid_from: now(), valid_to: now().add({ hours: 24 }), reason: 'x' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const role of roles.filter((one) => one !== 'chief')) {
    for (const path of [
      `/tai-khoan/phien/${session.id}/thoat`,
      `/tai-khoan/but-danh/${pen.id}/bo`,
      `/toa-soan/uy-quyen/${lent.id}/thu-hoi`,
    ])
      assert.equal((await knock(role, 'POST', path)).status, 404, `${role} ${path}`)
    if (holders['people.authors']!.split(' ').includes(role))
      assert.equal((await knock(role, 'GET', `/toa-soan/tac-gia/${actors.chief!.id}`)).status, 404, role)
  }
  assert.equal((await knock('chief', 'GET', '/tai-khoan')).status, 200)
})
