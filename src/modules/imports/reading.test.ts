import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { attachment, wxr, wxrFoot, wxrHead, wxrItem } from './fixture.ts'
import type { Format, Item } from './item.ts'
import { readDate } from './reading/dates.ts'
import { SourceError, type Trouble } from './reading/letters.ts'
import { formatOf, itemsOf } from './reading/readers.ts'

const folder = await mkdtemp(join(tmpdir(), 'hoaban-import-'))
after(() => rm(folder, { recursive: true, force: true }))
let count = 0
async function put(content: string | Uint8Array) {
  const path = join(folder, String(++count))
  await writeFile(path, content)
  return path
}
const itemsIn = async (format: Format, content: string | Uint8Array): Promise<Item[]> =>
  Array.fromAsync(itemsOf(format, await put(content)))
const trouble = (wanted: Trouble) => (error: unknown) => error instanceof SourceError && error.trouble === wanted

test('an export of WordPress gives posts with author, section, tag, date, cover and old address, and none of its menus and attachments', async () => {
  const post = {
    id: 7,
    title: 'Hội xòe',
    html: '<p>Vui.</p>',
    excerpt: 'Tóm tắt',
    more: '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>',
  }
  const trash = wxrItem({ id: 8, title: 'Bỏ', html: '', status: 'trash' })
  const [item, ...others] = await itemsIn('wxr', wxrHead + wxrItem(post) + trash + attachment(9, 'https://old.example/a.jpg') + wxrFoot)
  assert.equal(others.length, 0)
  assert.deepEqual(
    { ...item, publishedAt: item!.publishedAt!.toString() },
    {
      key: 'https://old.example/?p=7',
      address: 'https://old.example/2019/05/bai-7/',
      title: 'Hội xòe',
      lead: 'Tóm tắt',
      html: '<p>Vui.</p>',
      publishedAt: '2019-05-04T01:30:00Z',
      authors: ['Lò Thị Mai'],
      sections: ['Tin văn hóa'],
      tags: ['xòe'],
      cover: { address: 'https://old.example/a.jpg', alt: '', caption: '', credit: '' },
      pictures: [],
      status: 'live',
      source: '',
      notes: [],
    },
  )
})

test('captions, galleries and addresses in square brackets become what they stood for; others are told', async () => {
  const html =
    '[caption id="a" width="3"]<img src="/a.jpg"> Bà con[/caption]\n\n[gallery ids="9"]\n\n[embed]https://v.example/1[/embed]\n\n[form id=1]'
  const [item] = await itemsIn('wxr', wxrHead + wxrItem({ id: 1, title: 'x', html }) + attachment(9, 'https://old.example/g.jpg') + wxrFoot)
  assert.match(item!.html, /<figure><img src="\/a.jpg"><figcaption> Bà con<\/figcaption><\/figure>/)
  assert.match(item!.html, /g\.jpg/)
  assert.match(item!.html, /<iframe src="https:\/\/v.example\/1">/)
  assert.deepEqual(item!.notes, [{ kind: 'shortcodes', detail: 'form' }])
})

test('a Ghost export gives posts with their people and tags, whichever table stands first', async () => {
  const data = {
    posts: [
      {
        id: 'a',
        uuid: 'u',
        title: 'Tin',
        slug: 'tin',
        html: '<p>Chữ <img src="__GHOST_URL__/a.jpg"></p>',
        status: 'published',
        published_at: '2020-01-02T03:04:05.000Z',
        feature_image: '__GHOST_URL__/c.jpg',
      },
    ],
    posts_authors: [{ post_id: 'a', author_id: 'p' }],
    posts_tags: [
      { post_id: 'a', tag_id: 't1' },
      { post_id: 'a', tag_id: 't2' },
    ],
    tags: [
      { id: 't1', name: 'Văn hóa' },
      { id: 't2', name: '#rieng' },
    ],
    users: [{ id: 'p', name: 'Lan' }],
  }
  const [item] = await itemsIn('ghost', JSON.stringify({ db: [{ meta: {}, data }] }))
  assert.deepEqual(
    [item!.key, item!.address, item!.authors, item!.sections, item!.tags, item!.cover?.address],
    ['u', '/tin/', ['Lan'], ['Văn hóa'], [], '/c.jpg'],
  )
  assert.equal(item!.publishedAt!.toString(), '2020-01-02T03:04:05Z')
})

test('feeds of both kinds are read, with text in all the ways they write it', async () => {
  const rss = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>A &amp; B</title><link>https://o.example/a</link>
    <description>Ngắn</description><content:encoded><![CDATA[<p>Dài</p>]]></content:encoded><pubDate>Sat, 04 May 2019 08:30:00 +0700</pubDate><author>x@y.z (Mai)</author></item></channel></rss>`
  const [one] = await itemsIn('rss', rss)
  assert.deepEqual(
    [one!.title, one!.lead, one!.html, one!.authors, one!.publishedAt!.toString()],
    ['A & B', 'Ngắn', '<p>Dài</p>', ['Mai'], '2019-05-04T01:30:00Z'],
  )
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title type="html">&lt;b&gt;T&lt;/b&gt;</title><link href="https://o.example/t"/>
    <published>2019-05-04T08:30:00+07:00</published><author><name>Lan</name></author><category term="Tin"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Chữ <b>đậm</b> &lt;x&gt;</p></div></content></entry></feed>`
  const [two] = await itemsIn('atom', atom)
  assert.deepEqual(
    [two!.title, two!.html, two!.sections, two!.address],
    ['T', '<div><p>Chữ <b>đậm</b> &lt;x&gt;</p></div>', ['Tin'], 'https://o.example/t'],
  )
})

test('of JSON lines a line that is none is named and the next one read', async () => {
  const items = await itemsIn(
    'jsonl',
    '{"id":1,"title":"Một","html":"<p>a</p>","sections":"Tin","publishedAt":"2019-05-04"}\n{broken\n\n{"id":2,"title":"Hai","text":"x<y"}\n',
  )
  assert.deepEqual(
    items.map(({ title, notes }) => [title, notes.map(({ kind }) => kind)]),
    [
      ['Một', []],
      ['2', ['broken']],
      ['Hai', []],
    ],
  )
  assert.equal(items[2]!.html, '<p>x&lt;y</p>')
})

test('a file tells by its beginning what it is', async () => {
  assert.equal(await formatOf(await put(wxr())), 'wxr')
  assert.equal(await formatOf(await put('<?xml version="1.0"?><rss version="2.0"><channel/></rss>')), 'rss')
  assert.equal(await formatOf(await put('<feed xmlns="http://www.w3.org/2005/Atom"/>')), 'atom')
  assert.equal(await formatOf(await put('{"db":[{"data":{}}]}')), 'ghost')
  assert.equal(await formatOf(await put('{"id":1}\n{"id":2}')), 'jsonl')
  assert.equal(await formatOf(await put('<html><body>x</body></html>')), null)
})

test('letters of other days are read, and those that are none are refused', async () => {
  const utf16 = Buffer.from(`\ufeff${wxr({ id: 1, title: 'Điện Biên', html: '' })}`, 'utf16le')
  assert.equal((await itemsIn('wxr', utf16))[0]!.title, 'Điện Biên')
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item><title>caf\u00e9</title></item></channel></rss>',
    'latin1',
  )
  assert.equal((await itemsIn('rss', latin))[0]!.title, 'café')
  await assert.rejects(itemsIn('jsonl', Buffer.from([0x7b, 0xff, 0xfe, 0x80])), trouble('encoding'))
})

test('entities are not let in, and a file that is cut off gives what it had until then', async () => {
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
  await assert.rejects(itemsIn('rss', bomb), trouble('doctype'))
  await assert.rejects(itemsIn('rss', '<rss><channel><item><title>&none;</title></item></channel></rss>'), trouble('broken'))
  await assert.rejects(itemsIn('rss', `<rss>${'<a>'.repeat(5_000)}`), trouble('tooDeep'))
  const cut = wxr({ id: 1, title: 'Còn', html: '' }, { id: 2, title: 'Đứt', html: '' }).slice(0, -200)
  const found: string[] = []
  await assert.rejects(async () => {
    for await (const { title } of itemsOf('wxr', await put(cut))) found.push(title)
  }, trouble('broken'))
  assert.deepEqual(found, ['Còn'])
  await assert.rejects(itemsIn('ghost', '{"db":[{"data":{"posts":[{"id":1,'), trouble('broken'))
})

test('dates as old machines wrote them', () => {
  const utc = (text: string, options = {}) => readDate(text, options)?.toString() ?? null
  assert.equal(utc('2019-05-04 08:30:00'), '2019-05-04T01:30:00Z')
  assert.equal(utc('2019-05-04 01:30:00', { utc: true }), '2019-05-04T01:30:00Z')
  assert.equal(utc('4 May 99 08:30 GMT'), '1999-05-04T08:30:00Z')
  assert.equal(utc('0000-00-00 00:00:00'), null)
  assert.equal(utc('hôm qua'), null)
  assert.equal(utc('2019-02-31'), null)
})

test('an item that is made of elements or attributes without text is too long like any other', async () => {
  const around = (inside: string) => `<rss version="2.0"><channel><item><title>A</title>${inside}</item></channel></rss>`
  await assert.rejects(itemsIn('rss', around('<a/>'.repeat(400_001))), trouble('tooLongItem'))
  await assert.rejects(itemsIn('rss', around(`<a b="${'x'.repeat(8_000_000)}"/>`)), trouble('tooLongItem'))
})
