-- The spine: settings, the activity log and its seal, the access record.
create table settings (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

-- One row per command. No foreign keys: the record outlives what it tells of.
create table activities (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  actor_id int,
  kind text not null,
  subject text not null,
  subject_id int not null,
  site_id int,
  detail jsonb not null default '{}',
  tags text[] not null default '{}',
  request_id text,
  xid xid8 not null default pg_current_xact_id(),
  hash bytea not null
);
create index activities_subject on activities (subject, subject_id, id);
create index activities_xid on activities (xid);
create index activities_kind on activities (kind, id);
create index activities_actor on activities (actor_id, id);

-- The sealer links activities in order under a key that is not in the database.
create table seals (
  position bigint primary key,
  activity_id bigint not null unique,
  mac bytea not null,
  at timestamptz not null
);

-- Who came from where and did what; apart from the application log, for the administrator only.
create table access_records (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  source text not null,
  account_id int,
  action text not null,
  outcome text not null
);
create index access_records_at on access_records (at);
create index access_records_account on access_records (account_id, at);
