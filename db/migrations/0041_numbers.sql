-- What all pages of a site had together on a day: the sum is asked for more often than its parts.
alter table visit_counts add column views int not null default 0, add column bot_views int not null default 0;
insert into visit_counts (day, site_id, views, bot_views)
select day, site_id, sum(views), sum(bot_views) from page_counts group by day, site_id
on conflict (day, site_id) do update set views = excluded.views, bot_views = excluded.bot_views;
-- Where readers came from (names of hosts, never whole addresses) and which addresses they asked for in vain.
create table named_counts (
  day date not null,
  site_id int not null,
  kind text not null check (kind in ('referrer', 'missing')),
  name text collate "C" not null,
  hits int not null default 0,
  primary key (day, site_id, kind, name)
) with (fillfactor = 50);
-- What an older portal had counted before this house began: shown apart, with its source, never added in silence.
create table opening_counts (
  site_id int not null references sites,
  measure text not null check (measure in ('visits', 'views')),
  value bigint not null check (value >= 0),
  until date not null,
  source text not null,
  primary key (site_id, measure)
);
