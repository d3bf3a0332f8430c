-- The rows of a table are matched by the jobs process: a table is at that from when somebody asks for it until each of its rows
-- has been looked at.
alter table import_run drop constraint import_run_state_check;
alter table import_run
  add check (state in ('received', 'read', 'matching', 'refused', 'proposed')),
  -- why it is read, and not proposed, though somebody asked for it: no row could be proposed, or the work failed thrice
  add column trouble text check (trouble in ('no_row', 'gave_up')),
  add check (trouble is null or state = 'read');
create index on import_run (made_at) where state in ('received', 'matching');
-- What became of a row; null until somebody looks. Those that became proposals go when all have been looked at.
alter table import_row add column looked text check (looked in ('proposed', 'left_out'));
-- Visitors' proposals are counted by what they are about each time that one comes in.
create index proposal_waiting on proposal (about, wants) where origin = 'visitor' and state = 'waiting';
