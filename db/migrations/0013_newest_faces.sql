-- The newest faces that answer, at most `most`. Common marks are met soon by walking back from the newest, rare ones are asked of the index;
-- which touches fewer rows is told by the stretches walked so far, because the planner knows nothing of marks rarer than one in a thousand.
-- The conditions are in a form that leaves one way each.
create function newest_faces(ask tsquery, before int, most int) returns table (article_id int, working boolean)
language plpgsql stable rows 1000
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  high int := least(before, (select max(article_id) + 1 from article_faces));
  seen bigint := 0;
  found bigint := 0;
  stretch int := 1000;
  got int;
begin
  while found < most and high > 1 loop
    if seen > 0 and found * found * high < (most - found) * seen * seen then
      return query
        select article_id, working from article_faces
        where marks @@ ask and article_id + 0 < high
        order by article_id + 0 desc limit most - found;
      return;
    end if;
    return query
      select article_id, working from article_faces
      where article_id < high and article_id >= high - stretch and (marks @@ ask) is true
      order by article_id desc limit most - found;
    get diagnostics got = row_count;
    found := found + got;
    seen := seen + stretch;
    high := high - stretch;
    stretch := seen;
  end loop;
end
$$;
