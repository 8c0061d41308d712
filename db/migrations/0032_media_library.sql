-- Rights of use, what a file says of itself, likeness by content, uploads that survive a cut line, films made lighter.
alter table media
  add column owner text not null default '',
  add column licence text not null default '',
  add column origin text not null default '',
  add column permission text not null default '',
  add column licence_until date,
  add column licence_told date,           -- the end of a licence of which the desk has been told
  add column written_credit text not null default '',
  add column place text not null default '',
  add column taken_on date,
  add column dhash bigint,                -- 64 bits of brighter and darker; null where it would say nothing
  add column like_id int references media, -- the first of those that are or look the same
  add column compared_at timestamptz,
  add column unused boolean not null default true, -- neither in media_uses nor the poster of a film
  add column no_credit boolean not null generated always as (credit = '' and kind in ('image', 'video')) stored,
  add column no_alt boolean not null generated always as (alt = '' and not decorative and kind = 'image') stored,
  -- Narrower than a lead picture has to be; `narrow` in medium.ts.
  add column small boolean not null generated always as (kind = 'image' and coalesce(width, 0) < 1200) stored,
  add column found tsvector not null generated always as (to_tsvector('simple'::regconfig, translate(words, '-_./@:''', '       '))) stored;
update media set unused = false
  where exists (select from media_uses where media_id = media.id) or exists (select from media film where film.poster_id = media.id);
create index media_found on media using gin (found);
-- The counts of the library's filters are read from this index alone.
create index media_facets on media (site_id, id) include (kind, no_credit, no_alt, small, uploaded_by, licence_until, like_id, unused) where hidden_at is null;
create index media_newest on media (id desc) where hidden_at is null;
create index media_hidden on media (id desc) where hidden_at is not null;
create index media_no_credit on media (id desc) where no_credit and hidden_at is null;
create index media_no_alt on media (id desc) where no_alt and hidden_at is null;
create index media_unused on media (id desc) where unused and hidden_at is null;
create index media_small on media (id desc) where small and hidden_at is null;
create index media_kind on media (kind, id desc);
create index media_uploader on media (uploaded_by, id desc);
create index media_licence on media (licence_until) where licence_until is not null;
create index media_like on media (like_id, id) where like_id is not null;
create index media_dhash on media (dhash) include (id, like_id, width, height) where dhash is not null;
create index media_uncompared on media (id) where compared_at is null;

-- Files on their way, piece by piece. How much has come is the size of the file on the disk.
create table uploads (
  id text primary key,
  person_id int not null references people,
  site_id int not null references sites,
  name text not null,
  bytes bigint not null,
  caption text not null default '',
  credit text not null default '',
  alt text not null default '',
  decorative boolean not null default false,
  begun_at timestamptz not null,
  touched_at timestamptz not null,
  media_id int references media
);
create index uploads_person on uploads (person_id, touched_at);
create index uploads_touched on uploads (touched_at);

-- How far the lighter versions of a film are.
create table films (
  media_id int primary key references media,
  state text not null check (state in ('waiting', 'working', 'done', 'failed', 'absent')),
  percent smallint not null default 0,
  changed_at timestamptz not null
);
create index films_open on films (state) where state in ('waiting', 'absent');
insert into films (media_id, state, changed_at) select id, 'absent', uploaded_at from media where kind = 'video';
