import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ask, sampleHouse } from './house.ts'

const { port, hostOf, close } = await sampleHouse()
after(close)
const keys = ['cong', 'thuvien', 'vanhoa', 'dulich']
const hosts = new Set(keys.map(hostOf))
const get = (host: string, path: string, headers?: Record<string, string>) => ask(port, host, path, { headers: headers ?? {} })

/** Follows every link of a host to its end; answers what was found behind each address. */
async function crawl(start: string) {
  const found = new Map<string, { status: number; from: string; body: string }>()
  const waiting = [{ address: `${start}/`, from: '' }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next.address) || found.size > 1_500) continue
    const slash = next.address.indexOf('/')
    const answer = await get(next.address.slice(0, slash), next.address.slice(slash))
    found.set(next.address, { status: answer.status, from: next.from, body: answer.body })
    for (const link of linksOf(answer, next.address.slice(0, slash)))
      if (!found.has(link)) waiting.push({ address: link, from: next.address })
  }
  return found
}

function linksOf({ status, headers, body }: Awaited<ReturnType<typeof get>>, host: string): string[] {
  const type = String(headers['content-type'] ?? '')
  const raw =
    status >= 300 && status < 400
      ? [String(headers.location)]
      : type.includes('html')
        ? [...body.matchAll(/(?:href|src|action)="([^"]+)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))
        : []
  return raw.flatMap((link) => {
    const url = URL.parse(link, `http://${host}/`)
    if (!url || !hosts.has(url.host) || /^\/(toa-soan|dang-nhap|_giao-dien|_dem)/.test(url.pathname)) return []
    return [`${url.host}${url.pathname}${url.search}`]
  })
}

test('no link of any site ends in an error, and none leads to a module that is not there', async () => {
  const found = new Map((await Promise.all(keys.map((key) => crawl(hostOf(key))))).flatMap((site) => [...site]))
  const broken = [...found]
    .filter(([, { status }]) => status >= 400 && status !== 410)
    .map(([address, { status, from }]) => `${status} ${address} ← ${from}`)
  assert.deepEqual(broken, [])
  assert.ok(found.size > 150, `only ${found.size} addresses`)
})

test('each site’s home page is alive: its own name, a lead story with a picture, and news of its own', async () => {
  for (const key of keys) {
    const { status, body } = await get(hostOf(key), '/')
    assert.equal(status, 200)
    assert.match(body, /<article class="chinh"><a[^>]*><picture>/)
    assert.ok(body.match(/<article class="tin/g)!.length >= 4, key)
  }
})

test('an article shared with a member site is read on both, and both name one canonical address', async () => {
  const { body: home } = await get(hostOf('thuvien'), '/')
  const paths = [...new Set([...home.matchAll(/href="(\/[a-z-]+\/[a-z0-9-]+-\d+)"/g)].map(([, path]) => path!))]
  const canonicals = await Promise.all(
    paths.map(async (path) => /rel="canonical" href="http:\/\/([^/"]+)/.exec((await get(hostOf('thuvien'), path)).body)?.[1]),
  )
  assert.ok(canonicals.includes(hostOf('cong')), 'one that began on the portal')
  assert.ok(canonicals.includes(hostOf('thuvien')), 'one of its own')
})

test('feeds, sitemaps and robots are well formed and lead to pages that are there', async () => {
  for (const key of keys) {
    for (const path of ['/rss.xml', '/atom.xml', '/sitemap.xml']) {
      const { status, body } = await get(hostOf(key), path)
      assert.equal(status, 200, `${key}${path}`)
      assert.equal(XMLValidator.validate(body), true, `${key}${path}`)
    }
    const rss = new XMLParser({ ignoreAttributes: false }).parse((await get(hostOf(key), '/rss.xml')).body) as {
      rss: { channel: { item: { link: string; pubDate: string }[] } }
    }
    for (const { link } of rss.rss.channel.item.slice(0, 3))
      assert.equal((await get(hostOf(key), new URL(link).pathname)).status, 200, link)
    const feed = JSON.parse((await get(hostOf(key), '/feed.json')).body) as { version: string; items: unknown[] }
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
    assert.ok(feed.items.length > 2)
    assert.match((await get(hostOf(key), '/robots.txt')).body, new RegExp(`Sitemap: http://${hostOf(key)}/sitemap.xml`))
  }
})

test('an address with an old slug or section leads permanently to today’s', async () => {
  const { body } = await get(hostOf('cong'), '/')
  const path = /href="(\/[a-z-]+\/[a-z0-9-]+-(\d+))"/.exec(body)!
  const old = await get(hostOf('cong'), `/tin-tuc/ten-cu-${path[2]}`)
  assert.equal(old.status, 301)
  assert.equal(old.headers.location, path[1])
})

test('a parameter that a page does not know leads to the page without it', async () => {
  const { status, headers } = await get(hostOf('cong'), '/tin-tuc?fbclid=abc&trang=1')
  assert.equal(status, 302)
  assert.equal(headers.location, '/tin-tuc?trang=1')
})

test('the withdrawn item keeps its notice and is in no list, feed or search', async () => {
  const { deps } = await sampleHouse()
  const gone = await deps.db
    .selectFrom('publications')
    .innerJoin('sections', 'sections.id', 'publications.section_id')
    .innerJoin('articles', 'articles.id', 'article_id')
    .select(['publications.slug', 'article_id', 'sections.slug as section', 'articles.title'])
    .where('publications.status', '=', 'withdrawn')
    .executeTakeFirstOrThrow()
  const page = await get(hostOf('cong'), `/${gone.section}/${gone.slug}-${gone.article_id}`)
  assert.equal(page.status, 410)
  assert.match(page.body, /Bài này đã được gỡ/)
  for (const path of [`/${gone.section}`, '/rss.xml', '/sitemap.xml', `/tim-kiem?q=${encodeURIComponent(gone.title)}`])
    assert.ok(!(await get(hostOf('cong'), path)).body.includes(`-${gone.article_id}"`), path)
})

test('what is only a draft or waits for its hour is nowhere to be read', async () => {
  const { deps } = await sampleHouse()
  const hidden = await deps.db.selectFrom('articles').select(['id', 'title']).where('status', '<>', 'approved').execute()
  const scheduled = await deps.db.selectFrom('publications').select('article_id as id').where('status', '=', 'scheduled').execute()
  assert.ok(hidden.length >= 5 && scheduled.length >= 1)
  for (const { id } of [...hidden, ...scheduled])
    for (const key of keys) assert.equal((await get(hostOf(key), `/tin-tuc/bai-${id}`)).status, 404)
  for (const { title } of hidden)
    assert.ok(!(await get(hostOf('cong'), `/tim-kiem?q=${encodeURIComponent(title)}`)).body.includes(`>${title}<`))
})

test('common scanners’ addresses and hosts get a calm answer', async () => {
  for (const path of [
    '/%F6',
    '//',
    '/%00',
    '/..%2f..%2fetc/passwd',
    '/.env',
    '/wp-login.php',
    `/${'a'.repeat(5_000)}`,
    '/tin-tuc?trang=-1',
    '/tin-tuc?trang=9999999',
    '/tep/../../etc/passwd',
    '/the/%F6',
    '/tac-gia/x-99999999999',
  ])
    assert.ok([301, 302, 400, 404, 414].includes((await get(hostOf('cong'), path)).status), path)
  assert.equal((await get('evil.example', '/')).status, 421)
  assert.equal((await get(hostOf('thuvien'), '/toa-soan')).status, 404)
})

test('a page is stored by host, and a forwarded host changes nothing', async () => {
  const [portal, member] = await Promise.all([
    get(hostOf('cong'), '/'),
    get(hostOf('thuvien'), '/', { 'x-forwarded-host': hostOf('cong') }),
  ])
  assert.match(portal.body, /<title>Cổng thông tin điện tử/)
  assert.match(member.body, /<title>Thư viện tỉnh/)
  const again = await get(hostOf('cong'), '/', { 'if-none-match': String(portal.headers.etag) })
  assert.equal(again.status, 304)
})
