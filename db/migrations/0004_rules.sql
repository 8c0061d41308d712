-- Every rate, threshold, deadline and citation: a value with the days on which it holds, its legal basis, and who confirmed it.
create table rules (
  id int primary key generated always as identity,
  key text not null,
  value jsonb not null,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  source_mark text not null default '',
  created_at timestamptz not null,
  confirmed_by int references people,
  confirmed_at timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create index rules_key on rules (key, valid_from);
