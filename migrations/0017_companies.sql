-- Companies: the order of their names, owners and their offices, and companies that are found to be one, or two.

create index on company (country);
create index on succession (from_company);
create index on succession (to_company);
create index on case_company (company_id);

-- A new name stands last.
create function place_company_name() returns trigger language plpgsql as $$
begin
  if new.position is null then
    new.position = (select coalesce(max(position), 0) + 1 from company_name where company_id = new.company_id);
  end if;
  return new;
end $$;
create trigger place_company_name before insert on company_name for each row execute function place_company_name();

-- A person is an owner only as the holder of a public office, which is named.
create function check_owner_holds_office() returns trigger language plpgsql as $$
declare
  subject uuid = case when tg_table_name = 'ownership' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'thing_id')::uuid end;
begin
  if exists (select from ownership w join ownership_text x on x.thing_id = w.id
      where w.id = subject and w.owner_is = 'office-holder' and x.office = '') then
    raise exception 'a person who owns is named as the holder of an office only' using errcode = 'TD004';
  end if;
  return null;
end $$;
create constraint trigger check_owner_holds_office after insert or update on ownership
  deferrable initially deferred for each row execute function check_owner_holds_office();
create constraint trigger check_owner_holds_office after insert or update on ownership_text
  deferrable initially deferred for each row execute function check_owner_holds_office();

-- Two companies that are one, or one that is two: proposed by one, done by another, taken back in the same way. What
-- stood before is kept row by row, so that taking back puts exactly that back.
create table company_move (
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split')),
  -- whose statements go, and to whom
  from_company uuid not null references company,
  to_company uuid not null references company,
  -- of a split: which ones go; a merge takes all
  chosen uuid[] not null default '{}',
  why text not null check (why <> '' and length(why) <= 300),
  proposed_by text not null check (proposed_by <> ''),
  proposed_at timestamptz not null default now(),
  refused_by text check (refused_by <> ''),
  refused_at timestamptz,
  done_by text check (done_by <> proposed_by),
  done_at timestamptz,
  undo_why text check (undo_why <> '' and length(undo_why) <= 300),
  undo_by text check (undo_by <> ''),
  undo_at timestamptz,
  undone_by text check (undone_by <> undo_by),
  undone_at timestamptz,
  check (from_company <> to_company),
  check ((kind = 'split') = (cardinality(chosen) > 0)),
  check ((refused_by is null) = (refused_at is null)),
  check ((done_by is null) = (done_at is null)),
  check ((undo_by is null) = (undo_at is null) and (undo_by is null) = (undo_why is null)),
  check ((undone_by is null) = (undone_at is null)),
  check (refused_at is null or done_at is null),
  check (undo_at is null or done_at is not null),
  check (undone_at is null or undo_at is not null)
);
create unique index one_move_of_all on company_move (from_company)
  where kind = 'merge' and refused_at is null and undone_at is null;
create index on company_move (to_company);

-- What a move changed, in its order: the columns of a row as they were and as they became. Null: there was, or is, no row.
create table company_moved (
  move_id uuid not null references company_move,
  position int not null,
  place text not null check (place in ('company_name', 'succession', 'ownership', 'contract', 'response', 'incident_company',
    'case_company', 'publication', 'former_slug')),
  thing_id uuid not null references thing on delete cascade,
  before jsonb,
  after jsonb,
  primary key (move_id, position),
  check (before is distinct from after)
);
create index on company_moved (thing_id);
create trigger append_only before update on company_moved for each row execute function refuse_change();

-- What went into another company is not public beside it.
create function refuse_merged_company() returns trigger language plpgsql as $$
begin
  if exists (select from company_move m where m.kind = 'merge' and m.from_company = new.thing_id
      and m.done_at is not null and m.undone_at is null) then
    raise exception 'a company that was merged into another is not public' using errcode = 'TD004';
  end if;
  return new;
end $$;
create trigger refuse_merged_company before insert on publication for each row execute function refuse_merged_company();
