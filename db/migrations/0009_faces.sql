-- By what a list finds an article: one row for the working text, one for what readers had. A mark is a word (`working`, `out`) or a name with
-- a value (`word=live`, `site=3`, `title=hoa`), so that one index answers any choice of filters together with who may see what. The program
-- writes the marks (src/modules/articles/face.ts), folded by kernel/text as in search_entries.
create table article_faces (
  article_id int not null references articles,
  working boolean not null,
  marks tsvector not null,
  primary key (article_id, working)
);

-- Once, for the articles that are there already. `lower` and `normalize` fold a Vietnamese title as the program does.
with syllables as (
  select 'articles' as of, id, title from articles
  union all
  select 'revisions', r.id, r.title from articles a join revisions r on r.id = a.approved_revision_id
), titles as (
  select of, id, array(
    select 'title=' || left(found[1], 60)
    from regexp_matches(translate(normalize(regexp_replace(normalize(lower(title), nfd), '[\u0300-\u036f]', '', 'g'), nfc), 'đð', 'dd'),
      '[[:alnum:]]+', 'g') found) as marks
  from syllables
), publishing as (
  select article_id,
    bool_or(status = 'scheduled') as planned, bool_or(status = 'live') as live, bool_or(status <> 'scheduled') as had,
    array_agg('on=' || site_id) filter (where status <> 'scheduled') as on_sites,
    array_agg('at=' || site_id) as at_sites,
    array_agg('at=' || site_id) filter (where status <> 'scheduled') as had_at
  from publications group by article_id
), credited as (
  select article_id, array_agg('by=' || person_id) as by_people, array_agg('in=' || person_id) filter (where role <> 'edit') as in_people
  from contributions group by article_id
), stepped as (
  select article_id, array_agg('approver=' || actor_id) filter (where step = 'approve' and actor_id is not null) as approvers,
    (array_agg(case when step = 'revise' then 'reopened=' || actor_id end order by id desc))[1] as reopened
  from transitions group by article_id
), placed as (
  select a.*, p.had, p.live, p.planned, p.at_sites, p.had_at, c.by_people, s.approvers, s.reopened,
    array['site=' || a.site_id, 'section=' || a.section_id, 'in=' || a.created_by, case when p.had then 'out' end] || c.in_people || p.on_sites as place
  from articles a
  left join publishing p on p.article_id = a.id
  left join credited c on c.article_id = a.id
  left join stepped s on s.article_id = a.id
), faces as (
  select a.id, true as working,
    a.place || a.at_sites || a.by_people || a.approvers || t.marks
      || array['working', 'genre=' || a.genre, 'under=' || a.section_id, 'at=' || a.site_id, 'by=' || a.created_by, a.reopened,
        'word=' || case when a.status <> 'approved' then a.status when a.planned then 'scheduled' when a.live or a.planned is null then 'live' else 'withdrawn' end] as marks
  from placed a join titles t on t.of = 'articles' and t.id = a.id
  union all
  select a.id, false,
    a.place || a.had_at || t.marks
      || array(select 'by=' || (person ->> 'personId') from jsonb_array_elements(r.byline) person)
      || array['read', 'genre=' || r.genre, 'under=' || r.section_id, 'at=' || a.site_id, 'word=' || case when a.live then 'live' else 'withdrawn' end]
  from placed a join revisions r on r.id = a.approved_revision_id join titles t on t.of = 'revisions' and t.id = r.id
  where a.had
)
insert into article_faces (article_id, working, marks) select id, working, array_to_tsvector(array_remove(marks, null)) from faces;

-- A short pending list, because every search reads the whole of it.
create index article_faces_marks on article_faces using gin (marks) with (gin_pending_list_limit = 256);
-- Lists came this way before.
drop index articles_status;
drop index articles_site;

-- What began in a month, for the pace of the newsroom.
create index publications_begun on publications (live_at) include (site_id) where canonical;
