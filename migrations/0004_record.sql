-- Companies under their names over time, what happened, and what came of it. Contracts, laws and the treaty follow.

create table company (
  id uuid primary key references thing,
  country country_code not null,
  founded partial_date
);
create table company_text (
  thing_id uuid not null references company,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  summary text not null check (summary <> ''),
  based_on_revision int,
  primary key (thing_id, lang, state)
);

create table company_name (
  id uuid primary key references thing,
  company_id uuid not null references company,
  name text not null check (name <> ''),
  lang language_tag not null,
  -- null: the sources do not say what kind of name it is
  kind text check (kind in ('legal', 'trade', 'local', 'abbreviation', 'transliteration')),
  valid_from partial_date,
  valid_to partial_date,
  -- past: it ended, and no source says when. unknown is never read as ongoing.
  end_is text not null check (end_is in ('known', 'past', 'ongoing', 'unknown')),
  ongoing_as_of date,
  parallel boolean not null default false,
  position int not null,
  check ((end_is = 'known') = (valid_to is not null)),
  check ((end_is = 'ongoing') = (ongoing_as_of is not null)),
  check (valid_from is null or valid_to is null or date_from(valid_from) < date_until(valid_to)),
  -- Two legal names in one language at one certain time: only where both are marked.
  exclude using gist (company_id with =, (lang::text) with =,
    daterange(date_until(valid_from), greatest(date_until(valid_from), date_from(valid_to))) with &&)
    where (kind = 'legal' and not parallel and valid_from is not null)
);
create index on company_name (company_id);
create index company_name_search on company_name using gin (name gin_trgm_ops);

create table succession (
  id uuid primary key references thing,
  from_company uuid not null references company,
  to_company uuid not null references company,
  kind text not null check (kind in ('acquired', 'merged-into', 'subsidiary-of', 'spun-off', 'rebranded-local')),
  date partial_date,
  check (from_company <> to_company)
);
create table succession_text (
  thing_id uuid not null references succession,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  note text not null check (note <> ''),
  based_on_revision int,
  primary key (thing_id, lang, state)
);

create table incident (
  id uuid primary key references thing,
  date partial_date not null,
  latitude numeric(8, 5) check (latitude between -90 and 90),
  longitude numeric(8, 5) check (longitude between -180 and 180),
  place_precision text check (place_precision in ('exact', 'city', 'governorate', 'country')),
  kind text not null check (kind in ('killing', 'torture', 'shooting', 'trafficking', 'labour-abuse', 'fraud', 'weapons', 'other')),
  -- null is 'figure unknown', never none
  killed_min int check (killed_min >= 0),
  killed_max int check (killed_max >= killed_min),
  injured_min int check (injured_min >= 0),
  injured_max int check (injured_max >= injured_min),
  harmed text[] not null default '{}' check (harmed <@ '{civilian,detainee,guard,company-guard,contract-worker,military}'::text[]),
  harmed_by text check (harmed_by in ('company-staff', 'company-staff-and-others', 'subcontractor', 'armed-group')),
  accountability text not null check (accountability in ('none', 'investigated', 'prosecuted', 'convicted', 'pardoned', 'settled',
    'judgment', 'dismissed')),
  check ((killed_min is null) = (killed_max is null)),
  check ((injured_min is null) = (injured_max is null)),
  check ((latitude is null) = (longitude is null))
);
create table incident_text (
  thing_id uuid not null references incident,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  place text not null default '',
  governorate text not null default '',
  summary text not null check (summary <> ''),
  based_on_revision int,
  primary key (thing_id, lang, state)
);
create table incident_company (
  incident_id uuid not null references incident,
  company_id uuid not null references company,
  primary key (incident_id, company_id)
);

create table court_case (
  id uuid primary key references thing,
  country country_code not null,
  filed partial_date,
  decided partial_date,
  kind text not null check (kind in ('criminal', 'civil', 'arbitration', 'administrative')),
  status text not null check (status in ('pending', 'dismissed', 'settled', 'convicted', 'judgment', 'pardoned', 'acquitted'))
);
create table court_case_text (
  thing_id uuid not null references court_case,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  court text not null default '',
  outcome text not null check (outcome <> ''),
  based_on_revision int,
  primary key (thing_id, lang, state)
);
create table case_incident (
  case_id uuid not null references court_case,
  incident_id uuid not null references incident,
  primary key (case_id, incident_id)
);
create table case_company (
  case_id uuid not null references court_case,
  company_id uuid not null references company,
  primary key (case_id, company_id)
);

-- A public claim about a named company has a source and a reviewer who did not write it. Checked when the transaction
-- ends, so that a thing, its citations, its review and its publication can be written together.
create function check_claim_is_sourced_and_reviewed() returns trigger language plpgsql as $$
begin
  if (select kind from thing where id = new.thing_id) not in ('company', 'succession', 'incident', 'case') then
    return null;
  end if;
  if not exists (select from citation where thing_id = new.thing_id) then
    raise exception 'a public claim about a company needs a source' using errcode = 'TD004';
  end if;
  if not exists (select from review r where r.thing_id = new.thing_id and (r.kind = 'starter' or not exists (
      select from revision v where v.thing_id = new.thing_id and v.actor = r.reviewer))) then
    raise exception 'a public claim about a company needs a reviewer who did not write it' using errcode = 'TD004';
  end if;
  return null;
end $$;
create constraint trigger check_claim_is_sourced_and_reviewed after insert or update on publication
  deferrable initially deferred for each row execute function check_claim_is_sourced_and_reviewed();
create function check_claim_keeps_source() returns trigger language plpgsql as $$
begin
  if exists (select from publication p join thing t on t.id = p.thing_id where p.thing_id = old.thing_id and p.ended_at is null
      and t.kind in ('company', 'succession', 'incident', 'case'))
    and not exists (select from citation where thing_id = old.thing_id) then
    raise exception 'a public claim about a company keeps its source' using errcode = 'TD004';
  end if;
  return null;
end $$;
create constraint trigger check_claim_keeps_source after delete or update on citation
  deferrable initially deferred for each row execute function check_claim_keeps_source();
