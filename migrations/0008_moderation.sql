-- Moderating: what is known of a signature without opening its address; undo, merging, corrections.

alter table signature
  -- Of the mail address, noted when it was given, so that nobody has to open it to look at a list: 'own' is the
  -- website's own domain, 'free' one where anyone gets a mailbox.
  add column mail_domain_kind text check (mail_domain_kind in ('own', 'other', 'free', 'disposable')),
  -- keyed hash of who owns the address's domain, to see what comes from one. A person's goes with the address.
  add column mail_domain_hash bytea check (length(mail_domain_hash) = 32),
  -- what the organisation registered, of its website ('example.org.uk' of 'www.example.org.uk')
  add column website_domain text check (website_domain <> ''),
  -- search keys of the two names, as organisation_key is of the first
  add column organisation_key_ar text,
  -- how long the form took, where a script could tell
  add column filled_ms int check (filled_ms >= 0),
  add constraint signature_of_organisation check (kind = 'organisation' or (website_domain is null and organisation_key_ar is null));

-- Whoever erases an address erases with it what was derived of a person's, whatever way it is erased.
create function forget_mail_domain() returns trigger language plpgsql as $$
begin
  new.mail_domain_hash = null;
  return new;
end $$;
create trigger forget_mail_domain before update on signature
  for each row when (old.mail_domain_hash is not null
    and ((new.kind = 'person' and old.email_sealed is not null and new.email_sealed is null)
      or (old.canonical_hash is not null and new.canonical_hash is null)))
  execute function forget_mail_domain();

-- What is like what. Signatures that nobody confirmed are in none of these, so that signing pays for none.
--
-- A search key with each Arabic letter as an ASCII one, for likeness only: pg_trgm takes letters outside ASCII for no
-- letters at all where the database's locale is C.
create function spelling_of(key text) returns text language sql immutable strict parallel safe
  return translate(key, 'ابتثجحخدذرزسشصضطظعغفقكلمنهويگچپژڤ', 'abtcjhxdvrzsqpy2346fgklmnowi57890');
alter table signature
  add column spelling text generated always as (spelling_of(organisation_key)) stored,
  add column spelling_ar text generated always as (spelling_of(organisation_key_ar)) stored;
create index signature_alike on signature using gin (spelling gin_trgm_ops, spelling_ar gin_trgm_ops)
  where kind = 'organisation' and state <> 'pending';
-- The same for the search of the public list, whose words are compared letter by letter after it. A column, so that the
-- planner knows how common its pieces are.
alter table signature add column search_spelling text generated always as (spelling_of(search_key)) stored;
drop index signature_public_search;
create index signature_public_search on signature using gin (search_spelling gin_trgm_ops) where public_name is not null;
create index signature_by_arabic_name on signature (version_id, organisation_key_ar)
  where organisation_key_ar is not null and state <> 'pending';
create index signature_by_website on signature (version_id, website_domain)
  where website_domain is not null and state <> 'pending';
create index signature_by_mail_domain on signature (version_id, mail_domain_hash)
  where mail_domain_hash is not null and state <> 'pending';
create index signature_listed_by_age on signature (created_at, id) where state = 'listed';

alter table signature_event
  -- what the signature was before; noted by the trigger
  add column was text,
  -- which of our reasons, where it was one of them; `reason` is what the signatory is told
  add column code text check (code ~ '^[a-z]+(-[a-z]+)*$'),
  -- this row takes back that one, and the signature becomes again what it was before it
  add column undoes uuid unique references signature_event on delete cascade,
  -- decisions that were taken, and can be taken back, as one
  add column batch uuid;
create index signature_event_by_actor on signature_event (actor, at desc) where undoes is null;
create index signature_event_by_batch on signature_event (batch) where batch is not null;

-- The newest of what happened to a signature that was not taken back: the only one that can be.
create function standing_event(of uuid) returns uuid language sql stable as $$
  select e.id from signature_event e where e.signature_id = of and e.undoes is null
    and not exists (select from signature_event u where u.undoes = e.id)
  order by e.at desc, e.id desc limit 1
$$;
-- (apply_signature_event, which fills `was` and keeps to `undoes`, is in the next file with all that it knows.)

-- Two signatures of one signatory: one stays, the other was rejected for it by the event named here.
create table signature_merge (
  event_id uuid primary key references signature_event on delete cascade,
  kept_id uuid not null references signature on delete cascade,
  merged_id uuid not null references signature on delete cascade,
  check (kept_id <> merged_id)
);
create index on signature_merge (kept_id);
create index on signature_merge (merged_id);
create trigger append_only before update on signature_merge for each row execute function refuse_change();
create function check_signature_merge() returns trigger language plpgsql as $$
begin
  if not exists (
    select from signature_event e
    join signature merged on merged.id = e.signature_id
    join signature kept on kept.version_id = merged.version_id and kept.kind = merged.kind
    where e.id = new.event_id and e.becomes = 'rejected' and e.code = 'duplicate' and merged.id = new.merged_id
      and kept.id = new.kept_id and kept.state in ('confirmed', 'suspect', 'listed')) then
    raise exception 'a signature is merged into a standing one of its kind and version' using errcode = 'TD003';
  end if;
  return new;
end $$;
create trigger check_signature_merge before insert on signature_merge for each row execute function check_signature_merge();
-- What is merged now: neither taken back nor followed by another decision.
create view standing_merge as
  select m.* from signature_merge m where m.event_id = standing_event(m.merged_id);

-- A name that was spelled wrong, put right: the only way to change the name of a signature that was confirmed.
create table signature_correction (
  id uuid primary key,
  signature_id uuid not null references signature on delete cascade,
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  -- what stood there; noted by the trigger
  name_before text,
  name_ar_before text,
  name_after text not null check (name_after <> ''),
  name_ar_after text check (name_ar_after <> ''),
  -- handed to the signature, not kept here
  key_after text,
  key_ar_after text,
  search_key text,
  check (key_after is null and key_ar_after is null and search_key is null)
);
create index on signature_correction (signature_id, at);
create trigger append_only before update on signature_correction for each row execute function refuse_change();
create function apply_signature_correction() returns trigger language plpgsql as $$
declare
  s signature;
begin
  select * into s from signature where id = new.signature_id for update;
  if s.organisation_name is null or s.state in ('pending', 'withdrawn') then
    raise exception 'the name of a % that is % is not corrected', s.kind, s.state using errcode = 'TD003';
  end if;
  if new.at = now() then
    new.at = clock_timestamp();
  end if;
  new.name_before = s.organisation_name;
  new.name_ar_before = s.organisation_name_ar;
  update signature set organisation_name = new.name_after, organisation_name_ar = new.name_ar_after,
    organisation_key = new.key_after, organisation_key_ar = new.key_ar_after,
    public_name = case when s.state = 'listed' then new.name_after end,
    search_key = case when s.state = 'listed' then new.search_key end
  where id = new.signature_id;
  new.key_after = null;
  new.key_ar_after = null;
  new.search_key = null;
  return new;
end $$;
create trigger apply_signature_correction before insert on signature_correction
  for each row execute function apply_signature_correction();
create function guard_signature_correction() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a correction is not deleted alone' using errcode = 'TD001';
  end if;
  return old;
end $$;
create trigger guard_signature_correction before delete on signature_correction
  for each row execute function guard_signature_correction();
create trigger guard_signature_merge before delete on signature_merge
  for each row execute function guard_signature_correction();

-- Both names and their keys are guarded, now that a correction may change them.
create trigger guard_signature_names before update on signature
  for each row when (old.state <> 'pending' and (old.organisation_name_ar is distinct from new.organisation_name_ar
    or old.organisation_key is distinct from new.organisation_key
    or old.organisation_key_ar is distinct from new.organisation_key_ar))
  execute function guard_signature_state();
