-- Release bundles: items that come before readers together, at one hour.
create table bundles (
  id int primary key generated always as identity,
  site_id int not null references sites,
  name text not null,
  release_at timestamptz not null,
  -- Nothing of it goes out while one item cannot.
  whole boolean not null,
  state text not null check (state in ('open', 'released', 'dissolved')),
  -- Its hour came and something could not go out: it waits for a person.
  held_at timestamptz,
  released_at timestamptz,
  made_by int not null references people,
  made_at timestamptz not null
);
create index bundles_due on bundles (release_at) where state = 'open' and held_at is null;
create index bundles_site on bundles (site_id, id desc);

create table bundle_items (
  bundle_id int not null references bundles,
  article_id int not null references articles,
  -- While it waits here the item does not go out on its own.
  waiting boolean not null,
  -- Why it could not go out when the others did.
  failure text,
  added_by int not null references people,
  added_at timestamptz not null,
  primary key (bundle_id, article_id)
);
create unique index bundle_items_one on bundle_items (article_id) where waiting;
