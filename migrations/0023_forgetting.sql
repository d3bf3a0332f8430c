-- Forgetting what was said. A person who was named has the right that a name goes: out of the history too, which is
-- otherwise kept for ever. One row here does it, in the transaction that writes it; nothing else can.

create table forgotten (
  id uuid primary key,
  -- no key: what was erased is remembered as having been
  thing_id uuid not null,
  kind text not null,
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  -- a word and no sentence: a reason that somebody types would keep the name
  ground text not null check (ground in ('choice-taken-back', 'person-asked', 'law')),
  -- it was not public: the thing went altogether, and not only what it said before
  erased boolean not null,
  revisions int not null check (revisions >= 0),
  xid xid8 not null default pg_current_xact_id()
);
create index on forgotten (thing_id);
create trigger append_only before update or delete on forgotten for each row execute function refuse_change();
create trigger never_emptied before truncate on forgotten for each statement execute function refuse_change();

-- Versions of the dataset that are kept no more, because something in them was forgotten: none of them is given again.
create table dataset_forgotten (
  version text primary key,
  at timestamptz not null default now()
);

-- Whether a thing is being forgotten by this very transaction.
create function is_being_forgotten(subject uuid) returns boolean language sql stable
  return exists (select from forgotten f where f.thing_id = subject and f.xid = pg_current_xact_id_if_assigned());

-- What is left of a revision: that it was one of the sources, or of fields and texts.
create function blank_of(data jsonb) returns jsonb language sql immutable
  return case when data ? 'citations' then '{"forgotten": true, "citations": []}'::jsonb else '{"forgotten": true}' end;

-- Whether a row becomes what it is once it is forgotten, and nothing else of it changes. Of a revision that stands only why
-- somebody saved it goes.
create function is_blanking(place text, before jsonb, after jsonb) returns boolean language sql immutable
  return after = before || case place
    when 'revision' then jsonb_build_object('why', 'forgotten', 'data',
      case when after -> 'data' = before -> 'data' then before -> 'data' else blank_of(before -> 'data') end)
    when 'text_publication' then '{"why": "forgotten"}'
    when 'claim_return' then '{"reason": "forgotten"}' end;

-- History is never deleted, but for that of what has lain in the bin for 90 days or is forgotten; and it is changed only into
-- nothing.
create or replace function refuse_erasing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and (is_being_forgotten(old.thing_id) or exists (select from binned where thing_id = old.thing_id
      and restored_at is null and at < now() - interval '90 days')) then
    return old;
  end if;
  if tg_op = 'UPDATE' and is_being_forgotten(old.thing_id) and is_blanking(tg_table_name, to_jsonb(old), to_jsonb(new)) then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'TD001';
end $$;
drop trigger append_only on text_publication;
create trigger append_only before update on text_publication for each row execute function refuse_erasing();
drop trigger append_only on claim_return;
create trigger append_only before update on claim_return for each row execute function refuse_erasing();

-- The revisions that make up what stands, public and draft: all others are of the past.
create function standing_revisions(subject uuid) returns setof uuid language plpgsql stable as $$
declare
  kind_of text = (select kind from thing where id = subject);
begin
  -- Texts: those that stand in rows, and the newest of each language.
  return query execute format('select r.id from %I x join revision r on r.thing_id = x.thing_id and r.lang = x.lang and r.number = x.revision
    where x.thing_id = $1', case kind_of when 'case' then 'court_case' else replace(kind_of, '-', '_') end || '_text') using subject;
  return query select distinct on (r.lang) r.id from revision r where r.thing_id = subject and r.lang is not null
    order by r.lang, r.number desc;
  -- Fields of no language, and sources: what was last said of each, now and when it last came out or began to be public.
  return query select distinct on (cut.number, said.key) r.id
    from (values (2147483647), (greatest((select max(p.revision) from text_publication p where p.thing_id = subject and p.lang is null),
      (select max(v.number) from revision v where v.thing_id = subject and v.lang is null
        and v.at <= (select p.at from publication p where p.thing_id = subject and p.ended_at is null))))) cut (number)
    join revision r on r.thing_id = subject and r.lang is null and r.number <= cut.number and not (r.data ? 'forgotten')
    cross join lateral jsonb_object_keys(r.data) said (key)
    order by cut.number, said.key, r.number desc;
end $$;

create function begin_forgetting() returns trigger language plpgsql as $$
begin
  new.kind = (select kind from thing where id = new.thing_id);
  if new.kind is null or not is_claim(new.kind) then
    raise exception 'only a claim is forgotten' using errcode = 'TD006';
  end if;
  new.erased = not exists (select from publication where thing_id = new.thing_id and ended_at is null);
  new.revisions = (select count(*) from revision where thing_id = new.thing_id and (new.erased
    or not (data ? 'forgotten') and id not in (select standing_revisions(new.thing_id))));
  new.xid = pg_current_xact_id();
  return new;
end $$;
create trigger begin_forgetting before insert on forgotten for each row execute function begin_forgetting();

create function forget_what_was_said() returns trigger language plpgsql as $$
begin
  -- Archives of the record that were made while it was public, and what somebody proposed that led to it.
  insert into dataset_forgotten (version) select version from dataset
    where made_at >= (select min(at) from publication where thing_id = new.thing_id);
  delete from dataset where version in (select version from dataset_forgotten);
  update proposal set reason = case when reason is not null then 'forgotten' end,
      payload = case origin when 'visitor' then '{"text": "", "urls": []}' else '{}' end::jsonb
    where result = new.thing_id or (state <> 'waiting' and new.thing_id in (about, matched));
  if new.erased then
    delete from thing where id = new.thing_id;
    return null;
  end if;
  update revision set data = blank_of(data), why = 'forgotten'
    where thing_id = new.thing_id and not (data ? 'forgotten') and id not in (select standing_revisions(new.thing_id));
  update revision set why = 'forgotten' where thing_id = new.thing_id and actor <> 'starter' and why <> 'forgotten';
  update text_publication set why = 'forgotten' where thing_id = new.thing_id and why <> ''
    and at < (select max(at) from text_publication where thing_id = new.thing_id);
  update claim_return set reason = 'forgotten' where thing_id = new.thing_id;
  update binned set why = 'forgotten' where thing_id = new.thing_id;
  -- A slug that was made of a name; the part of an incident has no address for it to serve.
  if new.kind = 'victim' then
    update thing set slug = null where id = new.thing_id and slug is not null;
    delete from former_slug where thing_id = new.thing_id;
  end if;
  return null;
end $$;
create trigger forget_what_was_said after insert on forgotten for each row execute function forget_what_was_said();
