-- What another portal held, moved in. A run is one source read onto one site; its file lies in HOABAN_DATA/imports, named by its digest.
create table import_runs (
  id int primary key generated always as identity,
  site_id int not null references sites,
  format text not null check (format in ('wxr', 'ghost', 'rss', 'atom', 'jsonl')),
  source text not null,                   -- the file's name, or the address it came from
  digest text not null,
  bytes bigint not null,
  options jsonb not null default '{}',
  state text not null check (state in ('looking', 'looked', 'running', 'stopping', 'stopped', 'done', 'broken')),
  total int not null default 0,
  position int not null default 0,        -- items of the source that are settled
  preview jsonb not null default '{}',
  trouble text not null default '',
  started_by int not null references people,
  started_at timestamptz not null,
  moved_at timestamptz not null,          -- the last time something happened
  unique (site_id, digest)
);

-- An item of the source and what became of it. The old key is one item on a site for ever: the same source twice writes nothing twice.
create table import_rows (
  id int primary key generated always as identity,
  run_id int not null references import_runs,
  site_id int not null references sites,
  key text not null,
  position int not null,
  title text not null,
  address text not null default '',
  article_id int references articles,
  notes jsonb not null default '[]',
  unique (site_id, key)
);
create index import_rows_run on import_rows (run_id, position);
create index import_rows_noted on import_rows (run_id, position) where notes <> '[]';
create index import_rows_article on import_rows (article_id);

-- Pictures that an item shows, fetched after its text. place: the block they stand in, '' for the cover.
create table import_pictures (
  id int primary key generated always as identity,
  run_id int not null references import_runs,
  row_id int not null references import_rows,
  place text not null,
  address text not null,
  alt text not null default '',
  caption text not null default '',
  credit text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'fetched', 'failed')),
  media_id int references media,
  tries int not null default 0,
  next_at timestamptz not null,
  trouble text not null default '',
  unique (row_id, place)
);
create index import_pictures_waiting on import_pictures (run_id, next_at) where state = 'waiting';
create index import_pictures_row on import_pictures (row_id);
create index import_pictures_address on import_pictures (run_id, address) where state = 'fetched';
