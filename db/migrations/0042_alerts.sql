-- What every page of a site says on top for a while: an alert, or that the site will be away. Null: on every site. The worker shows and ends it, and
-- that is an activity, so that stored pages are drawn anew.
create table alerts (
  id int primary key generated always as identity,
  site_id int references sites,
  kind text not null check (kind in ('alert', 'outage')),
  words text not null,
  href text not null default '',
  show_at timestamptz not null,
  hide_at timestamptz not null check (hide_at > show_at),
  -- Of an outage: when the site is away.
  away_from timestamptz,
  away_until timestamptz check (away_until > away_from),
  -- An outage that nobody could tell of in time.
  sudden boolean not null default false,
  shown_at timestamptz,
  ended_at timestamptz,
  created_by int not null references people,
  created_at timestamptz not null,
  check ((kind = 'outage') = (away_from is not null and away_until is not null))
);
create index alerts_standing on alerts (site_id) where ended_at is null;
