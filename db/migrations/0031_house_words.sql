-- What a unit writes: words that are right here whatever the rules say, and words that are to be written otherwise.
create table house_words (
  id int primary key generated always as identity,
  -- Null: for the whole network.
  site_id int references sites,
  kind text not null check (kind in ('pair', 'allowed')),
  wrong text not null check (wrong <> '' and length(wrong) <= 80),
  "right" text not null default '' check (length("right") <= 80),
  added_by int not null references people,
  added_at timestamptz not null,
  check ((kind = 'pair') = ("right" <> ''))
);
create unique index house_words_one on house_words (coalesce(site_id, 0), lower(wrong));
