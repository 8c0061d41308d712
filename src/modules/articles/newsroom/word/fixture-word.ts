import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../../../../kernel/access.ts'
import { multipart, multipartType } from '../../../media/fixture-server.ts'
import { photo } from '../../../media/fixture.ts'
import { articleWorld, shown } from '../../fixture.ts'
import { cell, docx, p, picture, row, table, usualNumbering, usualStyles } from '../../word/fixture-docx.ts'

/** A newsroom, a Word file, and the way it is sent, looked at and taken. */
export const world = await articleWorld()
const { app, db, deps, cast, cong, sections } = world
const { contributor: mai } = cast
export const path = '/toa-soan/ban-word'

export const jpeg = await photo(300, 200).jpeg().toBuffer()
export const file = docx(
  [
    p('Vòng xòe nối những bản xa', { style: 'Title' }),
    p('Tối thứ bảy, nhà văn hóa bản Na Vai lại sáng đèn đón bốn mươi người.', { bold: true }),
    p('Lớp mở từ tháng ba.'),
    p('- Khăn piêu'),
    p('- Trống'),
    p(picture('a', 'Vòng người nắm tay')),
    p('Vòng xòe. Ảnh: Lò Thị Mai', { align: 'center' }),
    table(row(cell('A'), cell('B'))),
  ].join(''),
  { styles: usualStyles, numbering: usualNumbering, media: { 'a.jpg': jpeg } },
)

/** Sends a form with a file as a page does, or as a script when `json`. */
export function send(
  actor: Actor,
  url: string,
  bytes: Buffer,
  { json = false, name = 'Bài viết.docx', fields = {} as Record<string, string> } = {},
) {
  world.signInAs(actor)
  return app.inject({
    method: 'POST',
    url,
    headers: {
      host: 'cong.test',
      origin: 'http://cong.test',
      'x-actor': String(actor.id) + JSON.stringify(actor.standsFor),
      ...multipartType,
      ...(json && { accept: 'application/json' }),
    },
    payload: multipart(fields, name ? [{ name, bytes }] : []),
  })
}

/** A file that waits; answers its address. */
export async function sent(actor = mai, url = path, bytes = file): Promise<string> {
  const fields: Record<string, string> = url === path ? { site: String(cong), section: String(sections.vanHoa), genre: 'feature' } : {}
  const answer = await send(actor, url, bytes, { fields })
  assert.equal(answer.statusCode, 303, shown(answer.body).slice(0, 300))
  return String(answer.headers.location)
}

export const leftovers = async () => (await readdir(join(deps.config.dataDir, 'uploads')).catch(() => [])).length
export const rows = async (table: 'word_readings' | 'word_pictures' | 'articles' | 'media') =>
  (
    await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n
export const take = (actor: Actor, url: string, fields: Record<string, string | number> = {}) =>
  world.signInAs(actor).post(url, { title: 'Vòng xòe nối những bản xa', lead: 'Tối thứ bảy sáng đèn.', ...fields })
export const idOf = (answer: { headers: Record<string, unknown> }) =>
  Number(/bai-viet\/(\d+)\/viet/.exec(String(answer.headers.location))?.[1])
