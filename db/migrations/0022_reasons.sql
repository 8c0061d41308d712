-- Why readers were told something, in words that can be counted: beside each correction and each withdrawal.
alter table corrections add column reason text not null default 'error' check (reason in ('error', 'legal', 'outdated', 'source'));
create index corrections_made on corrections (made_at desc, id desc);

-- Null: withdrawn before reasons were asked for, or live.
alter table publications
  add column withdrawal_reason text check (withdrawal_reason in ('error', 'legal', 'outdated', 'replaced', 'asked')),
  -- The item that readers are sent to instead.
  add column replaced_by int references articles;
create index publications_withdrawn on publications (site_id, withdrawn_at desc) where status = 'withdrawn';
