-- One row per day and page; people and bots apart; never reset. Rows change every few seconds of their day: half of each page is left free,
-- so that a change stays beside its row and touches no index.
create table page_counts (
  day date not null,
  site_id int not null,
  path text collate "C" not null,
  subject text collate "C" not null default '',
  subject_id int not null default 0,
  views int not null default 0,
  bot_views int not null default 0,
  primary key (day, site_id, path)
) with (fillfactor = 50);
create index page_counts_subject on page_counts (subject, subject_id, day);
create table visit_counts (
  day date not null,
  site_id int not null,
  visits int not null default 0,
  visitors int not null default 0,
  primary key (day, site_id)
);
-- The day's salt and who was seen: both are thrown away after the day, so no reader can be told apart later.
create table visit_salts (
  day date primary key,
  salt bytea not null
);
create table visitors_seen (
  day date not null,
  site_id int not null,
  visitor bytea not null,
  last_at timestamptz not null,
  primary key (day, site_id, visitor)
) with (fillfactor = 50);
create index visitors_seen_last on visitors_seen (site_id, last_at);
