-- What has no day stands where it is told: the place of a stage among those of its case.
alter table stage add column position int check (position > 0);
