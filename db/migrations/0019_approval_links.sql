-- A question to somebody who never signs in: may this revision go out? Only the digest of its token is kept. Bound to one revision and one
-- version of the working text; open until it is used, taken back or too old. Rows stay: they are the record of who was asked.
create table approval_links (
  id int primary key generated always as identity,
  article_id int not null references articles,
  revision_id int not null references revisions,
  version int not null,
  token_hash bytea not null unique,
  -- Who is asked. `lent`: decides by the right of whoever sent it, and in that person's name.
  person_id int not null references people,
  lent boolean not null,
  -- When readers get it and what they are told, as whoever sent it planned it.
  plan jsonb not null,
  sent_by int not null references people,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  decided_at timestamptz,
  decision text check (decision in ('approve', 'return')),
  revoked_at timestamptz,
  revoked_by int references people,
  check ((decided_at is null) = (decision is null))
);
create index approval_links_article on approval_links (article_id, id);
