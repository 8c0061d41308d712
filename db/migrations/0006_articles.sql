-- An article is one identity. Its row is the working copy; revisions are immutable; a publication puts one approved revision on one site.
create table articles (
  id int primary key generated always as identity,
  site_id int not null references sites,
  genre text not null,
  lang text not null default 'vi',
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'edited', 'approved')),
  section_id int references sections,
  title text not null default '',
  lead text not null default '',
  body jsonb not null default '{"type":"doc","content":[]}',
  cover_media_id int references media,
  tags text[] not null default '{}',
  source text not null default '',
  version int not null default 1,
  revision_id int,
  approved_revision_id int,
  created_by int not null references people,
  created_at timestamptz not null,
  saved_by int not null references people,
  saved_at timestamptz not null,
  status_at timestamptz not null,
  due_at timestamptz,
  hidden_at timestamptz
);
create index articles_status on articles (status, status_at);
create index articles_site on articles (site_id, id desc);

create table revisions (
  id int primary key generated always as identity,
  article_id int not null references articles,
  number int not null,
  title text not null,
  lead text not null,
  body jsonb not null,
  genre text not null,
  section_id int,
  cover_media_id int,
  tags text[] not null,
  source text not null,
  byline jsonb not null default '[]',
  name text not null default '',
  reason text not null check (reason in ('named', 'step', 'restored', 'replaced', 'imported')),
  created_by int not null references people,
  created_at timestamptz not null,
  unique (article_id, number)
);
alter table articles add foreign key (revision_id) references revisions, add foreign key (approved_revision_id) references revisions;

-- Who did what for the article: one source for byline, figures and pay. share is in hundredths of a percent of its role (10,000 = all).
create table contributions (
  id int primary key generated always as identity,
  article_id int not null references articles,
  person_id int not null references people,
  role text not null check (role in ('text', 'photo', 'clip', 'edit', 'translate', 'collect')),
  share int not null check (share between 0 and 10000),
  pen_name text not null default '',
  position int not null default 0,
  unique (article_id, person_id, role)
);
create index contributions_person on contributions (person_id);

-- Every step taken, with its reason and the exact revision it was taken on.
create table transitions (
  id int primary key generated always as identity,
  article_id int not null references articles,
  revision_id int not null references revisions,
  step text not null,
  came_from text not null,
  went_to text not null,
  actor_id int references people,
  on_behalf_of int references people,
  reason text not null default '',
  at timestamptz not null
);
create index transitions_article on transitions (article_id, id);

create table publications (
  id int primary key generated always as identity,
  article_id int not null references articles,
  site_id int not null references sites,
  section_id int not null references sections,
  canonical boolean not null,
  slug text not null,
  -- Of the revision it shows: lists by genre need no look at revisions.
  genre text not null,
  revision_id int not null references revisions,
  status text not null check (status in ('scheduled', 'live', 'withdrawn')),
  publish_at timestamptz not null,
  live_at timestamptz,
  withdrawn_at timestamptz,
  withdrawal_notice text not null default '',
  corrected_at timestamptz,
  -- Rank among the lead stories of the site's home page; null = not one of them.
  featured smallint,
  html text not null default '',
  unique (article_id, site_id)
);
create unique index publications_canonical on publications (article_id) where canonical;
create index publications_due on publications (publish_at) where status = 'scheduled';
create index publications_section on publications (site_id, section_id, live_at desc, id desc) where status = 'live';
create index publications_site on publications (site_id, live_at desc, id desc) where status = 'live';
-- What began on a site: the portal's block of member sites, and site maps.
create index publications_own on publications (site_id, live_at desc, id desc) where status = 'live' and canonical;
create index publications_genre on publications (site_id, genre, live_at desc, id desc) where status = 'live';
create index publications_revision on publications (revision_id);
create index publications_featured on publications (site_id, featured) where status = 'live' and featured is not null;
create index revisions_tags on revisions using gin (tags);
create index revisions_byline on revisions using gin (byline jsonb_path_ops);

-- Corrections stay in the record and on the page.
create table corrections (
  id int primary key generated always as identity,
  article_id int not null references articles,
  revision_id int not null references revisions,
  original text not null,
  corrected text not null,
  notice text not null,
  made_by int not null references people,
  made_at timestamptz not null
);
create index corrections_article on corrections (article_id, id);

-- Which publications stand in the lists of a page, in their order: each list is one or several runs along an index, and a run ends after
-- `take`, so a list costs the same however many items there are. A function keeps its plan, and planning all the runs of a home page
-- takes longer than making them. The plan knows no figures; the settings keep it on the indexes, which always suit here.
create function newest_publications(lists int[], sites int[], runs text[], sections int[], genres text[], skips int[], takes int[])
returns table (list int, place int, id int)
language plpgsql stable rows 30
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
#variable_conflict use_column
begin
  return query
    with wanted as materialized (
      select * from unnest(lists, sites, runs, sections, genres, skips, takes) w (list, site, run, section, genre, skip, take)
    ), picked as (
      select w.list, w.skip, w.take, 32767 as rank, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at from publications where status = 'live' and site_id = w.site and section_id = w.section
        order by live_at desc, id desc limit w.take) p where w.run = 'section'
      union all
      select w.list, w.skip, w.take, 32767, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at from publications where status = 'live' and site_id = w.site and genre = w.genre
        order by live_at desc, id desc limit w.take) p where w.run = 'genre'
      union all
      select w.list, w.skip, w.take, 32767, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at from publications where status = 'live' and site_id = w.site and canonical
        order by live_at desc, id desc limit w.take) p where w.run = 'own'
      union all
      select w.list, w.skip, w.take, 32767, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at from publications where status = 'live' and site_id = w.site
        order by live_at desc, id desc limit w.take) p where w.run = 'all'
      union all
      select w.list, w.skip, w.take, p.featured, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at, featured from publications where status = 'live' and site_id = w.site and featured is not null
        order by featured, live_at desc, id desc limit w.take) p where w.run = 'featured'
      union all
      select w.list, w.skip, w.take, 32767, p.id, p.live_at from wanted w cross join lateral (
        select id, live_at from publications where status = 'live' and site_id = w.site and featured is null
        order by live_at desc, id desc limit w.take) p where w.run = 'unfeatured'
    ), placed as (
      select list, skip, take, id, row_number() over (partition by list order by rank, live_at desc, id desc)::int as place from picked
    )
    select list, place, id from placed where place > skip and place <= take;
end
$$;
