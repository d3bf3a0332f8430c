-- What every slice stands on: things with a history, their publication and review, sources and citations.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create domain lang as text check (value in ('en', 'ar', 'ckb', 'kmr', 'fr', 'es', 'it'));
-- A language that we only name, not offer: of a document, of a source.
create domain language_tag as text check (value ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$');
create domain country_code as text check (value ~ '^[A-Z]{2}$');
-- A country, or INT for what belongs to none.
create domain country_or_int as text check (value ~ '^([A-Z]{2}|INT)$');
create domain slug as text check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 120);
create domain web_address as text check (value ~ '^https?://[^[:space:]]+$' and length(value) <= 2000);

-- The first day that a date of any precision can mean, and the first day after it.
create function date_from(d text) returns date language sql immutable strict parallel safe
  return make_date(split_part(d, '-', 1)::int,
    coalesce(nullif(split_part(d, '-', 2), '')::int, 1),
    coalesce(nullif(split_part(d, '-', 3), '')::int, 1));
create function date_until(d text) returns date language sql immutable strict parallel safe
  return (date_from(d) + case length(d) when 4 then interval '1 year' when 7 then interval '1 month' else interval '1 day' end)::date;
-- A year, a month of a year, or a day. date_from fails on a day that no calendar has.
create domain partial_date as text check (value is null or (value ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' and date_from(value) is not null));

create table language (
  code lang primary key,
  -- on: offered to visitors. draft: texts may exist, nobody has vouched for them; not offered.
  state text not null check (state in ('on', 'draft')),
  position int not null unique
);
insert into language values ('en', 'on', 1), ('ar', 'on', 2), ('ckb', 'draft', 3);

-- Everything that has an address, a history or a source. Each kind has its own table, whose id is a thing's id.
create table thing (
  id uuid primary key,
  kind text not null check (kind in ('initiative', 'campaign', 'point', 'declaration', 'news', 'organisation', 'item',
    'source', 'company', 'company-name', 'succession', 'incident', 'case')),
  slug slug,
  primary_lang lang not null,
  created_at timestamptz not null default now(),
  unique (kind, slug),
  unique (id, kind)
);

-- A slug once given leads to its thing for ever.
create table former_slug (
  kind text not null,
  slug slug not null,
  thing_id uuid not null,
  until timestamptz not null default now(),
  primary key (kind, slug),
  foreign key (thing_id, kind) references thing (id, kind)
);
create index on former_slug (thing_id);

create function keep_former_slug() returns trigger language plpgsql as $$
begin
  insert into former_slug (kind, slug, thing_id) values (old.kind, old.slug, old.id)
    on conflict (kind, slug) do update set thing_id = excluded.thing_id, until = now();
  return new;
end $$;
create trigger keep_former_slug after update of slug on thing
  for each row when (old.slug is distinct from new.slug and old.slug is not null) execute function keep_former_slug();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'TD001';
end $$;

-- What was said, by whom, when and why: the record time of everything.
create table revision (
  id uuid primary key,
  thing_id uuid not null references thing,
  lang lang,
  number int not null check (number > 0),
  actor text not null check (actor <> ''),
  why text not null check (why <> ''),
  at timestamptz not null default now(),
  data jsonb not null,
  xid xid8 not null default pg_current_xact_id(),
  unique nulls not distinct (thing_id, lang, number)
);
create trigger append_only before update or delete on revision for each row execute function refuse_change();
create trigger never_emptied before truncate on revision for each statement execute function refuse_change();

create table publication (
  id uuid primary key,
  thing_id uuid not null references thing,
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  ended_at timestamptz check (ended_at >= at),
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index one_running_publication on publication (thing_id) where ended_at is null;

-- A part of the starter data that came in with the software.
create table starter_load (
  part text not null check (part in ('campaign', 'library', 'record')),
  version int not null check (version > 0),
  at timestamptz not null default now(),
  things int not null check (things >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  xid xid8 not null default pg_current_xact_id(),
  primary key (part, version)
);
create trigger append_only before update or delete on starter_load for each row execute function refuse_change();
create trigger never_emptied before truncate on starter_load for each statement execute function refuse_change();

create table review (
  id uuid primary key,
  thing_id uuid not null references thing,
  kind text not null check (kind in ('starter', 'staff')),
  reviewer text not null check (reviewer <> ''),
  at timestamptz not null default now(),
  unique (thing_id, reviewer),
  check ((kind = 'starter') = (reviewer = 'starter'))
);

-- Only the loader can say "came with the software": in the transaction that writes its load mark, and only of things
-- that nobody else has ever written to.
create function check_starter_review() returns trigger language plpgsql as $$
begin
  if not exists (select from starter_load where xid = pg_current_xact_id()) then
    raise exception 'a starter review is written by the starter loader only' using errcode = 'TD002';
  end if;
  if not exists (select from revision where thing_id = new.thing_id and actor = 'starter' and xid = pg_current_xact_id())
    or exists (select from revision where thing_id = new.thing_id and actor <> 'starter') then
    raise exception 'a starter review covers only what the starter loader wrote itself' using errcode = 'TD002';
  end if;
  return new;
end $$;
create trigger check_starter_review before insert on review
  for each row when (new.kind = 'starter') execute function check_starter_review();
-- Not deleted either: without its starter review a thing would look adopted.
create trigger append_only before update or delete on review for each row execute function refuse_change();
create trigger never_emptied before truncate on review for each statement execute function refuse_change();

-- What two of the staff have adopted, or what came from the staff in the first place, is reviewed by this coalition.
create view unadopted as
  select r.thing_id from review r where r.kind = 'starter'
    and (select count(*) from review s where s.thing_id = r.thing_id and s.kind = 'staff') < 2;

create table source (
  id uuid primary key references thing,
  key text not null unique check (key <> ''),
  kind text not null check (kind in ('court', 'government', 'un', 'press', 'company', 'ngo', 'academic')),
  title text not null check (title <> ''),
  publisher text,
  url web_address,
  date partial_date,
  language language_tag,
  seen boolean not null default false
);

create table citation (
  id uuid primary key,
  thing_id uuid not null references thing,
  source_id uuid not null references source,
  -- which statement of the thing; null means the thing as a whole
  field text,
  page text,
  quotation text,
  position int not null default 0,
  unique nulls not distinct (thing_id, source_id, field)
);
create index on citation (source_id);

-- A stored blob, known by its content. Its bytes lie under the data folder.
create table file (
  sha256 bytea primary key check (length(sha256) = 32),
  bytes bigint not null check (bytes >= 0),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  name text not null check (name <> '' and name !~ '[/\\]'),
  made_at timestamptz not null default now()
);
