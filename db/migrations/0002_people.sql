create table units (
  id int primary key generated always as identity,
  key text not null unique,
  parent_id int references units,
  name text not null collate "vi-x-icu",
  short_name text not null default '',
  valid_from date,
  valid_to date
);

-- A person without an e-mail address is an author without an account. name_key: the folded name, for pickers and lists.
create table people (
  id int primary key generated always as identity,
  name text not null collate "vi-x-icu",
  name_key text not null default '',
  address_form text not null default '',
  email text unique check (email = lower(email)),
  unit_id int references units,
  language text not null default 'vi',
  password_hash text,
  password_changed_at timestamptz,
  -- Made by somebody else: to be changed before anything else.
  password_temporary boolean not null default false,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null
);
create table pen_names (
  id int primary key generated always as identity,
  person_id int not null references people,
  name text not null,
  name_key text not null default '',
  unique (person_id, name)
);

-- site_id null: every site; section_id null: the whole site.
create table grants (
  id int primary key generated always as identity,
  person_id int not null references people,
  role text not null,
  site_id int,
  section_id int,
  granted_by int,
  granted_at timestamptz not null,
  check (section_id is null or site_id is not null),
  unique nulls not distinct (person_id, role, site_id, section_id)
);
create table delegations (
  id int primary key generated always as identity,
  person_id int not null references people,
  delegate_id int not null references people,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  reason text not null default '',
  revoked_at timestamptz,
  check (person_id <> delegate_id),
  check (valid_from < valid_to)
);
create index delegations_delegate on delegations (delegate_id);
create index delegations_person on delegations (person_id);

-- The token itself is only in the browser. confirmed_at: when the newest token first came back, so that the one before may go.
create table sessions (
  id int primary key generated always as identity,
  token_hash bytea not null unique,
  previous_hash bytea unique,
  person_id int not null references people,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  rotated_at timestamptz not null,
  confirmed_at timestamptz,
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  source text not null default '',
  agent text not null default ''
);
create index sessions_person on sessions (person_id);
create table recovery_codes (
  id int primary key generated always as identity,
  person_id int not null references people,
  code_hash bytea not null,
  used_at timestamptz,
  unique (person_id, code_hash)
);
-- Slows a guesser: key is a digest of the account, of the source, or of both together.
create table sign_in_attempts (
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  next_at timestamptz not null
);
