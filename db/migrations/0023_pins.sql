-- A lead story may stay pinned until an hour, an item may stand for so long only; the worker ends both by itself. Before an embargo nothing of
-- an article goes out, whoever presses.
alter table publications
  add column featured_until timestamptz,
  add column expires_at timestamptz;
create index publications_pins on publications (featured_until) where featured_until is not null;
create index publications_expiry on publications (expires_at) where status = 'live' and expires_at is not null;
alter table publications
  drop constraint publications_withdrawal_reason_check,
  add constraint publications_withdrawal_reason_check
    check (withdrawal_reason in ('error', 'legal', 'outdated', 'replaced', 'asked', 'expired'));
alter table articles add column embargo_until timestamptz;
