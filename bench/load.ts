import type pg from 'pg'
import type { Db } from '../src/kernel/db/db.ts'
import { slug } from '../src/kernel/text.ts'
import { keepFaces } from '../src/modules/articles/commands/faces.ts'
import { fillers } from '../test/search/news.ts'

/** Different texts that the items are made of; what is beyond differs in number, place and hour only. */
const texts = 1_500
const batch = 5_000

/**
 * Brings a place with the sample network to `total` articles by plain SQL, and lets the planner look at them: four sites with their
 * sections, covers from the sample's pictures, authors, a fifth shared with a second site, one in ten with a body of about 20 KB, one in
 * five hundred in work since some days. The newest are older than the sample, so the sample stays on the first pages. `db` is the same
 * place as the program sees it.
 */
export async function fill(client: pg.Client, db: Db, total: number) {
  const { rows } = await client.query<{ articles: number; revisions: number }>(
    `select coalesce(max(id), 0) as articles, (select coalesce(max(id), 0) from revisions) as revisions from articles`,
  )
  const { articles, revisions } = rows[0]!
  if (articles >= total) return
  await makeTexts(client)
  await makePlaces(client)
  for (let from = articles + 1; from <= total; from += batch) {
    const count = Math.min(batch, total - from + 1)
    await client.query(insertion, [from, from + count - 1, revisions - articles])
    await keepFaces(
      db,
      Array.from({ length: count }, (_, i) => from + i),
    )
  }
  await client.query(`select setval(pg_get_serial_sequence('articles', 'id'), (select max(id) from articles)),
    setval(pg_get_serial_sequence('revisions', 'id'), (select max(id) from revisions))`)
  await client.query('vacuum analyze')
}

async function makeTexts(client: pg.Client) {
  const rows = [...fillers(texts + 600, 40)].slice(600).map(({ title, text }, n) => {
    const sentences = text.split('. ')
    const paragraphs = Array.from({ length: n % 10 === 0 ? 45 : 9 }, (_, i) => sentences.slice(i % 30, (i % 30) + 4).join('. '))
    return {
      n,
      title,
      slug: slug(title),
      lead: sentences.slice(0, 2).join('. '),
      body: {
        type: 'doc',
        content: paragraphs.map((words, i) => ({ type: 'paragraph', attrs: { id: `k${i}` }, content: [{ type: 'text', text: words }] })),
      },
      html: paragraphs.map((words) => `<p>${words}</p>`).join(''),
    }
  })
  await client.query(
    `create temporary table if not exists bench_texts (n int primary key, title text, slug text, lead text, body jsonb, html text)`,
  )
  await client.query(`insert into bench_texts select * from json_populate_recordset(null::bench_texts, $1::json) on conflict do nothing`, [
    JSON.stringify(rows),
  ])
}

/** The sites in their shares, their sections, pictures and authors, numbered, so that an item finds its own by remainder. */
async function makePlaces(client: pg.Client) {
  await client.query(`
    drop table if exists pg_temp.bench_places, pg_temp.bench_covers, pg_temp.bench_people, pg_temp.bench_sites;
    create temporary table bench_sites as
      select row_number() over () - 1 as n, id from (
        select id, generate_series(1, case when key = 'cong' then 6 else 1 + id % 2 end) from sites order by 2, 1) shares;
    create temporary table bench_places as
      select site_id, id, row_number() over (partition by site_id order by position, id) - 1 as n, count(*) over (partition by site_id) as all from sections;
    create temporary table bench_covers as select id, row_number() over (order by id) - 1 as n from media where kind = 'image' and hidden_at is null;
    create temporary table bench_people as select id, name, row_number() over (order by id) - 1 as n from people;`)
}

/** $1 and $2: the first and the last number; $3: how far revisions are ahead of articles. Both go in together, since each names the other. */
const insertion = `
  with chosen as materialized (
    select g as id, g + $3::int as revision, t.title || ' (' || g || ')' as title, t.slug, t.lead, t.body, t.html, s.id as site, place.id as section,
           (array['news','news','news','news','news','news','brief','feature','reportage','interview','portrait','photos','video'])[1 + g * 7 % 13] as genre,
           case when g % 5 > 0 then cover.id end as cover, author.id as author, author.name,
           case when g % 500 = 0 then (array['draft','submitted','returned','edited'])[1 + g / 500 % 4] else 'approved' end as status,
           array['văn hóa', (array['lễ hội Hoa Ban','du lịch','thể thao','di sản','thư viện','gia đình'])[1 + g % 6]] || case when g % 50 = 0 then array['hồ sơ ' || g / 5000] else '{}' end as tags,
           date_trunc('second', now()) - case when g % 500 = 0 then g / 500 % 60 * interval '1 day' else interval '30 days' + (200000 - g) * interval '37 minutes' end as at
    from generate_series($1::int, $2::int) g
    join bench_texts t on t.n = g % (select count(*) from bench_texts)
    join bench_sites s on s.n = g % (select count(*) from bench_sites)
    join bench_places place on place.site_id = s.id and place.n = g * 31 / 7 % place.all
    left join bench_covers cover on cover.n = g % (select count(*) from bench_covers)
    join bench_people author on author.n = g * 3 % (select count(*) from bench_people)
  ), written as (
    insert into articles (id, site_id, genre, status, section_id, title, lead, body, cover_media_id, tags, revision_id, approved_revision_id,
                          created_by, created_at, saved_by, saved_at, status_at)
    overriding system value
    select id, site, genre, status, section, title, lead, body, cover, tags, revision, case when status = 'approved' then revision end, author, at, author, at, at from chosen
  ), kept as (
    insert into revisions (id, article_id, number, title, lead, body, genre, section_id, cover_media_id, tags, source, byline, reason, created_by, created_at)
    overriding system value
    select revision, id, 1, title, lead, body, genre, section, cover, tags, '', jsonb_build_array(jsonb_build_object('name', name, 'role', 'text', 'personId', author)), 'step', author, at from chosen
  ), credited as (
    insert into contributions (article_id, person_id, role, share) select id, author, 'text', 10000 from chosen
  ), stepped as (
    insert into transitions (article_id, revision_id, step, came_from, went_to, actor_id, at)
    select id, revision, step, came, went, author, at
    from chosen cross join (values ('submit', 'draft', 'submitted'), ('pass', 'submitted', 'edited'), ('approve', 'edited', 'approved')) steps (step, came, went)
    where status = 'approved' or (step = 'submit' and status <> 'draft')
  ), used as (
    insert into media_uses (media_id, subject, subject_id) select cover, 'article', id from chosen where cover is not null
  )
  insert into publications (article_id, site_id, section_id, canonical, slug, genre, revision_id, status, publish_at, live_at, html)
  select id, site, section, true, slug, genre, revision, 'live', at, at, html from chosen where status = 'approved'
  union all
  select c.id, other.site_id, other.id, false, c.slug, c.genre, c.revision, 'live', c.at, c.at, c.html
  from chosen c join lateral (
    select site_id, id from bench_places where site_id <> c.site order by (id + c.id) % 17, id limit 1
  ) other on true
  where c.status = 'approved' and c.id % 5 = 0`
