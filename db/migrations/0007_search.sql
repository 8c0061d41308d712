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
  lexemes tsvector not null,              -- syllables and pairs of syllables, plain and exact; title:…, whole:…, facet:…, time:…
  primary key (kind, subject_id, site_id)
) with (toast_tuple_target = 128);
alter table search_entries
  alter column title set storage plain,
  alter column title_exact set storage plain,
  alter column title_plain set storage plain;
-- A short pending list, because every search reads the whole of it.
create index search_entries_lexemes on search_entries using gin (lexemes) with (gin_pending_list_limit = 256);
create index search_entries_at on search_entries (at);

-- The newest twelve months ('2026-11'), or years ('2026') where months hold few entries, newest first; none for small tables.
create function search_windows() returns text[]
language plpgsql stable
set enable_indexscan = on  -- its caller has it off
as $$
declare
  newest timestamptz := (select max(at) from search_entries);
  older timestamptz := (select at from search_entries order by at desc offset 3000 limit 1);
  unit text := case when older > newest - '2 months'::interval then 'month' when older > newest - '2 years'::interval then 'year' end;
begin
  return array(
    select to_char(newest at time zone 'UTC' - n * ('1 ' || unit)::interval, case unit when 'month' then 'YYYY-MM' else 'YYYY' end)
    from generate_series(0, 11) n
    where unit is not null
    order by n);
end
$$;

-- Candidates for ranking: of each query, the best first, the `most` newest matches. A query runs only while no earlier one has found `enough`.
-- Common words stand in half of all entries, so they are asked of one window of time after the other (each is a lexeme, the index does the
-- rest); words rare in the first two windows are asked of everything older at once. The planner does not know that testing a row by itself
-- would fetch its wide lexemes, hence the settings, and the other conditions in a form that no index answers.
create function search_candidates(queries tsquery[], enough int[], sites int[], kinds text[], since timestamptz, until timestamptz, most int)
returns table (query int, kind text, subject_id int, site_id int, at timestamptz, title_exact text, title_plain text)
language plpgsql stable rows 2000
set enable_seqscan = off
set enable_indexscan = off
set max_parallel_workers_per_gather = 0
set jit = off
set work_mem = '64MB'
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  windows text[] := search_windows() || null::text;
  part text;
  asked tsquery;
  before timestamptz;
  missing int;
  got int;
  found int := 0;
begin
  for q in 1 .. cardinality(queries) loop
    continue when found >= enough[q];
    before := 'infinity';
    missing := most;
    for w in 1 .. cardinality(windows) loop
      part := windows[w];
      continue when part is not null and w > 2 and most - missing < 250;
      asked := case when part is null then queries[q] else queries[q] && ('''time:' || part || '''')::tsquery end;
      return query
        select q, kind, subject_id, site_id, at, title_exact, title_plain
        from search_entries
        where lexemes @@ asked and site_id + 0 = any (sites) and (kinds is null or kind || '' = any (kinds))
          and at + '0'::interval < least(before, until) and (since is null or at + '0'::interval >= since)
        order by at desc
        limit missing;
      get diagnostics got = row_count;
      missing := missing - got;
      exit when missing <= 0;
      if part is not null then
        before := to_date(left(part || '-01', 7), 'YYYY-MM')::timestamp at time zone 'UTC';
      end if;
    end loop;
    found := greatest(found, most - missing);
  end loop;
end
$$;
