-- Accounts of the staff, what they may, and what they did.

create table staff (
  id uuid primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  lang lang not null default 'en' check (lang in ('en', 'ar')),
  created_at timestamptz not null default now(),
  -- who has left: signs in no more, what they did stays theirs
  left_at timestamptz,
  -- the next four belong to better-auth; an address is proved by the invitation that came to it
  email_verified boolean not null default true,
  image text,
  two_factor_enabled boolean not null default false,
  updated_at timestamptz not null default now()
);

-- A role, in one campaign or (null) in the whole initiative. An owner owns the whole initiative.
create table staff_role (
  staff_id uuid not null references staff on delete cascade,
  role text not null check (role in ('owner', 'editor', 'translator', 'moderator', 'researcher', 'reviewer')),
  campaign_id uuid references campaign,
  given_by text not null check (given_by <> ''),
  given_at timestamptz not null default now(),
  unique nulls not distinct (staff_id, role, campaign_id),
  check (role <> 'owner' or campaign_id is null)
);

-- Somebody owns the initiative, always: the last owner neither leaves nor loses the role. The lock makes two owners who
-- remove each other at once take turns.
create function keep_an_owner() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('tadamun keep_an_owner'));
  if not exists (select from staff_role r join staff s on s.id = r.staff_id where r.role = 'owner' and s.left_at is null) then
    raise exception 'the last owner stays' using errcode = 'TD005';
  end if;
  return null;
end $$;
create trigger last_owner_keeps_role after update or delete on staff_role
  for each row when (old.role = 'owner') execute function keep_an_owner();
create trigger last_owner_stays after update of left_at on staff
  for each row when (old.left_at is null and new.left_at is not null) execute function keep_an_owner();

-- A session of a browser. The cookie holds the token and a signature over it by the secret key: who reads this table
-- alone signs in as nobody.
create table staff_session (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  token text not null unique,
  created_at timestamptz not null default now(),
  -- last used, to ten minutes
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- never filled: better-auth wants the column
  ip_address text check (ip_address is null or ip_address = ''),
  -- browser and system in two words, not what the browser said of itself
  device text check (length(device) <= 60),
  -- opened by a passkey with user verification, or by a password and a code
  two_factors boolean not null default false
);
create index on staff_session (staff_id);
create index on staff_session (expires_at);

-- The password of a person, hashed (scrypt). better-auth calls it an account of a provider.
create table staff_credential (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  provider_id text not null check (provider_id = 'credential'),
  account_id text not null,
  password text check (password like 'scrypt:%'),
  access_token text check (access_token is null),
  refresh_token text check (refresh_token is null),
  id_token text check (id_token is null),
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (staff_id, provider_id)
);

-- What a ceremony has still to answer: the challenge of a passkey, a sign-in that waits for its code.
create table staff_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on staff_verification (identifier);
create index on staff_verification (expires_at);

-- The secret of an authenticator app and the recovery codes, encrypted with a key of the secret key file.
create table staff_totp (
  id uuid primary key,
  staff_id uuid not null unique references staff on delete cascade,
  secret text not null,
  backup_codes text not null,
  -- false until a first code was right
  verified boolean not null default false,
  -- counted elsewhere (staff_attempt): better-auth wants the columns
  failed_verification_count int not null default 0,
  locked_until timestamptz
);

create table staff_passkey (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  name text check (length(name) <= 100),
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now()
);
create index on staff_passkey (staff_id);

-- A browser in which a person has signed in before: other people's failures do not slow it. Its cookie's hash.
create table staff_device (
  token_hash bytea not null check (length(token_hash) = 32),
  staff_id uuid not null references staff on delete cascade,
  device text not null check (length(device) <= 60),
  made_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  primary key (token_hash, staff_id)
);
create index on staff_device (staff_id, made_at desc);

-- Failed tries to sign in, from browsers that were not known, kept a day. Of an address its keyed hash: whoever has no
-- account is counted like whoever has one.
create table staff_attempt (
  id uuid primary key,
  address_hash bytea not null check (length(address_hash) = 32),
  at timestamptz not null default now()
);
create index on staff_attempt (address_hash, at);
create index on staff_attempt (at);

-- A mailed or printed link for somebody who has an account: to come back after their factors were reset, or to make a
-- browser known. Its hash; null until the mail is rendered.
create table staff_link (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  purpose text not null check (purpose in ('return', 'device')),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  token_hash bytea unique check (length(token_hash) = 32),
  used_at timestamptz
);
create index on staff_link (staff_id, purpose, made_at desc);

-- Who did what to what, when. Only ever added to.
create table audit (
  id uuid primary key,
  at timestamptz not null default now(),
  -- staff:<id>, operator, system
  actor text not null check (actor <> ''),
  action text not null check (action <> ''),
  -- the address of the desk that was asked, as a pattern: no token, no search
  route text not null default '',
  thing_id uuid,
  -- what it was done to, where that is no thing: a signature, an account, a backup
  subject text,
  outcome text not null default 'done' check (outcome in ('done', 'refused')),
  detail jsonb not null default '{}'
);
create index audit_newest on audit (at desc, id desc);
create index audit_by_actor on audit (actor, at desc);
create index audit_by_thing on audit (thing_id, at desc) where thing_id is not null;
create trigger append_only before update or delete on audit for each row execute function refuse_change();
create trigger never_emptied before truncate on audit for each statement execute function refuse_change();

-- Someone who was asked onto the staff. The link is mailed (or printed) once; its hash is kept.
create table staff_invitation (
  id uuid primary key,
  -- null: the first owner's, printed by the start of a site that has none
  email text check (email = lower(email)),
  lang lang not null default 'en' check (lang in ('en', 'ar')),
  invited_by text not null check (invited_by <> ''),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- null until the mail is rendered: the link is made then
  token_hash bytea unique check (length(token_hash) = 32),
  used_at timestamptz,
  -- who came of it
  staff_id uuid references staff on delete cascade,
  withdrawn_at timestamptz,
  check ((used_at is null) = (staff_id is null)),
  check (used_at is null or withdrawn_at is null)
);
create unique index staff_invitation_open on staff_invitation (email) where used_at is null and withdrawn_at is null;

-- What an invitation gives, as staff_role does.
create table staff_invitation_role (
  invitation_id uuid not null references staff_invitation on delete cascade,
  role text not null check (role in ('owner', 'editor', 'translator', 'moderator', 'researcher', 'reviewer')),
  campaign_id uuid references campaign,
  unique nulls not distinct (invitation_id, role, campaign_id),
  check (role <> 'owner' or campaign_id is null)
);

-- The outbox mails about other things than signatures too: one column for each kind of thing, exactly one of them set.
-- A later migration that adds a column replaces the check that names them.
alter table outbox
  drop constraint outbox_kind_check,
  add constraint outbox_kind_check check (kind ~ '^[a-z][a-z-]{1,39}$'),
  alter column signature_id drop not null,
  add column staff_id uuid references staff on delete cascade,
  add column invitation_id uuid references staff_invitation on delete cascade,
  add constraint outbox_about_one_thing check (num_nonnulls(signature_id, staff_id, invitation_id) = 1),
  -- may wait: goes after the mails that somebody waits for
  add column patient boolean not null default false;
drop index outbox_expr_due_at_idx;
create index outbox_next on outbox (patient, due_at);
create index on outbox (staff_id) where staff_id is not null;
create index on outbox (invitation_id) where invitation_id is not null;

alter table kept_mail
  add column staff_id uuid references staff on delete cascade,
  add column invitation_id uuid references staff_invitation on delete cascade,
  add constraint kept_mail_about_one_thing check (num_nonnulls(signature_id, staff_id, invitation_id) <= 1);
create index on kept_mail (staff_id) where staff_id is not null;
create index on kept_mail (invitation_id) where invitation_id is not null;
