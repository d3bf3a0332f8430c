-- What has no day stands where it is told: the place of a stage among those of its case.
alter table stage add column position int check (position > 0);

-- Which companies and incidents a public case is tied to, and as what, changes only by publishing the case, like the rest of
-- what it says.
create function check_ties_are_published() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform demand_publishing(old.case_id, null);
  end if;
  if tg_op <> 'DELETE' then
    perform demand_publishing(new.case_id, null);
  end if;
  return null;
end $$;
create constraint trigger check_ties_are_published after insert or update or delete on case_company
  deferrable initially deferred for each row execute function check_ties_are_published();
create constraint trigger check_ties_are_published after insert or update or delete on case_incident
  deferrable initially deferred for each row execute function check_ties_are_published();

create index on case_incident (incident_id);
