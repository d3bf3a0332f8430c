-- Accounts of the staff, what they may, and what they did.

create table staff (
  id uuid primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  lang lang not null default 'en' check (lang in ('en', 'ar')),
  created_at timestamptz not null default now(),
  -- who has left: signs in no more, what they did stays theirs
  left_at timestamptz
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
