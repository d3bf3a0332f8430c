-- A flood of proposals is declined at once, and nobody is told: as long as what it said is kept, it can wait again.
alter table proposal add column batch uuid, add check (batch is null or state = 'declined');
create index on proposal (batch) where batch is not null;

create or replace function keep_answer() returns trigger language plpgsql as $$
begin
  if old.origin = 'visitor' and old.state <> 'waiting' and new.state <> old.state
    and not (old.batch is not null and new.state = 'waiting' and old.payload <> '{}') then
    raise exception 'a proposal that was answered stays answered' using errcode = 'TD003';
  end if;
  return new;
end $$;
