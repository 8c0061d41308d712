-- What each save of a working text left, and what its editor had sent where that differs: prints of its blocks, no words. By them the changes
-- of somebody who comes back later, from an older version, are told from those of a colleague. Kept for as long as a rule row says.
create table saves (
  article_id int not null references articles,
  version int not null,
  -- One open editor of one person.
  session text not null,
  outline jsonb not null,
  sent jsonb,
  saved_by int not null references people,
  saved_at timestamptz not null,
  primary key (article_id, version)
);
create index saves_at on saves (saved_at);

-- The other wording of a place that two people wrote at once: the text shows one, this one waits until somebody chooses.
create table wordings (
  id int primary key generated always as identity,
  article_id int not null references articles,
  place text not null,
  wording jsonb not null,
  session text not null,
  written_by int not null references people,
  written_at timestamptz not null,
  choice text check (choice in ('mine', 'theirs', 'both')),
  chosen_by int references people,
  chosen_at timestamptz
);
create unique index wordings_open on wordings (article_id, place, session) where choice is null;
create index wordings_article on wordings (article_id, id);

-- Who has an article open right now, told by each open page every few seconds. Whoever decides holds the text meanwhile; a writer may take
-- it over, and the decider is told by whom. Nothing of it outlives a minute, so it need not outlive a crash.
create unlogged table presences (
  article_id int not null references articles,
  session text not null,
  person_id int not null references people,
  doing text not null check (doing in ('reading', 'writing', 'deciding')),
  block text not null default '',
  seen_at timestamptz not null,
  taken_by int references people,
  taken_at timestamptz,
  primary key (article_id, session)
);
