-- The whole record: names that are published each by itself, owners, contracts, stages of cases, redress, laws, the treaty
-- process, answers of companies; and the rule that no claim is public before a second person has read what it now says.

alter table thing drop constraint thing_kind_check;
alter table thing add check (kind in ('initiative', 'campaign', 'point', 'declaration', 'news', 'organisation', 'item',
  'source', 'company', 'company-name', 'succession', 'ownership', 'buyer', 'contract', 'incident', 'victim', 'case', 'stage',
  'redress', 'law', 'treaty-step', 'response'));

-- How far a statement goes. established: a court or an official inquiry found it.
create domain standing as text check (value in ('alleged', 'reported', 'established', 'disputed'));
create domain currency_code as text check (value ~ '^[A-Z]{3}$');

-- What the desk edits keeps the number of its revision, and goes when its thing is erased.
alter table company_text add column revision int not null default 1 check (revision > 0);
alter table succession_text add column revision int not null default 1 check (revision > 0);
alter table incident_text add column revision int not null default 1 check (revision > 0);
alter table court_case_text add column revision int not null default 1 check (revision > 0);
alter table company drop constraint company_id_fkey, add foreign key (id) references thing on delete cascade;
alter table company_text drop constraint company_text_thing_id_fkey,
  add foreign key (thing_id) references company on delete cascade;
alter table company_name drop constraint company_name_id_fkey, add foreign key (id) references thing on delete cascade;
alter table succession drop constraint succession_id_fkey, add foreign key (id) references thing on delete cascade;
alter table succession_text drop constraint succession_text_thing_id_fkey,
  add foreign key (thing_id) references succession on delete cascade;
alter table incident drop constraint incident_id_fkey, add foreign key (id) references thing on delete cascade;
alter table incident_text drop constraint incident_text_thing_id_fkey,
  add foreign key (thing_id) references incident on delete cascade;
alter table incident_company drop constraint incident_company_incident_id_fkey,
  add foreign key (incident_id) references incident on delete cascade;
alter table court_case drop constraint court_case_id_fkey, add foreign key (id) references thing on delete cascade;
alter table court_case_text drop constraint court_case_text_thing_id_fkey,
  add foreign key (thing_id) references court_case on delete cascade;
alter table case_company drop constraint case_company_case_id_fkey,
  add foreign key (case_id) references court_case on delete cascade;
alter table case_incident drop constraint case_incident_case_id_fkey,
  add foreign key (case_id) references court_case on delete cascade;

-- Names. What is still borne, somebody says, on a day: that source.
alter table company_name add column ongoing_source uuid references source,
  add column standing standing not null default 'reported',
  add check ((end_is = 'ongoing') = (ongoing_source is not null));
create table company_name_text (
  thing_id uuid not null references company_name on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  -- what is to be said of the name: who gave it, why it was taken. Mostly nothing.
  note text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);
-- Names came out with their company.
insert into publication (id, thing_id, at, actor)
  select gen_random_uuid(), n.id, p.at, p.actor from company_name n
  join publication p on p.thing_id = n.company_id and p.ended_at is null
  where not exists (select from publication own where own.thing_id = n.id);

alter table succession add column standing standing not null default 'reported';

-- Who owned a company, from when to when. A person only as the holder of a public office, and only where a source says so.
create table ownership (
  id uuid primary key references thing on delete cascade,
  company_id uuid not null references company,
  -- the owner, where it is a company of the record; else the text names it
  owner_company uuid references company,
  owner_is text not null check (owner_is in ('company', 'organisation', 'state', 'office-holder')),
  share_min numeric(5, 2) check (share_min between 0 and 100),
  share_max numeric(5, 2) check (share_max between 0 and 100),
  valid_from partial_date,
  valid_to partial_date,
  end_is text not null default 'unknown' check (end_is in ('known', 'past', 'ongoing', 'unknown')),
  ongoing_as_of date,
  ongoing_source uuid references source,
  standing standing not null default 'reported',
  check (owner_company is distinct from company_id),
  check (owner_company is null or owner_is = 'company'),
  check (share_min <= share_max),
  check ((share_min is null) = (share_max is null)),
  check ((end_is = 'known') = (valid_to is not null)),
  check ((end_is = 'ongoing') = (ongoing_as_of is not null)),
  check ((end_is = 'ongoing') = (ongoing_source is not null)),
  check (valid_from is null or valid_to is null or date_from(valid_from) < date_until(valid_to))
);
create index on ownership (company_id);
create index on ownership (owner_company);
create table ownership_text (
  thing_id uuid not null references ownership on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  owner text not null check (owner <> ''),
  -- the public office, where the owner holds one
  office text not null default '',
  note text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- Who pays.
create table buyer (
  id uuid primary key references thing on delete cascade,
  kind text not null check (kind in ('state', 'un', 'company', 'ngo', 'other')),
  -- null: of no country
  country country_code
);
create table buyer_text (
  thing_id uuid not null references buyer on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  name text not null check (name <> ''),
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

create table contract (
  id uuid primary key references thing on delete cascade,
  buyer_id uuid not null references buyer,
  company_id uuid not null references company,
  -- the name in the contract, where a source gives it; else the name that the company bore then
  name_id uuid references company_name,
  valid_from partial_date,
  valid_to partial_date,
  end_is text not null default 'unknown' check (end_is in ('known', 'past', 'ongoing', 'unknown')),
  ongoing_as_of date,
  ongoing_source uuid references source,
  -- in whole units of the currency
  amount numeric(20, 2) check (amount >= 0),
  currency currency_code,
  amount_is text check (amount_is in ('paid', 'value', 'minimum', 'maximum')),
  -- where the work was done
  place_country country_code,
  standing standing not null default 'reported',
  check ((amount is null) = (currency is null)),
  check ((amount is null) = (amount_is is null)),
  check ((end_is = 'known') = (valid_to is not null)),
  check ((end_is = 'ongoing') = (ongoing_as_of is not null)),
  check ((end_is = 'ongoing') = (ongoing_source is not null)),
  check (valid_from is null or valid_to is null or date_from(valid_from) < date_until(valid_to))
);
create index on contract (company_id);
create index on contract (buyer_id);
create index on contract (name_id);
create table contract_text (
  thing_id uuid not null references contract on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  subject text not null default '',
  place text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- Incidents: of several kinds at once, over several days, and who took part in what standing.
alter table incident add column kinds text[] not null default '{}'
    check (kinds <@ '{killing,torture,shooting,trafficking,labour-abuse,fraud,weapons,detention,other}'::text[]),
  add column date_to partial_date check (date_to is null or date_from(date) < date_until(date_to)),
  add column standing standing not null default 'reported';
update incident set kinds = array[kind];
alter table incident drop column kind, add check (cardinality(kinds) > 0);
alter table incident drop constraint incident_harmed_by_check,
  add check (harmed_by in ('company-staff', 'company-staff-and-others', 'subcontractor', 'armed-group', 'other'));
alter table incident_company add column role text not null default 'involved'
    check (role in ('staff-acted', 'employer-of-the-harmed', 'principal', 'involved')),
  add column standing standing not null default 'reported';

-- Somebody who suffered and chose to be named: with where they said so. Nobody else is in the record by name.
create table victim (
  id uuid primary key references thing on delete cascade,
  incident_id uuid not null references incident,
  chose_publicity_on partial_date not null,
  chose_publicity_source uuid not null references source
);
create index on victim (incident_id);
create table victim_text (
  thing_id uuid not null references victim on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  name text not null check (name <> ''),
  account text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- Cases: parties, and stages with their days.
alter table court_case_text add column parties text not null default '';
alter table case_company add column role text not null default 'defendant'
  check (role in ('defendant', 'plaintiff', 'employer-of-defendants', 'subject', 'other'));
create table stage (
  id uuid primary key references thing on delete cascade,
  case_id uuid not null references court_case,
  date partial_date,
  kind text not null check (kind in ('filed', 'charged', 'dismissed', 'revived', 'removed', 'trial', 'convicted', 'acquitted', 'sentenced',
    'judgment', 'appealed', 'appeal-decided', 'settled', 'pardoned', 'withdrawn', 'other'))
);
create index on stage (case_id);
create table stage_text (
  thing_id uuid not null references stage on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  what text not null check (what <> ''),
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- What those who were harmed, or their families, obtained; or that they obtained nothing, as of a day.
create table redress (
  id uuid primary key references thing on delete cascade,
  incident_id uuid references incident,
  case_id uuid references court_case,
  kind text not null check (kind in ('compensation', 'settlement', 'apology', 'restitution', 'other', 'nothing')),
  date partial_date,
  amount numeric(20, 2) check (amount >= 0),
  currency currency_code,
  standing standing not null default 'reported',
  check (incident_id is not null or case_id is not null),
  check ((amount is null) = (currency is null)),
  check (kind <> 'nothing' or (amount is null and date is not null))
);
create index on redress (incident_id);
create index on redress (case_id);
create table redress_text (
  thing_id uuid not null references redress on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  -- who obtained what
  what text not null check (what <> ''),
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- What a country does, against what the campaign asks of it. unknown: nobody has looked.
create domain does as text check (value in ('yes', 'partly', 'no', 'unknown'));
create table law (
  id uuid primary key references thing on delete cascade,
  country country_or_int not null,
  adopted partial_date,
  kind text not null check (kind in ('prohibits', 'licenses', 'regulates-export', 'soft-law', 'treaty-draft', 'order')),
  status text not null check (status in ('draft', 'in-force', 'repealed')),
  prohibits does not null default 'unknown',
  licenses does not null default 'unknown',
  immunity does not null default 'unknown',
  jurisdiction does not null default 'unknown',
  remedy does not null default 'unknown'
);
create table law_text (
  thing_id uuid not null references law on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  summary text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

-- The way to a binding treaty: meetings, votes, texts.
create table treaty_step (
  id uuid primary key references thing on delete cascade,
  date partial_date not null,
  kind text not null default 'other' check (kind in ('meeting', 'vote', 'text', 'mandate', 'other')),
  votes_for int check (votes_for >= 0),
  votes_against int check (votes_against >= 0),
  abstentions int check (abstentions >= 0),
  check ((votes_for is null) = (votes_against is null) and (votes_for is null) = (abstentions is null))
);
create table treaty_step_text (
  thing_id uuid not null references treaty_step on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  body text not null default '',
  summary text not null default '',
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);
create table treaty_vote (
  step_id uuid not null references treaty_step on delete cascade,
  country country_code not null,
  vote text not null check (vote in ('for', 'against', 'abstained')),
  primary key (step_id, country)
);

-- What a company answered to a statement about it. It stands beside the statement.
create table response (
  id uuid primary key references thing on delete cascade,
  company_id uuid not null references company,
  about uuid not null references thing,
  date partial_date,
  check (about <> id)
);
create index on response (about);
create index on response (company_id);
create table response_text (
  thing_id uuid not null references response on delete cascade,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  text text not null check (text <> ''),
  based_on_revision int,
  revision int not null default 1 check (revision > 0),
  primary key (thing_id, lang, state)
);

create or replace view thing_title as
  select thing_id, lang, state, name as title from initiative_text
  union all select thing_id, lang, state, name from campaign_text
  union all select thing_id, lang, state, case when label = '' then left(text, 90) else label end from campaign_point_text
  union all select thing_id, lang, state, title from news_text
  union all select thing_id, lang, state, name from organisation_text
  union all select thing_id, lang, state, title from item_text
  union all select v.declaration_id, w.lang, w.state, w.title from declaration_wording w
    join declaration_version v on v.id = w.version_id
    where not exists (select from declaration_version l where l.declaration_id = v.declaration_id and l.number > v.number)
      and not exists (select from declaration_wording l where l.version_id = w.version_id and l.lang = w.lang and l.erratum > w.erratum)
  union all select n.company_id, 'en', 'published', n.name from company_name n
    where not exists (select from company_name o where o.company_id = n.company_id and (o.position, o.id) < (n.position, n.id))
  union all select id, 'en', 'published', name from company_name
  union all select id, 'en', 'published', title from source
  union all select thing_id, lang, state, left(note, 90) from succession_text
  union all select thing_id, lang, state, owner from ownership_text
  union all select thing_id, lang, state, name from buyer_text
  union all select thing_id, lang, state, title from contract_text
  union all select thing_id, lang, state, title from incident_text
  union all select thing_id, lang, state, name from victim_text
  union all select thing_id, lang, state, title from court_case_text
  union all select thing_id, lang, state, left(what, 90) from stage_text
  union all select thing_id, lang, state, left(what, 90) from redress_text
  union all select thing_id, lang, state, title from law_text
  union all select thing_id, lang, state, title from treaty_step_text
  union all select thing_id, lang, state, left(text, 90) from response_text;

-- Claims, and who has read them. A review covers what was written before it; nobody reviews what they wrote.
create function is_claim(kind text) returns boolean language sql immutable parallel safe
  return kind in ('company', 'company-name', 'succession', 'ownership', 'contract', 'incident', 'victim', 'case', 'stage', 'redress',
    'law', 'treaty-step', 'response');

alter table review add column revisions int not null default 0 check (revisions >= 0);
alter table review disable trigger append_only;
update review r set revisions = (select count(*) from revision v where v.thing_id = r.thing_id and v.at <= r.at);
alter table review enable trigger append_only;
alter table review alter column revisions drop default;
alter table review drop constraint review_thing_id_reviewer_key;
create index on review (thing_id);

create function note_what_review_covers() returns trigger language plpgsql as $$
declare
  total int;
  covered int;
begin
  perform from thing where id = new.thing_id for update;
  total = (select count(*) from revision where thing_id = new.thing_id);
  covered = coalesce((select max(revisions) from review where thing_id = new.thing_id), 0);
  new.revisions = total;
  if new.kind = 'staff' and is_claim((select kind from thing where id = new.thing_id)) and exists (
      select from (select actor from revision where thing_id = new.thing_id order by at desc, id desc limit greatest(total - covered, 0)) v
      where v.actor = new.reviewer) then
    raise exception 'nobody reviews what they wrote' using errcode = 'TD004';
  end if;
  return new;
end $$;
create trigger note_what_review_covers before insert on review for each row execute function note_what_review_covers();

-- How many of a thing's newest revisions nobody but their authors has read.
create function unreviewed_revisions(subject uuid) returns int language sql stable
  return (select count(*) from revision v where v.thing_id = subject)::int
    - coalesce((select max(r.revisions) from review r where r.thing_id = subject), 0);

create or replace view unadopted as
  select r.thing_id from review r where r.kind = 'starter'
    and (select count(distinct s.reviewer) from review s where s.thing_id = r.thing_id and s.kind = 'staff') < 2;

-- Names came in with their company's review, and have one each now.
alter table review disable trigger check_starter_review;
insert into review (id, thing_id, kind, reviewer)
  select gen_random_uuid(), n.id, 'starter', 'starter' from company_name n
  join review r on r.thing_id = n.company_id and r.kind = 'starter'
  where not exists (select from revision v where v.thing_id = n.id and v.actor <> 'starter');
alter table review enable trigger check_starter_review;

-- A public claim has a source, and all it says was read by somebody who did not write it. Checked when the transaction
-- ends, so that a thing, its citations, its review and its publication can be written together.
create function demand_sourced_and_reviewed(subject uuid) returns void language plpgsql as $$
begin
  if not is_claim((select t.kind from thing t where t.id = subject)) then
    return;
  end if;
  if not exists (select from citation c where c.thing_id = subject) then
    raise exception 'a public claim needs a source' using errcode = 'TD004';
  end if;
  if not exists (select from review r where r.thing_id = subject) or unreviewed_revisions(subject) > 0 then
    raise exception 'a public claim needs a reviewer who did not write it' using errcode = 'TD004';
  end if;
end $$;
create or replace function check_claim_is_sourced_and_reviewed() returns trigger language plpgsql as $$
begin
  perform demand_sourced_and_reviewed(new.thing_id);
  return null;
end $$;
create constraint trigger check_text_is_sourced_and_reviewed after insert on text_publication
  deferrable initially deferred for each row execute function check_claim_is_sourced_and_reviewed();
create or replace function check_claim_keeps_source() returns trigger language plpgsql as $$
begin
  if exists (select from publication p join thing t on t.id = p.thing_id where p.thing_id = old.thing_id and p.ended_at is null
      and is_claim(t.kind))
    and not exists (select from citation where thing_id = old.thing_id) then
    raise exception 'a public claim keeps its source' using errcode = 'TD004';
  end if;
  return null;
end $$;

-- What the public reads of a claim changes only by publishing: in the transaction in which it came out.
create function demand_publishing(subject uuid, language text) returns void language plpgsql as $$
begin
  if exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at < now())
    and not exists (select from text_publication x where x.thing_id = subject and x.at = now() and x.lang is not distinct from language)
  then
    raise exception 'a public claim changes by publishing only' using errcode = 'TD004';
  end if;
end $$;
create function check_claim_text_is_published() returns trigger language plpgsql as $$
begin
  if new.state = 'published' then
    perform demand_publishing(new.thing_id, new.lang);
  end if;
  return null;
end $$;
create function check_claim_fields_are_published() returns trigger language plpgsql as $$
begin
  perform demand_publishing(new.id, null);
  return null;
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['company', 'company_name', 'succession', 'ownership', 'contract', 'incident', 'victim', 'court_case', 'stage',
      'redress', 'law', 'treaty_step', 'response'] loop
    execute format('create constraint trigger check_claim_fields_are_published after update on %I
      deferrable initially deferred for each row when (old.* is distinct from new.*)
      execute function check_claim_fields_are_published()', name);
    execute format('create constraint trigger check_claim_text_is_published after insert or update on %I
      deferrable initially deferred for each row execute function check_claim_text_is_published()', name || '_text');
  end loop;
end $$;
