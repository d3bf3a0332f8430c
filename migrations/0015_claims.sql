-- Review of claims, corrections that say why, proposals from outside, kept copies of sources.

-- Why something came out, as the public is told it; and whether it took the place of what the public had read. A
-- correction has a reason.
alter table text_publication add column why text not null default '' check (length(why) <= 300),
  add column corrects boolean not null default false,
  add check (not corrects or why <> '');
alter table planned_publication add column why text not null default '' check (length(why) <= 300);

-- Claims of which something was written that only its authors have read: what the reviewers' queue is made of. A review
-- covers all that was written before it, so that one takes its claim off the list.
create table unread_claim (
  thing_id uuid primary key references thing on delete cascade,
  since timestamptz not null default now()
);
create index on unread_claim (since);
insert into unread_claim (thing_id, since)
  select t.id, (select max(v.at) from revision v where v.thing_id = t.id) from thing t
  where is_claim(t.kind) and unreviewed_revisions(t.id) > 0;
create function note_unread_claim() returns trigger language plpgsql as $$
begin
  if is_claim((select kind from thing where id = new.thing_id)) then
    insert into unread_claim (thing_id, since) values (new.thing_id, new.at) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger note_unread_claim after insert on revision for each row execute function note_unread_claim();
create function note_read_claim() returns trigger language plpgsql as $$
begin
  delete from unread_claim where thing_id = new.thing_id;
  return null;
end $$;
create trigger note_read_claim after insert on review for each row execute function note_read_claim();

-- A claim that its author still works at: it is not in the queue of the reviewers.
create table claim_working (
  thing_id uuid primary key references thing on delete cascade,
  actor text not null check (actor <> ''),
  at timestamptz not null default now()
);

-- A reviewer sent a claim back: why, and how many revisions they had before them. Newer ones bring it back to the queue.
create table claim_return (
  id uuid primary key,
  thing_id uuid not null references thing on delete cascade,
  reviewer text not null check (reviewer <> ''),
  at timestamptz not null default now(),
  revisions int not null check (revisions > 0),
  reason text not null check (reason <> '' and length(reason) <= 1000)
);
create index on claim_return (thing_id, at);
create trigger append_only before update on claim_return for each row execute function refuse_change();

-- The sources that a public claim is to have: a whole list, which takes the place of the present one when it comes out.
create table citation_draft (
  thing_id uuid not null references thing on delete cascade,
  source_id uuid not null references source,
  page text,
  quotation text,
  position int not null,
  primary key (thing_id, source_id)
);
create index on citation_draft (source_id);

-- What a public claim stands on changes only by publishing, as what it says does.
create function check_citations_are_published() returns trigger language plpgsql as $$
declare
  subject uuid = case when tg_op = 'DELETE' then old.thing_id else new.thing_id end;
begin
  if is_claim((select kind from thing where id = subject)) then
    perform demand_publishing(subject, null);
  end if;
  return null;
end $$;
create constraint trigger check_citations_are_published after insert or update or delete on citation
  deferrable initially deferred for each row execute function check_citations_are_published();

-- What is public can always be taken back, whatever waits: only coming out asks for a source and a second reader.
drop trigger check_claim_is_sourced_and_reviewed on publication;
create constraint trigger check_claim_is_sourced_and_reviewed after insert or update on publication
  deferrable initially deferred for each row when (new.ended_at is null) execute function check_claim_is_sourced_and_reviewed();

-- One address is one source, however it is written.
create function bare_address(address text) returns text language sql immutable parallel safe
  return regexp_replace(address, '^https?://(www\.)?|/*(#([^!/].*)?)?$', '', 'g');
alter table source add column archive_url web_address;
create index source_address on source (bare_address(url));
create index source_title on source using gin (title gin_trgm_ops);

-- A copy of a source that we keep: when it was made of what stood there, and on which ground it may be kept and shown.
create table source_copy (
  id uuid primary key,
  source_id uuid not null references source on delete cascade,
  sha256 bytea not null references file on delete restrict,
  accessed_on date not null,
  ground text not null check (ground in ('public-domain', 'open-licence', 'permission', 'official-text', 'evidence')),
  -- which licence, whose permission
  licence text not null default '' check (length(licence) <= 300),
  shown boolean not null default false,
  actor text not null check (actor <> ''),
  at timestamptz not null default now(),
  unique (source_id, sha256),
  -- kept as evidence of what stood there, and shown to nobody
  check (not shown or ground <> 'evidence'),
  check (ground not in ('open-licence', 'permission') or licence <> '')
);
create index on source_copy (sha256);

-- What somebody outside the staff proposes, or a row of an import does. Nothing of it is public.
create table proposal (
  id uuid primary key,
  origin text not null check (origin in ('visitor', 'import')),
  -- what a visitor was told to name it by
  reference text unique check (reference ~ '^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$'),
  -- of a visitor: what is wrong, what a company answers, what is not there
  wants text check (wants in ('correction', 'response', 'missing')),
  -- the kind of thing that it is to be; null where nobody has said
  kind text,
  about uuid references thing on delete set null,
  -- of a visitor: {"text", "urls"}; of an import: values by field
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  -- what is there already and seems to be the same, and how surely
  matched uuid references thing on delete set null,
  score real check (score between 0 and 1),
  import_run uuid,
  lang lang,
  -- sealed: {"name", "organisation", "email"}; null where none was given, and once erased
  contact_sealed bytea,
  made_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'declined')),
  decided_at timestamptz,
  decided_by text check (decided_by <> ''),
  reason text check (reason <> ''),
  -- what it led to
  result uuid references thing on delete set null,
  check ((origin = 'visitor') = (reference is not null)),
  check ((origin = 'visitor') = (wants is not null)),
  check ((origin = 'import') = (import_run is not null)),
  check (origin = 'visitor' or contact_sealed is null),
  check ((state = 'waiting') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'declined' or reason is not null),
  check ((matched is null) or (score is not null))
);
create index on proposal (state, made_at, id);
create index on proposal (about) where about is not null;
create index on proposal (import_run) where import_run is not null;
-- What a visitor's proposal was answered stays: the visitor was told.
create function keep_answer() returns trigger language plpgsql as $$
begin
  if old.origin = 'visitor' and old.state <> 'waiting' and new.state <> old.state then
    raise exception 'a proposal that was answered stays answered' using errcode = 'TD003';
  end if;
  return new;
end $$;
create trigger keep_answer before update of state on proposal for each row execute function keep_answer();

-- The outbox mails about proposals.
alter table outbox
  add column proposal_id uuid references proposal on delete cascade,
  drop constraint outbox_about_one_thing,
  add constraint outbox_about_one_thing
    check (num_nonnulls(signature_id, staff_id, invitation_id, application_id, vouch_id, proposal_id) = 1);
create index on outbox (proposal_id) where proposal_id is not null;
alter table kept_mail
  add column proposal_id uuid references proposal on delete cascade,
  drop constraint kept_mail_about_one_thing,
  add constraint kept_mail_about_one_thing
    check (num_nonnulls(signature_id, staff_id, invitation_id, application_id, vouch_id, proposal_id) <= 1);
create index on kept_mail (proposal_id) where proposal_id is not null;
