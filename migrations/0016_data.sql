-- The record as data: what of it is public, and in which order the public was told of changes.

create index on company_name (ongoing_source) where ongoing_source is not null;
create index on ownership (ongoing_source) where ongoing_source is not null;
create index on contract (ongoing_source) where ongoing_source is not null;
create index on victim (chose_publicity_source);
create index on incident_company (company_id);
create index on case_company (company_id);
create index on case_incident (incident_id);
create index on succession (from_company);
create index on succession (to_company);

-- Whether a publication of the thing runs. In plpgsql, as the next one: a function in SQL that asks a table is planned and
-- set up anew for each row, which costs ten times as much.
create function is_out(subject uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at <= now());
end $$;

-- Whether a statement is public with all that it cannot be understood without. A part of what is not public is not public.
create function record_shown(subject uuid) returns boolean language plpgsql stable as $$
declare
  kind_of text;
begin
  if not is_out(subject) then
    return false;
  end if;
  kind_of = (select t.kind from thing t where t.id = subject);
  return case kind_of
    when 'company-name' then (select is_out(n.company_id) from company_name n where n.id = subject)
    when 'succession' then (select is_out(s.from_company) and is_out(s.to_company) from succession s where s.id = subject)
    when 'ownership' then (select is_out(o.company_id) from ownership o where o.id = subject)
    when 'contract' then (select is_out(c.company_id) and is_out(c.buyer_id) from contract c where c.id = subject)
    when 'victim' then (select is_out(v.incident_id) from victim v where v.id = subject)
    when 'stage' then (select is_out(s.case_id) from stage s where s.id = subject)
    when 'redress' then (select is_out(r.incident_id) or is_out(r.case_id) from redress r where r.id = subject)
    when 'response' then (select is_out(r.company_id) and is_out(r.about) from response r where r.id = subject)
    -- what is no statement of the record, such as news, is not told here
    else is_claim(kind_of) or kind_of = 'buyer' end;
end $$;

-- Whether something that is public rests on the source.
create function source_shown(subject uuid) returns boolean language sql stable
  return exists (select from citation c where c.source_id = subject and record_shown(c.thing_id))
    or exists (select from company_name n where n.ongoing_source = subject and record_shown(n.id))
    or exists (select from ownership o where o.ongoing_source = subject and record_shown(o.id))
    or exists (select from contract c where c.ongoing_source = subject and record_shown(c.id))
    or exists (select from victim v where v.chose_publicity_source = subject and record_shown(v.id));

-- What became of the things that have an address, in the order in which it did. Nobody who reads on from a number misses
-- anything: a number is given as the last act of a transaction, under a lock that is held until it has committed.
create table record_change (
  number bigint primary key check (number > 0),
  -- no key: what was erased was public once
  thing_id uuid not null,
  kind text not null check (kind in ('company', 'incident', 'contract', 'case', 'law', 'treaty-step', 'source', 'buyer')),
  -- the name under which it stands, or stood
  slug text,
  action text not null check (action in ('published', 'changed', 'unpublished')),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
create index on record_change (thing_id, number desc);
create index on record_change (kind, number desc);
create index on record_change (kind, slug);
create index on record_change (at);
create trigger append_only before update or delete on record_change for each row execute function refuse_change();
create trigger never_emptied before truncate on record_change for each statement execute function refuse_change();

-- What has an address of its own and tells of this statement: itself, or what it is a part of.
create function record_subjects(subject uuid) returns setof uuid language sql stable as $$
  with recursive up (id) as (
    select subject
    union
    select p.parent from up, lateral (
      select company_id as parent from company_name where id = up.id
      union all select from_company from succession where id = up.id
      union all select to_company from succession where id = up.id
      union all select company_id from ownership where id = up.id
      union all select owner_company from ownership where id = up.id
      union all select incident_id from victim where id = up.id
      union all select case_id from stage where id = up.id
      union all select incident_id from redress where id = up.id
      union all select case_id from redress where id = up.id
      union all select about from response where id = up.id) p
    where p.parent is not null)
  select u.id from up u join thing t on t.id = u.id
  where t.kind in ('company', 'incident', 'contract', 'case', 'law', 'treaty-step', 'source', 'buyer')
$$;

-- What names a company, an incident, a case or a buyer, and so is told differently when that comes or goes.
create function record_neighbours(subject uuid) returns setof uuid language sql stable as $$
  select id from company_name where company_id = subject
  union select id from succession where from_company = subject or to_company = subject
  union select id from ownership where company_id = subject or owner_company = subject
  union select id from contract where company_id = subject or buyer_id = subject
  union select incident_id from incident_company where company_id = subject
  union select case_id from case_company where company_id = subject
  union select case_id from case_incident where incident_id = subject
  union select id from victim where incident_id = subject
  union select id from stage where case_id = subject
  union select id from redress where incident_id = subject or case_id = subject
  union select id from response where company_id = subject or about = subject
$$;

-- Notes what became of a thing with an address. own: what is told of it changed, rather than only whether it is told.
-- Returns whether it came or went.
create function note_record_change(subject uuid, own boolean) returns boolean language plpgsql as $$
declare
  what text;
  before record;
  kind_of text;
  slug_of text;
  shown boolean;
begin
  select t.kind, coalesce(t.slug, s.key) into kind_of, slug_of from thing t left join source s on s.id = t.id where t.id = subject;
  if kind_of is null then
    return false;
  end if;
  -- Everybody who numbers waits here, and so sees all that was numbered before.
  perform pg_advisory_xact_lock(hashtext('record_change'));
  select c.action, c.xid into before from record_change c where c.thing_id = subject order by c.number desc limit 1;
  shown = case when kind_of = 'source' then source_shown(subject) else record_shown(subject) end;
  what = case
    when shown and coalesce(before.action, 'unpublished') = 'unpublished' then 'published'
    when shown and own and before.xid <> pg_current_xact_id() then 'changed'
    when not shown and before.action in ('published', 'changed') then 'unpublished' end;
  if what is null then
    return false;
  end if;
  insert into record_change (number, thing_id, kind, slug, action, at)
    select coalesce(max(c.number), 0) + 1, subject, kind_of, slug_of, what,
      greatest(clock_timestamp(), (select l.at from record_change l order by l.number desc limit 1)) from record_change c;
  return what <> 'changed';
end $$;

create function note_record_touched(touched uuid) returns void language plpgsql as $$
declare
  subject uuid;
  neighbour uuid;
  near uuid;
  cited uuid;
begin
  for subject in select record_subjects(touched) loop
    if note_record_change(subject, true) then
      for neighbour in select record_neighbours(subject) loop
        for near in select record_subjects(neighbour) loop
          perform note_record_change(near, true);
        end loop;
        for cited in select source_id from citation where thing_id = neighbour loop
          perform note_record_change(cited, false);
        end loop;
      end loop;
    end if;
  end loop;
  for cited in select source_id from citation where thing_id = touched loop
    perform note_record_change(cited, false);
  end loop;
end $$;

create function note_touched_thing() returns trigger language plpgsql as $$
begin
  perform note_record_touched(new.thing_id);
  return null;
end $$;
create constraint trigger note_record after insert or update on publication
  deferrable initially deferred for each row execute function note_touched_thing();
create constraint trigger note_record after insert on text_publication
  deferrable initially deferred for each row execute function note_touched_thing();
-- A second reader of what came with the software takes its mark away.
create constraint trigger note_record after insert on review
  deferrable initially deferred for each row when (new.kind = 'staff') execute function note_touched_thing();

create function note_touched_citation() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform note_record_touched(old.thing_id);
    perform note_record_change(old.source_id, false);
  end if;
  if tg_op <> 'DELETE' then
    perform note_record_touched(new.thing_id);
  end if;
  return null;
end $$;
create constraint trigger note_record after insert or update or delete on citation
  deferrable initially deferred for each row execute function note_touched_citation();

create function note_touched_row() returns trigger language plpgsql as $$
begin
  perform note_record_touched(new.id);
  return null;
end $$;
create constraint trigger note_record after update on thing
  deferrable initially deferred for each row when (old.slug is distinct from new.slug) execute function note_touched_row();
create constraint trigger note_record after update on source
  deferrable initially deferred for each row when (old.* is distinct from new.*) execute function note_touched_row();

-- What was public before anybody counted.
insert into record_change (number, thing_id, kind, slug, action, at)
  select row_number() over (order by x.at, x.id), x.id, x.kind, x.slug, 'published', x.at from (
    select t.id, t.kind, coalesce(t.slug, s.key) as slug, coalesce(p.at, t.created_at) as at
    from thing t left join source s on s.id = t.id left join publication p on p.thing_id = t.id and p.ended_at is null
    where (t.kind = 'source' and source_shown(t.id))
      or (t.kind in ('company', 'incident', 'contract', 'case', 'law', 'treaty-step', 'buyer') and record_shown(t.id))) x;

-- The whole record as one dated archive, kept as a stored blob. It can be made anew from the record; that it was so on
-- that day cannot.
create table dataset (
  id uuid primary key,
  version text not null unique check (version ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}\.[1-9][0-9]*$'),
  made_at timestamptz not null,
  -- when it was last found to be still the record
  looked_at timestamptz not null default now(),
  -- the newest change that it has
  change bigint not null check (change >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  bytes bigint not null check (bytes >= 0),
  statements int not null check (statements >= 0)
);
create index on dataset (made_at);
create index on dataset (sha256);
-- Its files one by one: of the newest dataset only.
create table dataset_file (
  dataset_id uuid not null references dataset on delete cascade,
  path text not null check (path ~ '^[a-z0-9-]+(/[a-z0-9-]+)?(\.[a-z0-9]+)+$'),
  media_type text not null,
  sha256 bytea not null check (length(sha256) = 32),
  bytes bigint not null check (bytes >= 0),
  rows int check (rows >= 0),
  primary key (dataset_id, path)
);
create index on dataset_file (sha256);

-- A table that somebody imports: its bytes until it was read, in a process of its own; then its rows, each of which may
-- become a proposal. Nothing of it is public.
create table import_run (
  id uuid primary key,
  actor text not null check (actor <> ''),
  kind text not null,
  made_at timestamptz not null default now(),
  bytes bytea,
  state text not null default 'received' check (state in ('received', 'read', 'refused', 'proposed')),
  refusal text check (refusal <> ''),
  tries int not null default 0 check (tries >= 0),
  leased_until timestamptz,
  encoding text,
  head text[] not null default '{}',
  -- which field each column holds; null: it is left out
  map text[] not null default '{}',
  check ((state = 'received') = (bytes is not null)),
  check ((state = 'refused') = (refusal is not null))
);
create index on import_run (made_at);
create table import_row (
  run_id uuid not null references import_run on delete cascade,
  number int not null check (number > 0),
  cells text[] not null,
  primary key (run_id, number)
);
-- What a heading meant the last time.
create table import_map (
  kind text not null,
  heading text not null check (heading <> ''),
  -- a field of the kind; '' where the column was left out
  target text not null,
  at timestamptz not null default now(),
  primary key (kind, heading)
);
