-- A Word file that was read and waits for its sender to look at it. Nothing of it is in an article or in the library before that person says
-- so; a day later it is gone. No foreign key on the section: one that waits here must not keep a section from being removed.
create table word_readings (
  id int primary key generated always as identity,
  person_id int not null references people,
  article_id int references articles,     -- the article it goes into; null begins a new one
  site_id int not null references sites,
  section_id int,
  genre text not null,
  name text not null,                     -- of the file
  reading jsonb not null,                 -- the text as it would come in, and what was left out of it
  read_at timestamptz not null,
  taken_at timestamptz
);
create index word_readings_person on word_readings (person_id, id);
create index word_readings_at on word_readings (read_at);
-- Its pictures, until they go through the library's own door.
create table word_pictures (
  reading_id int not null references word_readings on delete cascade,
  number int not null,
  type text not null,
  bytes bytea not null,
  media_id int references media,
  refused text,
  primary key (reading_id, number)
);
alter table word_pictures alter column bytes set storage external;
