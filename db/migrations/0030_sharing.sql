-- Between sites: an item offered to a site or asked for by one, and what became of it. The rows stay as the record.
create table shares (
  id int primary key generated always as identity,
  article_id int not null references articles,
  -- The site that gets it.
  site_id int not null references sites,
  kind text not null check (kind in ('offer', 'ask')),
  state text not null check (state in ('open', 'taken', 'declined', 'recalled')),
  -- A live link shows whatever the item's own site shows; a copy is an item of its own.
  mode text check (mode in ('link', 'copy')),
  section_id int references sections,
  headline text not null default '',
  words text not null default '',
  copy_id int references articles,
  made_by int not null references people,
  made_at timestamptz not null,
  answered_by int references people,
  answered_at timestamptz,
  answer text not null default ''
);
-- One question at a time, and an item stands on a site once.
create unique index shares_one on shares (article_id, site_id) where state in ('open', 'taken');
create index shares_site on shares (site_id, state, id desc);
create index shares_article on shares (article_id, id);

-- What a site calls an item of another site; empty: as it is called there.
alter table publications add column headline text not null default '';
alter table publications
  drop constraint publications_withdrawal_reason_check,
  add constraint publications_withdrawal_reason_check
    check (withdrawal_reason in ('error', 'legal', 'outdated', 'replaced', 'asked', 'expired', 'unshared'));
alter table articles add column copied_from int references articles;
create index articles_copies on articles (copied_from) where copied_from is not null;
