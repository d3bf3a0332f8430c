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
