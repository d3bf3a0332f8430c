-- Declarations, their wordings, signatures, the mails they cause and the count.

create table declaration (
  id uuid primary key references thing,
  campaign_id uuid not null unique references campaign,
  allows_organisations boolean not null default true,
  allows_persons boolean not null default true,
  goal_organisations int check (goal_organisations > 0),
  check (allows_organisations or allows_persons)
);
-- Signing is open while a period runs.
create table signing_period (
  id uuid primary key,
  declaration_id uuid not null references declaration,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  closed_at timestamptz check (closed_at >= opened_at),
  closed_by text,
  check ((closed_at is null) = (closed_by is null))
);
create unique index one_open_period on signing_period (declaration_id) where closed_at is null;

-- A new version is a declared change of meaning. The first has no change to declare.
create table declaration_version (
  id uuid primary key,
  declaration_id uuid not null references declaration,
  number int not null check (number > 0),
  declared_on date not null,
  change_of_meaning jsonb,
  actor text not null,
  unique (declaration_id, number),
  check ((number = 1) = (change_of_meaning is null))
);
create trigger append_only before update or delete on declaration_version for each row execute function refuse_change();

-- One text of a version in one language. Never changed: an erratum is a further row, and every row stays readable.
create table declaration_wording (
  sha256 bytea primary key,
  version_id uuid not null references declaration_version,
  lang lang not null,
  erratum int not null default 0 check (erratum >= 0),
  erratum_note text,
  -- a draft may be read, marked as such, and not signed
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  preamble text not null,
  articles jsonb not null check (jsonb_typeof(articles) = 'array'),
  closing text not null,
  note text not null default '',
  canonical text not null,
  written_at timestamptz not null default now(),
  unique (version_id, lang, erratum),
  -- what a signature refers to: it can stand only under a published text of its version
  unique (sha256, version_id, state),
  check (sha256 = sha256(convert_to(canonical, 'UTF8'))),
  check ((erratum = 0) = (erratum_note is null))
);
create trigger append_only before update or delete on declaration_wording for each row execute function refuse_change();

create table signature (
  id uuid primary key,
  version_id uuid not null references declaration_version,
  wording_sha256 bytea not null,
  wording_state text not null generated always as ('published') stored,
  lang lang not null,
  kind text not null check (kind in ('organisation', 'person')),
  -- changed by a row in signature_event only
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'listed', 'suspect', 'rejected', 'withdrawn')),
  organisation_name text,
  organisation_name_ar text,
  country country_code not null,
  website web_address,
  publicity text not null check (publicity in ('name', 'initials', 'counted')),
  updates boolean not null,
  -- what the public sees, set while listed
  public_name text,
  search_key text,
  -- sealed: {"email"}, {"name","role"}; null once erased
  email_sealed bytea,
  contact_sealed bytea,
  -- keyed hashes of the address as typed and as its provider reads it; null once erased at the owner's wish
  email_hash bytea check (length(email_hash) = 32),
  canonical_hash bytea check (length(canonical_hash) = 32),
  organisation_key text,
  flags text[] not null default '{}',
  created_at timestamptz not null default now(),
  mail_asked_at timestamptz not null default now(),
  -- when what was typed was last replaced by other data, while pending
  changed_at timestamptz not null default now(),
  confirmed_at timestamptz,
  listed_at timestamptz,
  -- What the public may know of the order: the day, and within it nothing. Our ids tell the millisecond of signing.
  listed_on date generated always as ((listed_at at time zone 'Asia/Baghdad')::date) stored,
  public_id uuid not null default gen_random_uuid(),
  foreign key (wording_sha256, version_id, wording_state) references declaration_wording (sha256, version_id, state),
  check ((kind = 'organisation') = (organisation_name is not null)),
  check (kind = 'person' or publicity = 'name'),
  check ((state = 'listed') = (listed_at is not null)),
  check (state = 'listed' or public_name is null),
  check (public_name <> ''),
  -- an organisation is listed under its name or not at all; a person may be counted only
  check (state <> 'listed' or (public_name is null) = (publicity = 'counted'))
);
-- One address signs a version once as a person and once for an organisation. A withdrawal makes room.
create unique index one_signature_per_address on signature (version_id, kind, canonical_hash) where state <> 'withdrawn';
create index signature_by_address on signature (email_hash);
create index signature_by_canonical on signature (canonical_hash);
create index signature_by_organisation on signature (version_id, organisation_key) where kind = 'organisation';
create index signature_queue on signature (state, created_at) where state <> 'listed';
create index signature_public on signature (version_id, listed_on desc, public_id desc) where public_name is not null;
create index signature_public_kind on signature (version_id, kind, listed_on desc, public_id desc) where public_name is not null;
create index signature_public_country on signature (version_id, country, listed_on desc, public_id desc) where public_name is not null;
create index signature_public_kind_country on signature (version_id, kind, country, listed_on desc, public_id desc) where public_name is not null;
create index signature_public_search on signature using gin (search_key gin_trgm_ops) where public_name is not null;
create index signature_to_erase on signature (confirmed_at) where email_sealed is not null;

create table signature_event (
  id uuid primary key,
  signature_id uuid not null references signature on delete cascade,
  becomes text not null check (becomes in ('confirmed', 'listed', 'suspect', 'rejected', 'withdrawn')),
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  reason text,
  -- on the way to listed: what the public will see. Handed to the signature, not kept here.
  public_name text,
  search_key text,
  check (public_name is null and search_key is null)
);
create index on signature_event (signature_id, at);
create trigger append_only before update on signature_event for each row execute function refuse_change();

-- What the count still has to take in: written by whoever changes a state, taken by the one who counts. No shared row.
create table signature_delta (
  version_id uuid not null,
  kind text not null,
  listed int not null,
  awaiting int not null
);
create table signature_count (
  version_id uuid not null references declaration_version,
  kind text not null check (kind in ('organisation', 'person')),
  listed bigint not null check (listed >= 0),
  awaiting bigint not null check (awaiting >= 0),
  counted_at timestamptz not null default now(),
  primary key (version_id, kind)
);

create function apply_signature_event() returns trigger language plpgsql as $$
declare
  was text;
begin
  select state into was from signature where id = new.signature_id for update;
  if not (case was
    when 'pending' then new.becomes in ('confirmed', 'suspect', 'rejected', 'withdrawn')
    when 'confirmed' then new.becomes in ('listed', 'suspect', 'rejected', 'withdrawn')
    when 'suspect' then new.becomes in ('confirmed', 'listed', 'rejected', 'withdrawn')
    when 'listed' then new.becomes in ('suspect', 'rejected', 'withdrawn')
    when 'rejected' then new.becomes in ('confirmed', 'listed', 'withdrawn')
    else false end) then
    raise exception 'a signature that is % cannot become %', was, new.becomes using errcode = 'TD003';
  end if;
  update signature set state = new.becomes,
    confirmed_at = case when was = 'pending' and new.becomes in ('confirmed', 'suspect') then new.at else confirmed_at end,
    listed_at = case when new.becomes = 'listed' then new.at end,
    public_name = case when new.becomes = 'listed' then new.public_name end,
    search_key = case when new.becomes = 'listed' then new.search_key end
  where id = new.signature_id;
  new.public_name = null;
  new.search_key = null;
  return new;
end $$;
create trigger apply_signature_event before insert on signature_event for each row execute function apply_signature_event();

create function guard_signature_state() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the state of a signature changes by an event' using errcode = 'TD003';
  end if;
  return new;
end $$;
create trigger guard_signature_state before update on signature
  for each row when (old.state is distinct from new.state or old.public_name is distinct from new.public_name
    or old.search_key is distinct from new.search_key or old.listed_at is distinct from new.listed_at
    or old.kind <> new.kind or old.version_id <> new.version_id
    or (old.state <> 'pending' and (old.wording_sha256 <> new.wording_sha256 or old.publicity <> new.publicity
      or old.organisation_name is distinct from new.organisation_name)))
  execute function guard_signature_state();
-- What happened to a signature goes only with the signature.
create function guard_signature_event() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'what happened to a signature is not deleted alone' using errcode = 'TD001';
  end if;
  return old;
end $$;
create trigger guard_signature_event before delete on signature_event for each row execute function guard_signature_event();
create function guard_new_signature() returns trigger language plpgsql as $$
begin
  if new.state <> 'pending' then
    raise exception 'a signature begins as pending' using errcode = 'TD003';
  end if;
  return new;
end $$;
create trigger guard_new_signature before insert on signature for each row execute function guard_new_signature();

create function note_signature_delta() returns trigger language plpgsql as $$
declare
  v uuid; k text; l int; a int;
begin
  if tg_op = 'DELETE' then
    v = old.version_id; k = old.kind;
    l = -(old.state = 'listed')::int; a = -(old.state = 'confirmed')::int;
  else
    v = new.version_id; k = new.kind;
    l = (new.state = 'listed')::int - (old.state = 'listed')::int;
    a = (new.state = 'confirmed')::int - (old.state = 'confirmed')::int;
  end if;
  if l <> 0 or a <> 0 then
    insert into signature_delta values (v, k, l, a);
  end if;
  return null;
end $$;
create trigger note_signature_delta after update of state on signature for each row execute function note_signature_delta();
create trigger note_signature_delta_gone after delete on signature for each row execute function note_signature_delta();

-- A link in a mail: only its hash is kept. A withdrawal link does not expire.
create table signature_token (
  hash bytea primary key check (length(hash) = 32),
  signature_id uuid not null references signature on delete cascade,
  purpose text not null check (purpose in ('confirm', 'withdraw')),
  made_at timestamptz not null default now(),
  expires_at timestamptz,
  used_at timestamptz,
  check ((purpose = 'confirm') = (expires_at is not null))
);
create index on signature_token (signature_id);

-- What has to be mailed: ids only. A row goes when its mail has gone out.
create table outbox (
  id uuid primary key,
  kind text not null check (kind in ('confirm', 'known', 'listed', 'rejected', 'new-version')),
  signature_id uuid not null references signature on delete cascade,
  made_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  last_error text
);
-- Who waits for a mail comes before those who are asked about a new version.
create index on outbox ((kind = 'new-version'), due_at);
create index on outbox (signature_id);

-- Mails that could not go out because there is no relay: sealed, two weeks.
create table kept_mail (
  id uuid primary key,
  kind text not null,
  signature_id uuid references signature on delete cascade,
  sealed bytea not null,
  made_at timestamptz not null default now()
);
create index on kept_mail (made_at);
