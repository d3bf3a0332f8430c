-- How organisations are verified, clean-ups, sealed names, joining the initiative.

-- ── A state more: an organisation may be suspended. It is not counted meanwhile, and keeps its day when it comes back. ──
alter table signature drop constraint signature_state_check, add constraint signature_state_check
  check (state in ('pending', 'confirmed', 'listed', 'suspended', 'suspect', 'rejected', 'withdrawn'));
alter table signature_event drop constraint signature_event_becomes_check, add constraint signature_event_becomes_check
  check (becomes in ('confirmed', 'listed', 'suspended', 'suspect', 'rejected', 'withdrawn'));
-- On the way back to listed, when a suspension ends: since when it was. Handed over, not kept here.
alter table signature_event add column listed_since timestamptz check (listed_since is null);

-- ── Sealed names. Of an organisation that is counted only nothing in clear names it: not the name, not the site. ──
alter table signature add column name_sealed bytea;
alter table signature drop constraint signature_check, drop constraint signature_check1;
-- An organisation is listed under its name, or sealed: counted, and then nothing in clear tells who it is.
alter table signature
  add constraint signature_names check (case kind
    when 'person' then organisation_name is null and name_sealed is null
    else publicity in ('name', 'counted') and (organisation_name is null) = (publicity = 'counted') end),
  add constraint signature_sealed check (kind = 'person' or publicity <> 'counted'
    or (organisation_name_ar is null and website is null and organisation_key is null
      and organisation_key_ar is null and website_domain is null and mail_domain_hash is null and mail_domain_kind is null
      and (name_sealed is not null or state in ('rejected', 'withdrawn')))),
  add constraint signature_sealed_alone check (name_sealed is null or publicity = 'counted');
create index signature_sealed_names on signature (version_id, state) where kind = 'organisation' and publicity = 'counted';

-- The two who may open a sealed name: named by an owner, each in one of two places.
create table sealed_reader (
  place smallint primary key check (place in (1, 2)),
  staff_id uuid not null unique references staff on delete cascade,
  named_by text not null check (named_by <> ''),
  named_at timestamptz not null default now()
);
-- Named as a moderator: whoever is none any more, or has left, and becomes one again, is named again or not at all.
create function unname_reader() returns trigger language plpgsql as $$
begin
  delete from sealed_reader r where r.staff_id = old.staff_id
    and not exists (select from staff_role x where x.staff_id = old.staff_id and x.role = 'moderator');
  return null;
end $$;
create trigger reader_is_moderator after update or delete on staff_role
  for each row when (old.role = 'moderator') execute function unname_reader();
-- Every opening of a sealed name.
create table sealed_opening (
  id uuid primary key,
  signature_id uuid not null references signature on delete cascade,
  staff_id uuid not null references staff,
  at timestamptz not null default now(),
  reason text not null check (reason <> '')
);
create index on sealed_opening (signature_id);
create trigger append_only before update on sealed_opening for each row execute function refuse_change();
-- What hangs on a signature as evidence goes only with the signature.
create function guard_gone_alone() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a row of % goes only with its signature', tg_table_name using errcode = 'TD001';
  end if;
  return old;
end $$;
create trigger guard_gone_alone before delete on sealed_opening for each row execute function guard_gone_alone();

-- ── Changes of state ──
-- As 0008 has it, and: suspending, sealed names.
create or replace function apply_signature_event() returns trigger language plpgsql as $$
declare
  s signature;
  was text;
  undone signature_event;
  since timestamptz;
begin
  select * into s from signature where id = new.signature_id for update;
  was = s.state;
  -- Not when the transaction began, but now that the row is ours: what happened to a signature has one order.
  if new.at = now() then
    new.at = clock_timestamp();
  end if;
  new.was = was;
  since = coalesce(new.listed_since, new.at);
  if new.undoes is not null then
    select * into undone from signature_event where id = new.undoes;
    if new.undoes is distinct from standing_event(new.signature_id) or undone.was is distinct from new.becomes
      or undone.becomes is distinct from was or was = 'withdrawn' or new.becomes = 'withdrawn' then
      raise exception 'only the newest change of a signature can be taken back' using errcode = 'TD003';
    end if;
    -- Listed again as if it had never left: since the day on which it was listed.
    if new.becomes = 'listed' then
      select coalesce(max(at), new.at) into since from signature_event
        where signature_id = new.signature_id and becomes = 'listed' and undoes is null and at < undone.at;
    end if;
  elsif not (case was
    when 'pending' then new.becomes in ('confirmed', 'suspect', 'rejected', 'withdrawn')
    when 'confirmed' then new.becomes in ('listed', 'suspect', 'rejected', 'withdrawn')
    when 'suspect' then new.becomes in ('confirmed', 'listed', 'rejected', 'withdrawn')
    when 'listed' then new.becomes in ('suspended', 'suspect', 'rejected', 'withdrawn')
    when 'suspended' then new.becomes in ('listed', 'rejected', 'withdrawn')
    when 'rejected' then new.becomes in ('confirmed', 'listed', 'withdrawn')
    else false end) then
    raise exception 'a signature that is % cannot become %', was, new.becomes using errcode = 'TD003';
  end if;
  if new.becomes = 'suspended' and s.kind <> 'organisation' then
    raise exception 'only an organisation is suspended' using errcode = 'TD003';
  end if;
  -- A sealed name is listed by one of the two who may read it; what was listed once may come back by other hands.
  if new.becomes = 'listed' and s.kind = 'organisation' and s.publicity = 'counted'
    and not exists (select from sealed_reader where 'staff:' || staff_id = new.actor)
    and not exists (select from signature_event where signature_id = new.signature_id and becomes = 'listed') then
    raise exception 'a sealed name is listed by one of its two readers' using errcode = 'TD004';
  end if;
  update signature set state = new.becomes,
    confirmed_at = case when was = 'pending' and new.becomes in ('confirmed', 'suspect') then new.at else confirmed_at end,
    listed_at = case when new.becomes = 'listed' then since end,
    public_name = case when new.becomes = 'listed' then new.public_name end,
    search_key = case when new.becomes = 'listed' then new.search_key end,
    -- Who has left is not kept by name, sealed or not.
    name_sealed = case when new.becomes <> 'withdrawn' then name_sealed end
  where id = new.signature_id;
  new.public_name = null;
  new.search_key = null;
  new.listed_since = null;
  return new;
end $$;

-- ── Verification, in steps. Each is a row; it may end, and is never rewritten. ──
create table verification (
  id uuid primary key,
  signature_id uuid not null references signature on delete cascade,
  kind text not null check (kind in ('mail', 'domain', 'letter', 'member')),
  at timestamptz not null default now(),
  -- staff:<id>, operator; system for what confirming proves by itself
  decided_by text not null check (decided_by <> ''),
  reason text check (reason <> ''),
  -- letter: the day on which it was seen, sealed {"officers": [..]}, the stored document
  seen_on date,
  officers_sealed bytea,
  document_sha256 bytea references file,
  -- member: the organisation that vouches
  member_id uuid references organisation on delete cascade,
  ended_at timestamptz check (ended_at >= at),
  ended_by text check (ended_by <> ''),
  ended_reason text check (ended_reason <> ''),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (ended_reason is null)),
  check ((kind = 'letter') = (seen_on is not null)),
  check (kind = 'letter' or officers_sealed is null),
  -- the stored letter goes with the names that stand in it
  check (document_sha256 is null or officers_sealed is not null),
  check ((kind = 'member') = (member_id is not null)),
  -- what a person of the staff decides has a reason
  check (kind in ('mail', 'domain') or reason is not null)
);
create unique index one_running_step on verification (signature_id, kind, member_id) nulls not distinct where ended_at is null;
create index on verification (signature_id);

-- A letter on its way in. Its bytes are looked into like any upload's; what becomes of them is private.
alter table upload add column letter_of uuid unique references verification on delete cascade;

-- Ended once; a letter comes in once, and is erased with its officers' names: when its step ends, or before. Nothing else changes.
create function guard_verification() returns trigger language plpgsql as $$
begin
  if new.ended_at is not null then
    new.officers_sealed = null;
  end if;
  if new.officers_sealed is null then
    new.document_sha256 = null;
  end if;
  if old.ended_at is not null and (new.ended_at, new.ended_by, new.ended_reason) is distinct from (old.ended_at, old.ended_by, old.ended_reason)
    or (new.id, new.signature_id, new.kind, new.at, new.decided_by, new.reason, new.seen_on, new.member_id)
      is distinct from (old.id, old.signature_id, old.kind, old.at, old.decided_by, old.reason, old.seen_on, old.member_id)
    or (new.document_sha256 is not null and new.document_sha256 is distinct from old.document_sha256
      and (old.document_sha256 is not null or not exists (select from upload where letter_of = new.id))) then
    raise exception 'a step of verification is ended, not rewritten' using errcode = 'TD001';
  end if;
  return new;
end $$;
create trigger guard_verification before update on verification for each row execute function guard_verification();
create trigger guard_gone_alone before delete on verification for each row execute function guard_gone_alone();

-- What was made of a letter belongs to its step; where the step has gone on without it, it is kept by nobody.
create function keep_letter() returns trigger language plpgsql as $$
begin
  update verification set document_sha256 = new.sha256 where id = new.letter_of and ended_at is null and officers_sealed is not null;
  if not found then
    delete from file f where f.sha256 = new.sha256 and f.private
      and not exists (select from verification v where v.document_sha256 = f.sha256);
  end if;
  return null;
end $$;
create trigger keep_letter after update of state on upload
  for each row when (new.state = 'ready' and new.letter_of is not null) execute function keep_letter();
-- A letter without its step's names: its file goes, and what of it is on its way in. Its bytes go as loose ones do.
create function drop_letter() returns trigger language plpgsql as $$
begin
  delete from upload where letter_of = old.id;
  delete from file f where f.sha256 = old.document_sha256 and f.private
    and not exists (select from verification v where v.document_sha256 = f.sha256);
  return null;
end $$;
create trigger drop_letter after update on verification
  for each row when (old.officers_sealed is not null and new.officers_sealed is null) execute function drop_letter();
create trigger drop_letter_gone after delete on verification
  for each row when (old.kind = 'letter') execute function drop_letter();
-- Who has left, or has had the contact erased with its hash, leaves no officers behind.
create function forget_officers() returns trigger language plpgsql as $$
begin
  update verification set officers_sealed = null where signature_id = new.id and officers_sealed is not null;
  return null;
end $$;
create trigger forget_officers after update on signature
  for each row when (old.kind = 'organisation' and ((new.state = 'withdrawn' and old.state <> 'withdrawn')
    or (new.email_hash is null and old.email_hash is not null))) execute function forget_officers();

-- The host of a website, without www.
create function host_of(website text) returns text language sql immutable parallel safe
  return regexp_replace(lower(substring(website from '^[a-zA-Z]+://(?:[^/@]*@)?([^/:?#]+)')), '^www\.', '');

-- Another name or another site: whoever vouched, vouched for what it was before. What is only written otherwise
-- (capitals, spaces) is the same name. The step "own domain" speaks of the site, and ends with it.
create function lapse_verification() returns trigger language plpgsql as $$
declare
  renamed boolean = lower(regexp_replace(coalesce(old.organisation_name, ''), '\s+', ' ', 'g'))
    is distinct from lower(regexp_replace(coalesce(new.organisation_name, ''), '\s+', ' ', 'g'));
  moved boolean = host_of(old.website) is distinct from host_of(new.website);
begin
  if renamed or moved then
    update verification set ended_at = clock_timestamp(), ended_by = 'system',
      ended_reason = case when renamed then 'renamed' else 'moved' end
    where signature_id = new.id and ended_at is null
      and (kind in ('letter', 'member') or (kind = 'domain' and moved));
  end if;
  return null;
end $$;
create trigger lapse_verification after update of organisation_name, website on signature
  for each row when (old.kind = 'organisation' and (old.organisation_name is distinct from new.organisation_name
    or old.website is distinct from new.website)) execute function lapse_verification();

create index signature_register on signature (version_id, organisation_key, public_id)
  where kind = 'organisation' and publicity = 'name' and state in ('listed', 'suspended', 'withdrawn');
-- Who left and asked that the register forget its name.
create table left_quietly (
  signature_id uuid primary key references signature on delete cascade,
  at timestamptz not null default now()
);

-- ── Clean-ups: what was found to be no signature, taken out together, and back again if that was wrong. ──
create table cleanup (
  id uuid primary key,
  version_id uuid not null references declaration_version,
  state text not null default 'draft' check (state in ('draft', 'running', 'done', 'stopped', 'undoing', 'undone', 'dropped')),
  -- see src/declarations/cleanup/model.ts
  conditions jsonb not null check (jsonb_typeof(conditions) = 'object' and conditions <> '{}'),
  -- what the public is told
  category text not null check (category in ('automated', 'invented', 'duplicate', 'request')),
  -- what the staff is told
  reason text not null check (reason <> ''),
  made_by text not null check (made_by <> ''),
  made_at timestamptz not null default now(),
  -- where the work has got to: the last signature looked at
  reached uuid,
  touched int not null default 0 check (touched >= 0),
  restored int not null default 0 check (restored >= 0 and restored <= touched),
  started_at timestamptz,
  ended_at timestamptz,
  undone_at timestamptz,
  check ((started_at is null) = (state in ('draft', 'dropped'))),
  check ((ended_at is not null) = (state in ('done', 'stopped', 'undoing', 'undone'))),
  check ((undone_at is not null) = (state = 'undone'))
);
create index on cleanup (version_id, made_at desc);
create index cleanup_at_work on cleanup (id) where state in ('running', 'undoing');

-- Every signature that a clean-up touched. What it showed is kept only as long as the way back is open.
create table cleanup_signature (
  cleanup_id uuid not null references cleanup,
  signature_id uuid not null references signature on delete cascade,
  -- the change of state that the clean-up made, and the way back takes back
  event_id uuid not null unique references signature_event on delete cascade,
  public_name text,
  -- restored: it is again what it was. gone-on: it has become something else since, and stays so
  undone text check (undone in ('restored', 'gone-on')),
  primary key (cleanup_id, signature_id),
  check (undone is null or public_name is null)
);
create index on cleanup_signature (signature_id);
create function forget_cleaned_name() returns trigger language plpgsql as $$
begin
  update cleanup_signature set public_name = null where signature_id = new.signature_id and public_name is not null;
  return null;
end $$;
create trigger forget_cleaned_name after insert on signature_event
  for each row when (new.becomes = 'withdrawn') execute function forget_cleaned_name();

-- ── Joining the initiative ──
-- Since when an organisation is a member, and until when.
alter table organisation add column member_since date, add column member_until date,
  add check (member_until is null or member_until >= member_since);
-- Where a member is asked whether it vouches; sealed.
create table member_contact (
  organisation_id uuid primary key references organisation on delete cascade,
  email_sealed bytea not null,
  lang lang not null,
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null default now()
);
create table join_application (
  id uuid primary key,
  lang lang not null,
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'accepted', 'rejected')),
  name text not null check (name <> ''),
  name_ar text check (name_ar <> ''),
  country country_code not null,
  website web_address,
  about text not null check (about <> ''),
  -- sealed: {"name","role","email"}; null once erased
  contact_sealed bytea,
  email_hash bytea check (length(email_hash) = 32),
  created_at timestamptz not null default now(),
  mail_asked_at timestamptz not null default now(),
  confirmed_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  reason text,
  organisation_id uuid references organisation on delete cascade,
  check ((decided_at is not null) = (state in ('accepted', 'rejected'))),
  check ((decided_by is not null) = (state in ('accepted', 'rejected'))),
  check ((organisation_id is not null) = (state = 'accepted')),
  check (state <> 'rejected' or reason is not null),
  check (state = 'pending' or confirmed_at is not null)
);
create unique index one_application_per_address on join_application (email_hash) where state in ('pending', 'confirmed');
create index on join_application (state, created_at);
-- The two members that an application names, and what each said.
create table join_vouch (
  id uuid primary key,
  application_id uuid not null references join_application on delete cascade,
  member_id uuid not null references organisation on delete cascade,
  asked_at timestamptz,
  answer text check (answer in ('vouches', 'declines')),
  answered_at timestamptz,
  -- member, by the mailed link; or staff:<id>, who says how they know
  answered_by text,
  reason text,
  unique (application_id, member_id),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answered_by is null)),
  check (answered_by is null or answered_by = 'member' or reason is not null)
);
create table join_token (
  hash bytea primary key check (length(hash) = 32),
  application_id uuid not null references join_application on delete cascade,
  -- null: confirms the application; else a member's answer
  vouch_id uuid references join_vouch on delete cascade,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on join_token (application_id);
-- An application is accepted when two members vouch for it.
create function guard_join() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and not (case old.state
    when 'pending' then new.state = 'confirmed'
    when 'confirmed' then new.state in ('accepted', 'rejected')
    else false end) then
    raise exception 'an application that is % cannot become %', old.state, new.state using errcode = 'TD003';
  end if;
  if new.state = 'accepted' and (select count(*) from join_vouch where application_id = new.id and answer = 'vouches') < 2 then
    raise exception 'an application is accepted when two members vouch for it' using errcode = 'TD003';
  end if;
  return new;
end $$;
create trigger guard_join before update of state on join_application for each row execute function guard_join();

-- The outbox mails about applications, and about what a member is asked.
alter table outbox
  add column application_id uuid references join_application on delete cascade,
  add column vouch_id uuid references join_vouch on delete cascade,
  drop constraint outbox_about_one_thing,
  add constraint outbox_about_one_thing
    check (num_nonnulls(signature_id, staff_id, invitation_id, application_id, vouch_id) = 1);
create index on outbox (application_id) where application_id is not null;
create index on outbox (vouch_id) where vouch_id is not null;
alter table kept_mail
  add column application_id uuid references join_application on delete cascade,
  add column vouch_id uuid references join_vouch on delete cascade,
  drop constraint kept_mail_about_one_thing,
  add constraint kept_mail_about_one_thing
    check (num_nonnulls(signature_id, staff_id, invitation_id, application_id, vouch_id) <= 1);
create index on kept_mail (application_id) where application_id is not null;
create index on kept_mail (vouch_id) where vouch_id is not null;
