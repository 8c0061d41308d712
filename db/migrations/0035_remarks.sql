-- What colleagues say about a text: beside it and never in it, so that nothing of it can reach a reader. It points at a place by words that stand
-- there (the quote) and by what stood around them. Nothing said is deleted.
create table remarks (
  id int primary key generated always as identity,
  article_id int not null references articles,
  -- The remark that began the talk; null for that one itself.
  thread_id int references remarks,
  -- title, lead, a block's id; empty: the whole text.
  place text not null default '',
  -- Empty: the whole place.
  quote text not null default '',
  start_at int not null default 0,
  before text not null default '',
  after text not null default '',
  -- The text it was said about: the newest kept then, and the save.
  revision_id int references revisions,
  version int not null,
  words text not null,
  author_id int not null references people,
  said_at timestamptz not null,
  resolved_by int references people,
  resolved_at timestamptz,
  hidden_by int references people,
  hidden_at timestamptz,
  hidden_why text not null default ''
);
create index remarks_article on remarks (article_id, id);
create index remarks_open on remarks (article_id) where thread_id is null and resolved_at is null and hidden_at is null;

-- Another wording of the quote that a remark proposes.
create table suggestions (
  remark_id int primary key references remarks,
  wording text not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected')),
  decided_by int references people,
  decided_at timestamptz,
  decided_words text not null default ''
);
