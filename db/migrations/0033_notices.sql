-- What a person is told of: the activity and where it leads. No words and no names: they are drawn when it is read.
create table notices (
  id int primary key generated always as identity,
  person_id int not null references people,
  activity_id bigint not null references activities,
  kind text not null,
  path text not null,
  -- Whose delegate the person was when this was told.
  instead_of int references people,
  at timestamptz not null,
  seen_at timestamptz,
  -- When a letter may speak of it; null: it is for the inbox only.
  mail_after timestamptz,
  mailed_at timestamptz,
  unique (activity_id, person_id)
);
create index notices_inbox on notices (person_id, at desc, id desc);
create index notices_unseen on notices (person_id) where seen_at is null;
create index notices_due on notices (mail_after) where mail_after is not null and mailed_at is null and seen_at is null;
create index notices_seen on notices (seen_at) where seen_at is not null;

create table notice_choices (
  person_id int not null references people,
  kind_group text not null,
  way text not null check (way in ('once', 'digest', 'inbox')),
  primary key (person_id, kind_group)
);

-- Minutes after midnight in Vietnam. Without a row the built-in hours hold.
create table notice_hours (
  person_id int primary key references people,
  quiet_from smallint not null check (quiet_from between 0 and 1439),
  quiet_to smallint not null check (quiet_to between 0 and 1439),
  -- Saturdays, Sundays and holidays are quiet as a whole.
  quiet_days_off boolean not null,
  digest_at smallint not null check (digest_at between 0 and 1439),
  -- The last letter that was asked for on trial.
  tried_at timestamptz
);
