-- Where those who were harmed sued and no source says what came of it, the furthest step is the suit.
alter table incident drop constraint incident_accountability_check,
  add check (accountability in ('none', 'investigated', 'sued', 'prosecuted', 'convicted', 'pardoned', 'settled', 'judgment', 'dismissed'));

drop index incident_by_step;
create index incident_by_step on incident (
  array_position('{pardoned,convicted,judgment,settled,dismissed,prosecuted,sued,investigated,none}'::text[], accountability),
  date_from(date), id);
