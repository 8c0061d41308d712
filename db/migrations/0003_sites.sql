create table sites (
  id int primary key generated always as identity,
  key text not null unique check (key ~ '^[a-z0-9-]{2,30}$'),
  position int not null default 0,
  unit_id int references units,
  name text not null,
  owner text not null default '',
  superior text not null default '',
  responsible text not null default '',
  address text not null default '',
  phone text not null default '',
  email text not null default '',
  description text not null default '',
  theme jsonb not null default '{}',
  created_at timestamptz not null
);
-- Names of its own beside <key>.<base host>; exactly one canonical name per site, or none (then the base-host name is canonical).
create table site_hosts (
  host text primary key check (host = lower(host)),
  site_id int not null references sites,
  canonical boolean not null default false
);
create unique index site_hosts_canonical on site_hosts (site_id) where canonical;

create table sections (
  id int primary key generated always as identity,
  site_id int not null references sites,
  parent_id int references sections,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  description text not null default '',
  position int not null default 0,
  hidden_at timestamptz,
  unique (site_id, slug)
);
create table menu_entries (
  id int primary key generated always as identity,
  site_id int not null references sites,
  place text not null check (place in ('main', 'footer')),
  heading text not null default '',
  position int not null default 0,
  label text not null,
  href text,
  section_id int references sections,
  check (num_nonnulls(href, section_id) = 1)
);
create index menu_entries_site on menu_entries (site_id, place, position);
create table blocks (
  id int primary key generated always as identity,
  site_id int not null references sites,
  page text not null default 'home',
  position int not null default 0,
  kind text not null,
  options jsonb not null default '{}',
  hidden_at timestamptz
);
create index blocks_site on blocks (site_id, page, position);
create table redirects (
  site_id int not null references sites,
  path text not null,
  target text not null,
  created_at timestamptz not null,
  primary key (site_id, path)
);
