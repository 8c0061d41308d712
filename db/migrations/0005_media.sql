-- Bytes stand outside the database (kernel/files); a key is never used again for other bytes.
create table media (
  id int primary key generated always as identity,
  key text not null unique,
  site_id int not null references sites,
  kind text not null check (kind in ('image', 'video', 'audio', 'file')),
  content_type text not null,
  bytes bigint not null,
  sha256 bytea not null,                  -- of the stored file
  source_sha256 bytea not null,           -- of the file as it was sent; a picture is stored without its camera data
  width int,
  height int,
  seconds real,
  name text not null,
  caption text not null default '',
  credit text not null default '',
  alt text not null default '',
  decorative boolean not null default false,
  words text not null default '',         -- the four above and the name, folded, for the library's search
  focal_x real not null default 0.5 check (focal_x between 0 and 1),
  focal_y real not null default 0.5 check (focal_y between 0 and 1),
  placeholder bytea,
  poster_id int references media,
  uploaded_by int references people,
  uploaded_at timestamptz not null,
  hidden_at timestamptz,
  hidden_reason text not null default ''
);
create index media_site on media (site_id, id desc);
create index media_source on media (source_sha256);
create index media_poster on media (poster_id) where poster_id is not null;
create table renditions (
  media_id int not null references media,
  name text not null,
  key text not null unique,
  content_type text not null,
  width int not null,
  height int not null,
  bytes bigint not null,
  sha256 bytea not null,
  primary key (media_id, name)
);
-- Where a medium is used; the subject is named by the module that uses it.
create table media_uses (
  media_id int not null references media,
  subject text not null,
  subject_id int not null,
  primary key (media_id, subject, subject_id)
);
create index media_uses_subject on media_uses (subject, subject_id);
