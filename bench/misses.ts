import { at, median, type Figure } from './figure.ts'
import { hostOf, type Opened, type Used } from './opened.ts'

type Kind = 'home' | 'section' | 'article'
type Page = { host: string; path: string }
type Cost = { trips: number; app: number; thread: number; database: number }
type Seen = Record<Kind, { costs: Cost[]; wall: number[] }>

const warmups = 4
const rounds = 30
const perRound = 12

/** What a page costs that is not in the store: home, first page of a section, article; with few and with many items, in turns. */
export async function benchMisses(small: Opened, large: Opened): Promise<Figure[]> {
  const sides = [await side(small), await side(large)]
  for (let round = 0; round < warmups + rounds; round++) for (const one of sides) await visit(one, round)
  const [few, many] = sides.map(({ seen }) => seen) as [Seen, Seen]
  return (['article', 'section', 'home'] as const).flatMap((kind) => figures(kind, few[kind], many[kind]))
}

type Side = { opened: Opened; pages: Record<Kind, Page[]>; seen: Seen }

async function side(opened: Opened): Promise<Side> {
  const empty = () => ({ costs: [], wall: [] })
  return { opened, pages: await pagesOf(opened), seen: { home: empty(), section: empty(), article: empty() } }
}

async function visit({ opened, pages, seen }: Side, round: number) {
  await opened.forget()
  for (const kind of ['home', 'section', 'article'] as const) {
    const wanted =
      kind === 'home' ? pages.home : Array.from({ length: perRound }, (_, i) => pages[kind][(round * perRound + i) % pages[kind].length]!)
    const before = await opened.used()
    const wall: number[] = []
    for (const { host, path } of wanted) {
      const { status, millis } = await opened.get(path, host)
      if (status !== 200) throw new Error(`${status} ${host}${path}`)
      wall.push(millis)
    }
    const after = await opened.used()
    if (after.misses - before.misses !== wanted.length) throw new Error(`${kind}: some pages were stored`)
    if (round < warmups) continue
    seen[kind].wall.push(...wall)
    seen[kind].costs.push(costOf(before, after, wanted.length))
  }
}

const costOf = (before: Used, after: Used, pages: number): Cost => ({
  trips: (after.queries - before.queries) / pages,
  app: (after.process - before.process) / 1_000 / pages,
  thread: (after.thread - before.thread) / 1_000 / pages,
  database: (after.database - before.database) / pages,
})

function figures(kind: Kind, few: Seen[Kind], many: Seen[Kind]): Figure[] {
  const middle = (seen: Seen[Kind], part: keyof Cost) => median(seen.costs.map((cost) => cost[part]))
  const growth = (part: keyof Cost) => median(many.costs.map((cost, i) => cost[part] / few.costs[i]![part]))
  const name = `miss, ${kind}, 100,000 items`
  return [
    { name: `${name}: database round trips`, value: middle(many, 'trips'), unit: '', goal: { atMost: 3 } },
    {
      name: `${name}: app CPU`,
      value: middle(many, 'app'),
      unit: 'ms',
      goal: { atMost: 2.5 },
      note: `${middle(many, 'thread').toFixed(2)} ms of it in the thread that draws, the rest compresses and writes`,
    },
    { name: `${name}: database CPU`, value: middle(many, 'database'), unit: 'ms', goal: { atMost: 1.5 } },
    { name: `${name}: app CPU : the same at 1,000`, value: growth('app'), unit: '×', goal: { atMost: 1.1 } },
    {
      name: `${name}: database CPU : the same at 1,000`,
      value: growth('database'),
      unit: '×',
      goal: { atMost: 1.1 },
      note: `${middle(few, 'database').toFixed(2)} ms at 1,000`,
    },
    {
      name: `${name}: wall p50`,
      value: at(many.wall, 0.5),
      unit: 'ms',
      note: `p95 ${at(many.wall, 0.95).toFixed(1)} ms; at 1,000 items ${at(few.wall, 0.5).toFixed(1)} and ${at(few.wall, 0.95).toFixed(1)} ms`,
    },
  ]
}

/** Homes of all sites; sections that have something; articles of all ages. */
async function pagesOf({ admin }: Opened): Promise<Record<Kind, Page[]>> {
  const { rows: sites } = await admin.query<{ key: string }>('select key from sites order by id')
  const { rows: sections } = await admin.query<Row>(`
    select k.key, '/' || s.slug as path from sections s join sites k on k.id = s.site_id
    where exists (select from publications p where p.section_id = s.id and p.status = 'live') order by s.id`)
  const { rows: articles } = await admin.query<Row>(`
    select k.key, '/' || s.slug || '/' || p.slug || '-' || p.article_id as path
    from publications p join sections s on s.id = p.section_id join sites k on k.id = p.site_id
    where p.status = 'live' order by md5(p.article_id::text) limit 300`)
  const page = ({ key, path }: Row): Page => ({ host: hostOf(key), path })
  return { home: sites.map(({ key }) => page({ key, path: '/' })), section: sections.map(page), article: articles.map(page) }
}
type Row = { key: string; path: string }
