-- Stages by site and genre: how many an article goes through is written on it when it is sent; who has it at its stage, until when, and when
-- that person is next reminded. `due_at` was there and never filled.
alter table articles
  drop constraint articles_status_check,
  add constraint articles_status_check check (status in ('draft', 'submitted', 'proofing', 'endorsing', 'returned', 'edited', 'approved')),
  add column stages smallint not null default 2 check (stages between 1 and 4),
  add column assignee_id int references people,
  -- Null: nothing more to remind of.
  add column remind_at timestamptz;
create index articles_remind on articles (remind_at) where remind_at is not null;

-- Why an item went back, in words that can be counted: the keys of the agency's list, beside the words on the step.
create table return_reasons (
  transition_id int not null references transitions,
  reason text not null,
  primary key (transition_id, reason)
);

-- What waits already has been taken by nobody.
update article_faces f set marks = f.marks || array_to_tsvector(array[coalesce('to=' || a.assignee_id, 'free')])
from articles a where a.id = f.article_id and f.working and a.status in ('submitted', 'proofing', 'endorsing', 'edited');
