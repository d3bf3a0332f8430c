-- What a court awards is damages, compensating and punishing ones together; it is no compensation that anybody received.
alter table redress drop constraint redress_kind_check,
  add check (kind in ('compensation', 'damages', 'settlement', 'apology', 'restitution', 'other', 'nothing'));

-- On which day the facts of a part of the starter data were last checked; what was loaded before does not say.
alter table starter_load add column as_of date;
