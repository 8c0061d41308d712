import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { articleWorld, base, shown, text } from '../../fixture.ts'
import { modelOf } from '../../checking/model.ts'
import { findingsOf } from '../../../coach/index.ts'
import { plainHouse } from '../../../coach/house.ts'

const world = await articleWorld()
after(world.close)
const mai = world.signInAs(world.cast.contributor)

test('beside the text stand its misspelt words with what is right and the way to each; they stop nobody', async () => {
  const id = await world.begin()
  const { version } = await world.seen(id)
  await mai.put(`${base}/${id}/luu`, { version, ...text('Đội xòe bản Na Vai giành giải xuất xắc', 'Bà con đuợc mời về về dự.') })
  const { body } = await mai.get(`${base}/${id}/viet/kiem-tra`)
  const words = shown(body)
  assert.match(words, /Nên sửa: \d+ chỗ/)
  for (const line of ['“xuất xắc” nên viết “xuất sắc”', '“đuợc” nên viết “được”', '“về về” nên viết “về”'])
    assert.ok(words.includes(line), line)
  const block = (await world.article(id)).body.content[0]!.attrs.id
  assert.ok(body.includes(`href="#khoi-${block}~7-11"`))
  assert.match(body, /href="#tieu-de~\d+-\d+"/)
  assert.equal((await mai.post(`${base}/${id}/gui-duyet`, { version: version + 1 })).statusCode, 303)
})

test('a text in another language is not read for Vietnamese spelling', () => {
  const article = { title: 'Xuất xắc', lead: '', body: { type: 'doc' as const, content: [] }, siteId: 1, sectionId: 1, coverId: null }
  const rulesOf = (lang: string) =>
    findingsOf(modelOf({ ...article, lang, genre: 'news' }, { cover: null, deadLinks: new Set() }), plainHouse).map(({ rule }) => rule)
  assert.ok(rulesOf('vi').includes('spelling'))
  assert.ok(!rulesOf('en').includes('spelling'))
})
