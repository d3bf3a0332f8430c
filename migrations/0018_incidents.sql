-- Who was involved in a public incident, as what and how surely, changes only by publishing the incident, like the rest of
-- what it says. The desk keeps what waits with the draft of the incident.
create function check_involvement_is_published() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform demand_publishing(old.incident_id, null);
  end if;
  if tg_op <> 'DELETE' then
    perform demand_publishing(new.incident_id, null);
  end if;
  return null;
end $$;
create constraint trigger check_involvement_is_published after insert or update or delete on incident_company
  deferrable initially deferred for each row execute function check_involvement_is_published();

create index on incident_company (company_id);
create index on incident (date, id);
