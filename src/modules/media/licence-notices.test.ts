import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { toldActivity } from '../../kernel/activity.ts'
import { now, today } from '../../kernel/time.ts'
import { articleWorld, says, shown } from '../articles/fixture.ts'
import { tellOfLicence } from './licence-notices.ts'
import { tellLicences } from './rights.ts'

const world = await articleWorld()
after(world.close)
const { db, deps, cong, thuvien } = world

test('a licence that ends is told to who brought the picture and to who tends the library, by its name', async () => {
  await db.deleteFrom('grants').execute()
  const at = (name: string, role: string, site: number) => actorOf(db, { name, grants: [{ role, site, sections: null }] })
  const mai = await at('Mai chụp', 'contributor', cong)
  const hac = await at('Hặc thư ký', 'secretary', cong)
  const khang = await at('Khang thư viện', 'keeper', thuvien)
  const file = {
    key: 'hoa-ban-0123456789ab',
    kind: 'image',
    content_type: 'image/jpeg',
    bytes: 1,
    sha256: Buffer.alloc(32),
    source_sha256: Buffer.alloc(32),
  }
  const { id } = await db
    .insertInto('media')
    .values({
      ...file,
      site_id: cong,
      name: 'ban.jpg',
      caption: 'Hoa ban',
      uploaded_by: mai.id,
      uploaded_at: now(),
      licence_until: today(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellLicences(deps)
  const told = await db
    .selectFrom('activities')
    .select('id')
    .where('kind', '=', 'media.licenceEnding')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  const activity = (await toldActivity(db, told.id))!
  // A job may run twice.
  await tellOfLicence(deps, activity)
  await tellOfLicence(deps, activity)
  const rows = await db.selectFrom('notices').innerJoin('people', 'people.id', 'person_id').select('people.name').orderBy('name').execute()
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Hặc thư ký', 'Mai chụp'],
  )
  const inbox = async (who: typeof mai) => shown((await world.signInAs(who).get('/toa-soan/thong-bao')).body)
  says(await inbox(hac), /“Hoa ban” chỉ được dùng đến hết ngày/)
  assert.ok(!(await inbox(khang)).includes('Hoa ban'))
})
