-- What the public reads of a claim is what a revision says, and somebody else has read that revision: whatever is written
-- in SQL, in whatever order of statements and transactions.

-- What a thing is, it stays: a claim that called itself news would need no source.
create function refuse_other_kind() returns trigger language plpgsql as $$
begin
  raise exception 'a thing keeps its kind' using errcode = 'TD004';
end $$;
create trigger keep_kind before update on thing
  for each row when (old.id <> new.id or old.kind <> new.kind) execute function refuse_other_kind();

-- Who wrote what nobody else has read, noted as it is written: the time and the id of a revision are given by whoever writes it.
alter table unread_claim add column authors text[] not null default '{}';
update unread_claim u set authors = (select coalesce(array_agg(distinct v.actor), '{}') from (
  select actor from revision where thing_id = u.thing_id order by at desc, id desc limit greatest(unreviewed_revisions(u.thing_id), 0)) v);
create or replace function note_unread_claim() returns trigger language plpgsql as $$
begin
  if is_claim((select kind from thing where id = new.thing_id)) then
    insert into unread_claim as u (thing_id, since, authors) values (new.thing_id, new.at, array[new.actor])
      on conflict (thing_id) do update set authors = u.authors || excluded.authors where not u.authors @> excluded.authors;
  end if;
  return null;
end $$;
-- It changes by revisions and reviews alone: by what their triggers do.
create trigger kept_by_triggers before update or delete on unread_claim
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();

create or replace function note_what_review_covers() returns trigger language plpgsql as $$
declare
  total int;
  covered int;
begin
  perform from thing where id = new.thing_id for update;
  total = (select count(*) from revision where thing_id = new.thing_id);
  covered = coalesce((select max(revisions) from review where thing_id = new.thing_id), 0);
  new.revisions = total;
  if new.kind = 'staff' and is_claim((select kind from thing where id = new.thing_id)) and (
      new.reviewer = any ((select authors from unread_claim where thing_id = new.thing_id)::text[])
      or exists (
        select from (select actor from revision where thing_id = new.thing_id order by at desc, id desc limit greatest(total - covered, 0)) v
        where v.actor = new.reviewer)) then
    raise exception 'nobody reviews what they wrote' using errcode = 'TD004';
  end if;
  return new;
end $$;

create function claim_table(kind text) returns text language sql immutable parallel safe
  return case kind when 'case' then 'court_case' else replace(kind, '-', '_') end;

-- What stands in rows beside a claim, a line for each, is listed in a revision of it. What was loaded with other lines, or none,
-- is so until it is listed for the first time (`strict`: until it is changed).
create function demand_listed(subject uuid, field text, strict boolean) returns void language plpgsql as $$
declare
  lines text[];
begin
  lines = case field
    when 'involved' then array(select concat_ws(' ', company_id, role, standing) from incident_company where incident_id = subject)
    when 'companies' then array(select concat_ws(' ', company_id, role) from case_company where case_id = subject)
    when 'incidents' then array(select incident_id::text from case_incident where case_id = subject)
    when 'votes' then array(select concat_ws(' ', country, vote) from treaty_vote where step_id = subject) end;
  if not exists (select from revision r where r.thing_id = subject and r.lang is null and jsonb_typeof(r.data -> field) = 'array'
      and (select coalesce(array_agg(l order by l), '{}') from jsonb_array_elements_text(r.data -> field) l)
        = (select coalesce(array_agg(l order by l), '{}') from unnest(lines) l))
    and (strict or exists (select from revision r where r.thing_id = subject and r.lang is null and r.number > 1
      and jsonb_typeof(r.data -> field) = 'array')) then
    raise exception 'a public claim says what one of its revisions says' using errcode = 'TD004';
  end if;
end $$;

-- Whether a revision of the language says what a row of a table of texts says.
create function text_is_said(row_of_text jsonb, subject uuid, language text, revised int) returns boolean language plpgsql stable as $$
begin
  return exists (select from revision r where r.thing_id = subject and r.lang = language and r.number = revised
    and not exists (select from jsonb_each_text(row_of_text) f
      where f.key not in ('thing_id', 'lang', 'state', 'revision', 'based_on_revision')
        and coalesce(f.value, '') <> coalesce(r.data ->> f.key, '')));
end $$;

-- All that stands in the rows of a claim stands in revisions: its fields in one of them, which names those that `changed`, each
-- public text in its own. Every revision of what is published was read (see unreviewed_revisions).
create function demand_said(subject uuid, changed text[]) returns void language plpgsql as $$
declare
  kind_of text = (select t.kind from thing t where t.id = subject);
  unsaid boolean;
begin
  execute format($q$
    select exists (select from %1$I o where o.id = $1 and not exists (select from revision r
        where r.thing_id = o.id and r.lang is null and not r.data ? 'citations' and r.data ?& $2 and jsonb_populate_record(o, r.data) is not distinct from o))
      or exists (select from %2$I x where x.thing_id = $1 and x.state = 'published'
        and not text_is_said(to_jsonb(x), x.thing_id, x.lang, x.revision))$q$,
    claim_table(kind_of), claim_table(kind_of) || '_text') into unsaid using subject, changed;
  if unsaid then
    raise exception 'a public claim says what one of its revisions says' using errcode = 'TD004';
  end if;
  perform demand_listed(subject, field, false) from unnest(case kind_of when 'incident' then '{involved}'::text[]
    when 'case' then '{companies,incidents}' when 'treaty-step' then '{votes}' end) field;
end $$;

create or replace function check_claim_is_sourced_and_reviewed() returns trigger language plpgsql as $$
begin
  perform demand_sourced_and_reviewed(new.thing_id);
  if is_claim((select t.kind from thing t where t.id = new.thing_id)) then
    perform demand_said(new.thing_id, '{}');
  end if;
  return null;
end $$;

-- A publication of another time than now was looked at when it was made: what is to come out later does not change either.
create or replace function demand_publishing(subject uuid, language text) returns void language plpgsql as $$
begin
  if exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at <> now())
    and not exists (select from text_publication x where x.thing_id = subject and x.at = now() and x.lang is not distinct from language)
  then
    raise exception 'a public claim changes by publishing only' using errcode = 'TD004';
  end if;
end $$;

-- Whoever has the deferred checks made early is asked again by what changes afterwards. Row by row: the claim as a whole is
-- looked at once, by its publication, so that a large import is not slowed by each of its rows.
create or replace function check_claim_text_is_published() returns trigger language plpgsql as $$
begin
  -- Of which revision a translation was made is no part of what it says.
  if new.state <> 'published' or tg_op = 'UPDATE' and to_jsonb(new) - 'based_on_revision' = to_jsonb(old) - 'based_on_revision' then
    return null;
  end if;
  perform demand_publishing(new.thing_id, new.lang);
  if exists (select from publication p where p.thing_id = new.thing_id and p.ended_at is null)
    and (unreviewed_revisions(new.thing_id) > 0 or not text_is_said(to_jsonb(new), new.thing_id, new.lang, new.revision)) then
    raise exception 'a public claim says what one of its revisions says' using errcode = 'TD004';
  end if;
  return null;
end $$;

-- Of the fields of a public claim those change that a revision names.
create or replace function check_claim_fields_are_published() returns trigger language plpgsql as $$
begin
  perform demand_publishing(new.id, null);
  if exists (select from publication p where p.thing_id = new.id and p.ended_at is null) then
    perform demand_sourced_and_reviewed(new.id);
    perform demand_said(new.id, array(select n.key from jsonb_each(to_jsonb(new)) n
      where n.key <> 'position' and n.value is distinct from to_jsonb(old) -> n.key));
  end if;
  return null;
end $$;

create function demand_rows_published(subject uuid, field text) returns void language plpgsql as $$
begin
  perform demand_publishing(subject, null);
  if exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at <> now()) then
    perform demand_listed(subject, field, true);
  end if;
end $$;
create or replace function check_involvement_is_published() returns trigger language plpgsql as $$
begin
  perform demand_rows_published(old.incident_id, 'involved');
  perform demand_rows_published(new.incident_id, 'involved');
  return null;
end $$;
create or replace function check_ties_are_published() returns trigger language plpgsql as $$
declare
  field text = case tg_table_name when 'case_company' then 'companies' else 'incidents' end;
begin
  perform demand_rows_published(old.case_id, field);
  perform demand_rows_published(new.case_id, field);
  return null;
end $$;
create function check_votes_are_published() returns trigger language plpgsql as $$
begin
  perform demand_rows_published(old.step_id, 'votes');
  perform demand_rows_published(new.step_id, 'votes');
  return null;
end $$;
create constraint trigger check_votes_are_published after insert or update or delete on treaty_vote
  deferrable initially deferred for each row execute function check_votes_are_published();

-- The sources of a public claim are those that a revision lists, with their pages and words.
create function demand_citations_published(subject uuid) returns void language plpgsql as $$
begin
  if subject is null or not is_claim((select kind from thing where id = subject)) then
    return;
  end if;
  perform demand_publishing(subject, null);
  if exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at <> now())
    and not exists (select from revision r where r.thing_id = subject and r.lang is null and jsonb_typeof(r.data -> 'citations') = 'array'
      and (select coalesce(array_agg(line order by line), '{}') from (
          select concat_ws(' ', c.source_id, coalesce(c.page, ''), coalesce(c.quotation, '')) as line from citation c where c.thing_id = subject) l)
        = (select coalesce(array_agg(line order by line), '{}') from (
          select concat_ws(' ', c ->> 'sourceId', coalesce(c ->> 'page', ''), coalesce(c ->> 'quotation', '')) as line
          from jsonb_array_elements(r.data -> 'citations') c) l)) then
    raise exception 'a public claim has the sources that one of its revisions lists' using errcode = 'TD004';
  end if;
end $$;
create or replace function check_citations_are_published() returns trigger language plpgsql as $$
begin
  perform demand_citations_published(old.thing_id);
  perform demand_citations_published(new.thing_id);
  return null;
end $$;

-- That something came out, and why, is not forgotten before the thing itself is.
drop trigger append_only on text_publication;
create trigger append_only before update or delete on text_publication for each row execute function refuse_erasing();

-- A statement goes with its thing, or it is taken from the public: it does not vanish beside its history. And nothing empties
-- these tables at a stroke, which would ask no row.
create function refuse_losing_claim() returns trigger language plpgsql as $$
begin
  if exists (select from thing where id = old.id) then
    raise exception 'a statement goes with its thing only' using errcode = 'TD004';
  end if;
  return old;
end $$;
create function refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% is never emptied', tg_table_name using errcode = 'TD004';
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['company', 'company_name', 'succession', 'ownership', 'contract', 'incident', 'victim', 'court_case', 'stage',
      'redress', 'law', 'treaty_step', 'response'] loop
    execute format('create trigger goes_with_its_thing before delete on %I for each row execute function refuse_losing_claim()', name);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_emptying()', name);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_emptying()', name || '_text');
  end loop;
  foreach name in array array['publication', 'text_publication', 'citation', 'unread_claim', 'incident_company', 'case_company',
      'case_incident', 'treaty_vote'] loop
    execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_emptying()', name);
  end loop;
end $$;
