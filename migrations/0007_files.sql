-- Uploaded files, pictures and where they are used.

-- On its way in, resumable. Its bytes lie under DATA_DIR/uploads until the jobs process has looked at them.
create table upload (
  id uuid primary key,
  staff_id uuid not null references staff,
  -- as its owner's device called it, without what no name of ours has
  name text not null check (name <> '' and length(name) <= 200 and name !~ '[/\\[:cntrl:]]'),
  -- as announced; what comes in beyond it is refused
  bytes bigint not null check (bytes > 0),
  -- leave out of the kept file who made it, where and with what
  discreet boolean not null default false,
  state text not null default 'receiving' check (state in ('receiving', 'received', 'checked', 'ready', 'refused')),
  -- why it was refused: a word that the desk has a sentence for
  reason text check (reason <> ''),
  begun_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  received_at timestamptz,
  done_at timestamptz,
  -- how often the jobs process has begun with it; whoever dies three times over one file lets it be
  tries int not null default 0 check (tries >= 0),
  leased_until timestamptz,
  -- waits for a virus scanner that does not answer
  held boolean not null default false,
  sha256 bytea references file on delete set null,
  check ((state = 'refused') = (reason is not null)),
  check (state = 'receiving' or received_at is not null),
  check ((state in ('ready', 'refused')) = (done_at is not null))
);
create index upload_waiting on upload (received_at) where state in ('received', 'checked');
create index upload_by_owner on upload (staff_id, begun_at desc);

alter table file
  add column uploaded_by text check (uploaded_by <> ''),
  -- whether who made it, where and with what was taken out of the kept bytes too
  add column discreet boolean not null default false,
  -- personal data that came with something (a letter): in no list, in no text, never public; opened where it belongs
  add column private boolean not null default false,
  add column put_away_at timestamptz,
  add column put_away_by text,
  add check (not private or uploaded_by is null),
  add check ((put_away_at is null) = (put_away_by is null));
create index file_newest on file (made_at desc, sha256 desc);
create index file_name on file using gin (name gin_trgm_ops);

-- A file that is a picture. Its own bytes are the original: kept, never served to the public.
create table picture (
  sha256 bytea primary key references file on delete cascade,
  -- upright, as it is seen
  width int not null check (width > 0),
  height int not null check (height > 0),
  -- what has to stay in sight when it is cut, in percent from the start of the picture's own left and top
  focal_x int not null default 50 check (focal_x between 0 and 100),
  focal_y int not null default 50 check (focal_y between 0 and 100)
);

-- A picture as it is served: smaller, without what the camera wrote into it. A stored blob of its own.
create table picture_variant (
  picture bytea not null references picture on delete cascade,
  format text not null check (format in ('avif', 'webp', 'jpeg')),
  width int not null check (width > 0),
  height int not null check (height > 0),
  sha256 bytea not null check (length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  primary key (picture, format, width)
);
create index on picture_variant (sha256);

create table file_text (
  sha256 bytea not null references file on delete cascade,
  lang lang not null,
  -- what a picture shows, for those who do not see it
  alt text not null default '' check (length(alt) <= 1000),
  credit text not null default '' check (length(credit) <= 300),
  primary key (sha256, lang)
);

-- What uses a file. Written by noteFileUse alone. A file in use cannot be deleted.
create table file_use (
  sha256 bytea not null references file on delete restrict,
  thing_id uuid not null references thing on delete cascade,
  -- which part of the thing; one that begins with 'draft' is seen by the staff only
  field text not null check (field <> ''),
  primary key (sha256, thing_id, field)
);
create index on file_use (thing_id, field);

-- Every use, the one that an item of the library makes of its file among them.
create view file_used as
  select sha256, thing_id, field from file_use
  union select file_sha256, id, 'file' from item where file_sha256 is not null;

create function keep_file_in_use() returns trigger language plpgsql as $$
begin
  if new.put_away_at is not null and exists (select from file_used where sha256 = new.sha256) then
    raise exception 'a file in use cannot be put away' using errcode = 'TD009';
  end if;
  return new;
end $$;
create trigger keep_file_in_use before insert or update of put_away_at on file
  for each row execute function keep_file_in_use();

-- The other way round: what is used again comes back.
create function bring_back_used_file() returns trigger language plpgsql as $$
begin
  update file set put_away_at = null, put_away_by = null where sha256 = new.sha256 and put_away_at is not null;
  return new;
end $$;
create trigger bring_back_used_file after insert on file_use for each row execute function bring_back_used_file();

-- Nothing that can become public uses what is private.
create function refuse_private_use() returns trigger language plpgsql as $$
declare
  used bytea;
begin
  if tg_table_name = 'item' then used = new.file_sha256; else used = new.sha256; end if;
  if exists (select from file where sha256 = used and private) then
    raise exception 'a private file is used by nothing else' using errcode = 'TD009';
  end if;
  return new;
end $$;
create trigger refuse_private_use before insert or update on file_use for each row execute function refuse_private_use();
create trigger refuse_private_use before insert or update of file_sha256 on item
  for each row when (new.file_sha256 is not null) execute function refuse_private_use();
