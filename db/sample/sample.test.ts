import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nfc, slug } from '../../src/kernel/text.ts'
import { contributionRoles, genres } from '../../src/modules/articles/article.ts'
import { parseBody } from '../../src/modules/articles/body/parse.ts'
import { roles } from '../../src/modules/people/person.ts'
import { reservedSlugs } from '../../src/modules/sites/site.ts'
import {
  type Site,
  here,
  media,
  rules,
  articles,
  clip,
  pictures,
  fixed,
  site,
  flat,
  slugsOf,
  isShown,
  words,
  twins,
  stringsIn,
  attributes,
  withMediaIds,
  units,
  sites,
  people,
  authors,
} from './reading.ts'

test('every text is NFC, in the house tone style, without stray blanks and without "tại đây"', () => {
  const texts = stringsIn([units, sites, people, authors, media, rules, articles])
  assert.deepEqual(
    texts.filter((text) => text !== nfc(text)),
    [],
  )
  assert.deepEqual(
    texts.filter((text) => /o[àáảãạèéẻẽẹ](?!\p{L})|(?<!q)u[ỳýỷỹỵ](?!\p{L})/iu.test(text)),
    [],
  )
  assert.deepEqual(
    texts.filter((text) => / {2}|\s[,.;:!?](?!\.)|[\u00a0\u200b\t\n]/u.test(text)),
    [],
  )
  assert.deepEqual(
    texts.filter((text) => /tại đây|lorem/iu.test(text)),
    [],
  )
})

test('sites have their own readable accent, and sections that take no fixed address', () => {
  assert.deepEqual(
    sites.map(({ key }) => key),
    ['cong', 'thuvien', 'vanhoa', 'dulich'],
  )
  for (const { key, unit, theme, sections, email, ...face } of sites) {
    for (const paper of ['#FBF9F6', '#FFFFFF']) assert.ok(contrast(theme.accent, paper) >= 4.5, `${key} on ${paper}`)
    const slugs = flat(sections).map((section) => section.slug)
    assert.deepEqual(twins(slugs), [], key)
    assert.deepEqual(
      slugs.filter((word) => reservedSlugs.has(word) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)),
      [],
      key,
    )
    assert.ok(
      flat(sections).every(({ name, description }) => name && description),
      key,
    )
    assert.ok(units.some((each) => each.key === unit) && email.endsWith('.example'))
    const legal = [face.name, face.owner, face.superior, face.responsible, face.address, face.phone, face.description]
    assert.ok(legal.every(Boolean), key)
  }
})

test('menus, footers and home blocks lead only to addresses that exist', () => {
  for (const { key, menu, footer, home } of sites) {
    const slugs = slugsOf(key)
    for (const link of [...menu, ...footer.flatMap(({ links }) => links), ...home.flatMap(({ links }) => links ?? [])]) {
      assert.ok(link.label && (link.section === undefined) !== (link.href === undefined), `${key}: ${link.label}`)
      if (link.section) assert.ok(slugs.has(link.section), `${key}: ${link.section}`)
      else assert.ok(fixed.includes(link.href!) || link.href!.startsWith('https://'), `${key}: ${link.href}`)
    }
    for (const block of home) {
      assert.ok(['lead', 'latest', 'section', 'gallery', 'video', 'members', 'corrections', 'links'].includes(block.kind))
      if (block.kind === 'section') assert.ok(slugs.has(block.section!), `${key}: ${block.section}`)
      for (const member of block.sites ?? []) assert.ok(site(member))
    }
  }
})

test('there is one person for each role, and every grant names a site and a section that exist', () => {
  assert.deepEqual(people.map(({ role }) => role).sort(), [...roles].sort())
  assert.deepEqual(twins([...people, ...authors].map(({ key }) => key)), [])
  for (const { role, email, unit, grants } of people) {
    assert.equal(email, `${role}@hoaban.local`)
    assert.ok(units.some(({ key }) => key === unit) && grants.some((grant) => grant.role === role))
    for (const grant of grants) assert.ok(!grant.section || slugsOf(grant.site!).has(grant.section), `${role}: ${grant.section}`)
  }
})

test('titles have 40 to 100 characters and leads 20 to 45 words', () => {
  assert.deepEqual(
    articles.filter(({ title }) => title.length < 40 || title.length > 100).map(({ key }) => key),
    [],
  )
  assert.deepEqual(
    articles.filter(({ lead }) => words(lead) < 20 || words(lead) > 45).map(({ key }) => key),
    [],
  )
})

test('keys are unique, and addresses are unique on each site and made of the title', () => {
  assert.deepEqual(twins(articles.map(({ key }) => key)), [])
  assert.deepEqual(twins(articles.map((article) => `${article.site}/${article.slug}`)), [])
  assert.deepEqual(
    articles.filter((article) => article.slug !== slug(article.title)).map(({ key }) => key),
    [],
  )
})

test('sections, shared sites, covers, tags and genres of articles exist', () => {
  for (const { key, site: home, section, canonical, shared, cover, tags, genre } of articles) {
    assert.ok(slugsOf(home).has(section) && canonical === home, key)
    for (const copy of shared)
      assert.ok(copy.site !== home && slugsOf(copy.site).has(copy.section), `${key} → ${copy.site}/${copy.section}`)
    assert.ok(cover === null || media.some(({ file }) => file === cover), key)
    assert.ok(tags.length > 0 && twins(tags).length === 0, key)
    assert.ok((genres as readonly string[]).includes(genre), `${key}: ${genre}`)
  }
})

test('shares are whole for each kind of work, and nobody edits what he wrote', () => {
  const known = new Set([...people, ...authors].map(({ key }) => key))
  for (const { key, contributions, enteredBy } of articles) {
    const kinds = new Set(contributions.map(({ role }) => role))
    for (const kind of kinds) {
      assert.ok((contributionRoles as readonly string[]).includes(kind), key)
      const shares = contributions.filter(({ role }) => role === kind).map(({ share }) => share)
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        100,
        `${key}: ${kind}`,
      )
    }
    assert.ok(
      ['text', 'translate'].some((kind) => kinds.has(kind)),
      key,
    )
    const makers = contributions.filter(({ role }) => role !== 'edit').map(({ person }) => person)
    assert.ok(contributions.every(({ person }) => known.has(person)) && people.some((each) => each.key === enteredBy), key)
    const readers = contributions.filter(({ role }) => role === 'edit').map(({ person }) => person)
    assert.deepEqual(
      readers.filter((person) => makers.includes(person) || person === enteredBy),
      [],
      key,
    )
  }
})

test('bodies are such as the editor itself would send, long enough, with pictures that exist, described and credited', () => {
  const known = new Set([clip, ...media.map(({ file }) => file)])
  for (const { key, body, status, genre } of articles) {
    const parsed = parseBody(withMediaIds(body))
    assert.ok(parsed.ok, `${key}: ${JSON.stringify(parsed)}`)
    assert.equal(parsed.value.content.length, body.content.length, key)
    assert.ok(body.content.length >= 6 && body.content.length <= 14, `${key}: ${body.content.length} blocks`)
    for (const file of attributes(body, 'media')) assert.ok(known.has(file), `${key}: ${file}`)
    for (const line of [...attributes(body, 'alt'), ...attributes(body, 'credit'), ...attributes(body, 'caption')]) assert.ok(line, key)
    const shown = parsed.value.content.flatMap((block) => (block.type === 'gallery' ? block.attrs.items : []))
    if (genre === 'photos') assert.ok(shown.length >= 4, key)
    if (genre === 'video') assert.ok(parsed.value.content.some(({ type }) => type === 'video') && status === 'live', key)
  }
})

test('a link in a text exists on every site that shows the text', () => {
  for (const { key, site: home, shared, body } of articles)
    for (const href of attributes(body, 'href')) {
      if (href.startsWith('https://')) continue
      for (const where of [home, ...shared.map((copy) => copy.site)])
        assert.ok(fixed.includes(href) || slugsOf(where).has(href.slice(1)), `${key}: ${href} on ${where}`)
    }
})

test('dates are Vietnamese time and fit the state of each article', () => {
  for (const article of articles) {
    const at = isShown(article) ? article.publishedAt : article.writtenAt
    assert.ok(at && at.endsWith('+07:00'), article.key)
    assert.ok(isShown(article) || article.publishedAt === null, article.key)
    const order = Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from('2026-11-23T12:00:00+07:00'))
    assert.equal(order > 0, article.status === 'scheduled', article.key)
    for (const note of [article.returned, article.withdrawal, article.correction])
      if (note) assert.ok(Temporal.Instant.compare(Temporal.Instant.from(note.at), Temporal.Instant.from(at)) > 0, article.key)
  }
})

test('the newsroom has every kind of work waiting, and what was changed says so', () => {
  const count = (status: string) => articles.filter((article) => article.status === status).length
  assert.deepEqual(['draft', 'submitted', 'proofing', 'returned', 'edited', 'scheduled', 'withdrawn'].map(count), [2, 3, 1, 1, 1, 1, 1])
  assert.equal(articles.find(({ status }) => status === 'scheduled')!.publishedAt, '2026-11-24T07:00:00+07:00')
  assert.ok(articles.find(({ status }) => status === 'returned')!.returned!.reason)
  const gone = articles.find(({ status }) => status === 'withdrawn')!.withdrawal!
  assert.ok(gone.reason && gone.notice)
  const [mended, ...more] = articles.flatMap(({ correction, status }) => (correction && status === 'live' ? [correction] : []))
  assert.ok(mended && more.length === 0 && mended.notice && mended.original !== mended.corrected)
  assert.deepEqual(
    articles.flatMap(({ featured }) => featured ?? []).sort((a, b) => a - b),
    [1, 2, 3, 4, 5],
  )
})

test('every section has something to read, and sites share with one another', () => {
  const live = articles.filter(({ status }) => status === 'live')
  const filled = new Set(live.flatMap((article) => [article, ...article.shared]).map((at) => `${at.site}/${at.section}`))
  const leavesOf = ({ key, sections }: Site) =>
    flat(sections)
      .filter(({ children }) => !children)
      .map((leaf) => `${key}/${leaf.slug}`)
  const leaves = sites.flatMap(leavesOf)
  assert.deepEqual(
    leaves.filter((leaf) => !filled.has(leaf)),
    [],
  )
  assert.ok(articles.filter((article) => article.site === 'cong').length >= 24)
  for (const { key } of sites.slice(1)) assert.ok(articles.filter((article) => article.site === key).length >= 7, key)
  assert.ok(live.filter((article) => article.site === 'cong' && article.shared.length > 0).length >= 8)
  assert.ok(live.filter((article) => article.shared.some((copy) => copy.site === 'cong')).length >= 6)
})

test('a weekday written beside a date is the weekday of that date', () => {
  const days = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy']
  for (const { key, publishedAt, writtenAt, ...article } of articles) {
    const year = Number((publishedAt ?? writtenAt)!.slice(0, 4))
    for (const text of stringsIn(article))
      for (const [words, day, d, m, y] of text.matchAll(/(?:thứ (\p{L}+)|Chủ nhật),? (?:ngày )?(\d\d)\/(\d\d?)(?:\/(\d{4}))?/giu)) {
        const date = Temporal.PlainDate.from({ year: Number(y ?? year), month: Number(m), day: Number(d) })
        assert.equal(date.dayOfWeek, day ? days.indexOf(day.toLowerCase()) + 1 : 7, `${key}: ${words}`)
      }
  }
})

test('nothing of today still speaks of districts', () => {
  const district = /(?<!\p{L}|cấp |tên )(?:huyện|thị xã|thị trấn|thành phố Điện Biên Phủ)(?!\p{L})/iu
  assert.deepEqual(
    stringsIn([sites, articles]).filter((text) => district.test(text)),
    [],
  )
})

test('every picture is there, described, credited, used, and has its point of interest inside', () => {
  const there = readdirSync(join(here, 'img')).filter((file) => file !== clip)
  assert.deepEqual(there.sort(), pictures.map(({ file }) => file).sort())
  const used = new Set(articles.flatMap(({ cover, body }) => [cover, ...attributes(body, 'media')]))
  for (const { file, caption, alt, credit, focal } of pictures) {
    assert.ok(caption && alt && credit === 'Tranh: Hoa Ban' && used.has(file), file)
    assert.ok(
      [focal.x, focal.y].every((part) => part >= 0 && part <= 1),
      file,
    )
  }
})

test('each rule has its days, its legal basis and a mark, and waits for confirmation', () => {
  for (const { key, value, valid_from, valid_to, legal_basis, source_mark, status } of rules) {
    assert.match(key, /^[a-z0-9]+([.-][a-z0-9]+)*$/)
    const from = Temporal.PlainDate.from(valid_from)
    assert.ok(valid_to === null || Temporal.PlainDate.compare(from, valid_to) <= 0, key)
    assert.ok(value !== null && legal_basis && source_mark && status === 'chờ xác nhận', key)
  }
  assert.deepEqual(twins(rules.filter(({ key }) => !key.startsWith('holiday.')).map(({ key, valid_from }) => `${key} ${valid_from}`)), [])
  const named = rules.map(({ value }) => value as { name?: string; date?: string })
  const tet = named.filter(({ name }) => name === 'Tết Nguyên đán').map(({ date }) => date)
  assert.deepEqual(tet, ['2026-02-17', '2027-02-06', '2028-01-26'])
})

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
