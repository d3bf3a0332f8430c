-- Drafts, publishing, plans, previews, the bin, and who is at work on what.

-- Which revision of its language a text is. A translation is based on a revision of the primary language, and is out of
-- date when the primary text that stands is a later one.
alter table initiative_text add column revision int not null default 1 check (revision > 0);
alter table campaign_text add column revision int not null default 1 check (revision > 0);
alter table campaign_point_text add column revision int not null default 1 check (revision > 0);
alter table news_text add column revision int not null default 1 check (revision > 0);
alter table organisation_text add column revision int not null default 1 check (revision > 0);
alter table item_text add column revision int not null default 1 check (revision > 0);

-- What goes with a thing that is erased. Its revisions guard the way (see refuse_erasing below) by looking at the bin, so
-- these keys are made before those of the bin: PostgreSQL follows keys in the order in which they were made.
alter table former_slug drop constraint former_slug_thing_id_kind_fkey,
  add foreign key (thing_id, kind) references thing (id, kind) on delete cascade;
alter table revision drop constraint revision_thing_id_fkey, add foreign key (thing_id) references thing on delete cascade;
alter table publication drop constraint publication_thing_id_fkey, add foreign key (thing_id) references thing on delete cascade;
alter table review drop constraint review_thing_id_fkey, add foreign key (thing_id) references thing on delete cascade;
alter table citation drop constraint citation_thing_id_fkey, add foreign key (thing_id) references thing on delete cascade;
alter table news drop constraint news_id_fkey, add foreign key (id) references thing on delete cascade;
alter table news_text drop constraint news_text_thing_id_fkey, add foreign key (thing_id) references news on delete cascade;
alter table item drop constraint item_id_fkey, add foreign key (id) references thing on delete cascade;
alter table item_text drop constraint item_text_thing_id_fkey, add foreign key (thing_id) references item on delete cascade;
alter table campaign_item drop constraint campaign_item_item_id_fkey,
  add foreign key (item_id) references item on delete cascade;
alter table organisation drop constraint organisation_id_fkey, add foreign key (id) references thing on delete cascade;
alter table organisation_text drop constraint organisation_text_thing_id_fkey,
  add foreign key (thing_id) references organisation on delete cascade;
alter table campaign_point drop constraint campaign_point_id_fkey, add foreign key (id) references thing on delete cascade;
alter table campaign_point_text drop constraint campaign_point_text_thing_id_fkey,
  add foreign key (thing_id) references campaign_point on delete cascade;

-- What of a public thing's own fields (those of no language) waits to be published; null: nothing waits.
alter table thing add column draft jsonb check (draft is null or jsonb_typeof(draft) = 'object');

-- A text (or, without a language, a thing's own fields) came out in this revision.
create table text_publication (
  id uuid primary key,
  thing_id uuid not null references thing on delete cascade,
  lang lang,
  revision int not null check (revision >= 0),
  at timestamptz not null default now(),
  actor text not null check (actor <> '')
);
create index on text_publication (thing_id, at);
create trigger append_only before update on text_publication for each row execute function refuse_change();

-- What is to be published later: nothing changes until then.
create table planned_publication (
  thing_id uuid primary key references thing on delete cascade,
  at timestamptz not null,
  langs text[] not null check (cardinality(langs) > 0),
  actor text not null check (actor <> ''),
  made_at timestamptz not null default now(),
  -- why it could not be published when its time came
  failure text
);
create index on planned_publication (at) where failure is null;

-- A link by which an outsider sees a draft as it will be, for a week. Only its hash is kept.
create table preview_link (
  hash bytea primary key check (length(hash) = 32),
  thing_id uuid not null references thing on delete cascade,
  lang lang not null,
  made_by text not null check (made_by <> ''),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at > made_at)
);
create index on preview_link (thing_id);

-- In the bin: in no list, not public, and erased after 90 days.
create table binned (
  id uuid primary key,
  thing_id uuid not null references thing on delete cascade,
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  why text not null check (why <> ''),
  restored_at timestamptz check (restored_at >= at),
  restored_by text,
  check ((restored_at is null) = (restored_by is null))
);
create unique index one_bin on binned (thing_id) where restored_at is null;

create function refuse_publishing_binned() returns trigger language plpgsql as $$
begin
  if new.ended_at is null and exists (select from binned where thing_id = new.thing_id and restored_at is null) then
    raise exception 'what is in the bin is not published' using errcode = 'TD005';
  end if;
  return new;
end $$;
create trigger refuse_publishing_binned before insert or update on publication
  for each row execute function refuse_publishing_binned();

-- Who has a form open, so that two people do not meet unawares. Worth nothing after a crash.
create unlogged table at_work (
  thing_id uuid not null,
  lang text not null,
  staff_id uuid not null,
  at timestamptz not null default now(),
  primary key (thing_id, lang, staff_id)
);

-- Revisions and reviews are never deleted, but for those of what has lain in the bin for 90 days.
create function refuse_erasing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from binned where thing_id = old.thing_id and restored_at is null
      and at < now() - interval '90 days') then
    return old;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'TD001';
end $$;
drop trigger append_only on revision;
create trigger append_only before update or delete on revision for each row execute function refuse_erasing();
drop trigger append_only on review;
create trigger append_only before update or delete on review for each row execute function refuse_erasing();

-- A thing's title in each language, published or draft: for lists that hold things of many kinds.
-- A declaration's text that a translator wrote: the public, who see other drafts as such, see it once an editor has saved it.
alter table declaration_wording add column held boolean not null default false,
  add check (not held or state = 'draft');

create view thing_title as
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
  union all select company_id, 'en', 'published', name from company_name where position = 1
  union all select thing_id, lang, state, title from incident_text
  union all select thing_id, lang, state, title from court_case_text;

-- The campaign that a thing belongs to; nothing for what belongs to the whole initiative.
create view thing_campaign as
  select id as thing_id, id as campaign_id from campaign
  union all select id, campaign_id from campaign_point
  union all select id, campaign_id from news where campaign_id is not null
  union all select id, campaign_id from declaration;
