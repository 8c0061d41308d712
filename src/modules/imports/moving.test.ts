import assert from 'node:assert/strict'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { begin, prepare } from './commands.ts'
import { wxr, usualHtml } from './fixture.ts'
import { importWorld, oldPortal } from './fixture-world.ts'
import { move } from './moving.ts'
import { turnOf } from './opened.ts'
import { within } from './pictures.ts'
import { anyRun, reportRows } from './queries.ts'
import { isThere, keepSource } from './store.ts'
import { accountFor } from '../people/index.ts'
import { createReadStream } from 'node:fs'

const world = await importWorld()
after(world.close)
const { db, deps, bring, cast, cong } = world
const reader = world.signInAs(null)
const articlesOf = (title: string) => db.selectFrom('articles').selectAll().where('title', '=', title).execute()
const jpeg = (colour: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

test('an item of an old portal stands here as it stood there: text, date, section, author, and its old address leads to it', async () => {
  const { counts } = await bring(
    wxr({
      id: 1,
      title: 'Hội xòe đầu xuân',
      html: '<p>Cả bản cùng múa.</p>',
      excerpt: 'Vui lắm',
      link: 'https://old.example/tin/2019/hoi-xoe.html',
    }),
  )
  assert.deepEqual([counts.made, counts.refused, counts.drafts], [1, 0, 0])
  const [article] = await articlesOf('Hội xòe đầu xuân')
  const old = await reader.get('/tin/2019/hoi-xoe.html')
  assert.deepEqual([old.statusCode, old.headers.location], [301, `/tin-van-hoa/hoi-xoe-dau-xuan-${article!.id}`])
  const page = await reader.get(String(old.headers.location))
  assert.equal(page.statusCode, 200)
  for (const words of ['Cả bản cùng múa.', 'Vui lắm', 'Lò Thị Mai', 'Tin văn hóa', '04/05/2019'])
    assert.ok(page.body.includes(words), words)
  const told = await db
    .selectFrom('activities')
    .select('kind')
    .where('subject', '=', 'article')
    .where('subject_id', '=', article!.id)
    .execute()
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['article.imported'],
  )
  assert.equal((await reader.get('/tim-kiem?q=hội+xòe+đầu+xuân')).body.includes('Hội xòe đầu xuân'), true)
})

test('an address with a slash at its end and one of a single step lead on as well', async () => {
  await bring(
    wxr(
      { id: 11, title: 'Bài một bậc', html: 'a', link: 'https://old.example/bai-mot-bac/' },
      { id: 12, title: 'Bài hai bậc', html: 'a', link: 'https://old.example/muc-cu/bai-hai-bac/' },
    ),
  )
  for (const path of ['/bai-mot-bac/', '/muc-cu/bai-hai-bac/']) assert.equal((await reader.get(path)).statusCode, 301, path)
})

test('the same source twice writes nothing twice, and a longer one only what is new', async () => {
  const posts = [1, 2, 3].map((n) => ({ id: 100 + n, title: `Lặp ${n}`, html: 'a' }))
  await bring(wxr(...posts.slice(0, 2)))
  await bring(wxr(...posts.slice(0, 2)))
  await bring(wxr(...posts))
  for (const { title } of posts) assert.equal((await articlesOf(title)).length, 1, title)
})

test('a run that was stopped goes on from there, to the same end', async () => {
  const posts = Array.from({ length: 95 }, (_, n) => ({ id: 1_000 + n, title: `Dừng ${n}`, html: usualHtml(n) }))
  // Asked once for each item that is looked at, then after each batch.
  let asked = 0
  const first = await bring(wxr(...posts), { told: () => ++asked > posts.length + 3 })
  assert.equal(first.run.state, 'stopped')
  assert.ok(first.counts.made > 0 && first.counts.made < posts.length, String(first.counts.made))
  const second = await bring(wxr(...posts))
  assert.deepEqual([second.run.id, second.run.state, second.counts.made], [first.run.id, 'done', posts.length])
  const { count } = await db
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('title', 'like', 'Dừng %')
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), posts.length)
})

test('two processes that move one source in at once write each item once', async () => {
  const posts = Array.from({ length: 60 }, (_, n) => ({ id: 2_000 + n, title: `Đua ${n}`, html: 'a' }))
  const path = await world.put(wxr(...posts))
  const kept = await keepSource(deps, createReadStream(path))
  assert.ok(kept.ok)
  const made = await prepare(deps, cast.keeper, { siteId: cong, format: 'wxr', source: 'đua', kept: kept.value, options: {} }, false)
  assert.ok(made.ok)
  await db.updateTable('import_runs').set({ state: 'looked' }).where('id', '=', made.value).execute()
  await begin(deps, cast.keeper, made.value, false)
  // A second process has memory of its own.
  const other = { ...deps, db: db.withPlugin({ transformQuery: ({ node }) => node, transformResult: async ({ result }) => result }) }
  await Promise.all([move(deps, made.value, turnOf(60_000)), move(other, made.value, turnOf(60_000))])
  for (let state = ''; state !== 'done'; state = (await anyRun(db, made.value))!.state) await move(deps, made.value, turnOf(60_000))
  const rows = await db.selectFrom('articles').select('title').where('title', 'like', 'Đua %').execute()
  assert.equal(rows.length, posts.length)
})

test('a file that two sites move in is there until both have it', async () => {
  const file = wxr({ id: 900, title: 'Tin chung', html: '<p>Hai nơi cùng đăng.</p>' })
  const admin = (await accountFor(db))!
  const kept = await keepSource(deps, createReadStream(await world.put(file)))
  assert.ok(kept.ok)
  const wanted = { siteId: world.thuvien, format: 'wxr', source: 'chung', kept: kept.value, options: {} } as const
  const waiting = await prepare(deps, admin, wanted, false)
  assert.ok(waiting.ok)
  assert.equal((await bring(file)).run.state, 'done')
  await db.updateTable('import_runs').set({ state: 'looked' }).where('id', '=', waiting.value).execute()
  await begin(deps, admin, waiting.value, false)
  assert.equal(await move(deps, waiting.value, turnOf(60_000)), 'done')
  assert.equal(isThere(deps, kept.value.digest), false)
})

test('a dry run tells what would come and writes nothing', async () => {
  const { run } = await bring(wxr({ id: 50, title: 'Chỉ xem', html: '<iframe src="https://v.example/"></iframe>a' }), { dry: true })
  assert.deepEqual([run.state, run.total, run.preview.notes, run.preview.samples[0]!.title], ['looked', 1, { embeds: 1 }, 'Chỉ xem'])
  assert.equal((await articlesOf('Chỉ xem')).length, 0)
})

test('what was no public item there is a draft here, and the report says so in words', async () => {
  await bring(wxr({ id: 60, title: 'Nháp cũ', html: 'a', status: 'draft' }))
  const [article] = await articlesOf('Nháp cũ')
  assert.equal(article!.status, 'draft')
  assert.match(await readFile(join(world.folder, 'report.csv'), 'utf8'), /"Nháp cũ".*"Trang cũ chưa đăng bài này: để ở dạng bản nháp"/)
})

test('a title that an office program would take for a formula is words in the report', async () => {
  await bring(wxr({ id: 61, title: '=HYPERLINK("http://x")', html: 'a', status: 'draft' }))
  assert.match(await readFile(join(world.folder, 'report.csv'), 'utf8'), /"'=HYPERLINK\(""http:\/\/x""\)"/)
})

test('pictures are fetched into their places, judged by their content, and a failed one is named and tried again', async () => {
  const portal = await oldPortal({
    '/a.jpg': await jpeg('red'),
    '/cover.jpg': await jpeg('blue'),
    '/page.jpg': Buffer.from('<html><script>alert(1)</script>'),
    '/later.jpg': 404,
  })
  after(portal.close)
  ;(deps.config as { outgoing?: string[] }).outgoing = ['127.0.0.1/32']
  const html = ['a', 'page', 'later']
    .map((name) => `<figure><img src="${portal.base}/${name}.jpg" alt="${name}"><figcaption>Ảnh ${name}</figcaption></figure>`)
    .join('')
  const source = wxr({ id: 70, title: 'Có ảnh', html })
  const { run, counts } = await bring(source)
  assert.deepEqual(counts.pictures, { waiting: 0, fetched: 1, failed: 2 })
  const [article] = await articlesOf('Có ảnh')
  const page = await reader.get(`/tin-van-hoa/co-anh-${article!.id}`)
  assert.match(page.body, /<figure><picture>.*alt="a".*Ảnh a/s)
  const failed = (await reportRows(db, run.id, { limit: 10 })).flatMap((row) => row.failed.map(({ address }) => address))
  assert.deepEqual(failed, [`${portal.base}/page.jpg`, `${portal.base}/later.jpg`])
  portal.pictures['/later.jpg'] = await jpeg('green')
  const again = await bring(source)
  assert.deepEqual(again.counts.pictures, { waiting: 0, fetched: 2, failed: 1 })
  assert.equal(portal.asked.filter((path) => path === '/a.jpg').length, 1)
})

test('an address of a picture that leads inside is never asked', async () => {
  const portal = await oldPortal({ '/secret.jpg': await jpeg('red') })
  after(portal.close)
  ;(deps.config as { outgoing?: string[] }).outgoing = []
  const html = [`${portal.base}/secret.jpg`, 'http://169.254.169.254/latest', 'http://[::1]/x', 'file:///etc/passwd']
    .map((src) => `<p>a<img src="${src}"></p>`)
    .join('')
  const { counts } = await bring(wxr({ id: 80, title: 'Ảnh bên trong', html }))
  assert.deepEqual([counts.pictures, portal.asked], [{ waiting: 0, fetched: 0, failed: 3 }, []])
})

test('pictures of a copied folder are found by their path, and nothing outside of it ever is', async () => {
  const root = join(world.folder, 'uploads')
  await mkdir(join(root, '2019'), { recursive: true })
  await writeFile(join(world.folder, 'outside.jpg'), 'x')
  await writeFile(join(root, '2019', 'a.jpg'), await jpeg('red'))
  await symlink(join(world.folder, 'outside.jpg'), join(root, 'link.jpg'))
  assert.ok((await within(root, 'https://old.example/wp-content/uploads/2019/a.jpg'))?.endsWith('2019/a.jpg'))
  for (const address of [
    '../outside.jpg',
    'https://o.example/%2e%2e/outside.jpg',
    '..%2foutside.jpg',
    '/link.jpg',
    '/etc/passwd',
    'a\0.jpg',
    '..\\outside.jpg',
    '/',
  ])
    assert.equal(await within(root, address), null, address)
})

test('only who keeps a site moves anything onto it, and the program only for an account that may', async () => {
  const { siteId, format, source, kept, options } = {
    siteId: cong,
    format: 'wxr' as const,
    source: 'x',
    kept: { digest: 'x', bytes: 1 },
    options: {},
  }
  for (const role of ['contributor', 'editor', 'secretary', 'chief', 'leader', 'accountant', 'stranger'] as const)
    await assert.rejects(
      prepare(deps, cast[role], { siteId, format, source, kept, options }, false),
      (error: { status?: number }) => error.status === 403,
      role,
    )
  await assert.rejects(
    prepare(deps, cast.keeper, { siteId: world.thuvien, format, source, kept, options }, false),
    (error: { status?: number }) => error.status === 403,
  )
})

test('a source that breaks in the middle leaves what came before it, and says where', async () => {
  const posts = Array.from({ length: 30 }, (_, n) => ({ id: 3_000 + n, title: `Gãy ${n}`, html: 'a' }))
  const { run, counts } = await bring(wxr(...posts).slice(0, -300))
  assert.equal(run.state, 'broken')
  assert.match(run.trouble, /^broken \d+:\d+$/)
  assert.equal(counts.made, 29)
})

test('five thousand items come in whole', async () => {
  const lines = Array.from({ length: 5_000 }, (_, n) =>
    JSON.stringify({ id: n, title: `Dòng ${n}`, html: `<p>Chữ ${n}</p>`, publishedAt: '2018-01-01', sections: ['Kho cũ'] }),
  )
  const { run, counts } = await bring(lines.join('\n'), { format: 'jsonl' })
  assert.deepEqual([run.state, run.total, counts.made, counts.refused], ['done', 5_000, 5_000, 0])
})
