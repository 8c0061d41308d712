-- What can be found. Keys and lexemes are folded by the program (kernel/text), never here, so that an index cannot disagree with a query.
-- Ranking reads up to 2,000 rows, so the row stays narrow: the wide columns are pushed out of line and are read for one page of hits only.
create table search_entries (
  kind text collate "C" not null,
  subject_id int not null,
  site_id int not null,
  at timestamptz not null,
  lang text not null,
  title text not null,
  title_exact text collate "C" not null,  -- ' lễ hội hoa ban ': syllables with their accents, in one tone style
  title_plain text collate "C" not null,  -- ' le hoi hoa ban '
  text text not null,
  lexemes tsvector not null,              -- syllables and pairs of syllables, plain and exact; title:…, whole:…, facet:name=value
  primary key (kind, subject_id, site_id)
) with (toast_tuple_target = 128);
alter table search_entries
  alter column title set storage plain,
  alter column title_exact set storage plain,
  alter column title_plain set storage plain;
-- A short pending list: every search reads the whole of it.
create index search_entries_lexemes on search_entries using gin (lexemes) with (gin_pending_list_limit = 256);

-- The newest matches, always by way of the index: the planner does not know that testing a row would fetch its wide lexemes, and prefers a
-- walk through the table (seconds) for common words. The memory keeps bitmaps exact, for the same reason.
create function search_newest(query tsquery, sites int[], kinds text[], since timestamptz, until timestamptz, most int)
returns table (kind text, subject_id int, site_id int, at timestamptz, title_exact text, title_plain text)
language sql stable rows 2000
set enable_seqscan = off
set enable_indexscan = off
set jit = off
set work_mem = '64MB'
set plan_cache_mode = force_custom_plan
as $$
  select kind, subject_id, site_id, at, title_exact, title_plain
  from search_entries
  where lexemes @@ query
    and site_id = any (sites)
    and (kinds is null or kind = any (kinds))
    and (since is null or at >= since)
    and (until is null or at < until)
  order by at desc
  limit most
$$;
