-- Settings of the site, backups on a schedule, reminders.

-- What an owner sets in the desk. One value per key, as its schema in the code says; a key that is absent has its
-- default. No secret is ever a value here.
create table site_setting (
  key text primary key check (key in ('colours', 'retention', 'mails', 'menu', 'time-zone', 'backup', 'logo')),
  value jsonb not null,
  actor text not null check (actor <> ''),
  at timestamptz not null default now()
);

-- A backup that was made or tried, or a restore of one into a place of its own, to see that it can be restored.
create table backup_run (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'test')),
  -- staff:<id>, or system where the schedule asked
  asked_by text not null check (asked_by <> ''),
  asked_at timestamptz not null default now(),
  -- to be tested as soon as it is there: only then does this server have the key to one that is closed to others
  then_test boolean not null default false,
  begun_at timestamptz,
  ended_at timestamptz check (ended_at >= begun_at),
  outcome text check (outcome in ('done', 'failed', 'interrupted')),
  -- why it failed: a code that the desk has words for
  reason text,
  -- of a backup: its file in the folder of the backups; of a test: the one that was tested
  name text check (name ~ '^[a-z0-9-]+\.backup$'),
  bytes bigint check (bytes >= 0),
  sha256 bytea check (length(sha256) = 32),
  rows bigint check (rows >= 0),
  files int check (files >= 0),
  -- stored files that were missing or damaged
  lost int check (lost >= 0),
  closure text check (closure in ('passphrase', 'recipients', 'unencrypted')),
  -- the file is gone: its days were over, or somebody deleted it
  removed_at timestamptz,
  check ((outcome is null) = (ended_at is null)),
  check (outcome is distinct from 'done' or name is not null),
  check (kind = 'test' or outcome is distinct from 'done' or (bytes is not null and sha256 is not null and closure is not null)),
  check ((outcome = 'failed') is not true or reason is not null)
);
create index backup_run_newest on backup_run (kind, asked_at desc);
create unique index one_backup_of_a_name on backup_run (name) where kind = 'backup';

-- A mail to oneself, to see whether mails arrive. The jobs process sends it.
create table mail_trial (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('sent', 'failed')),
  -- the relay's code, or that it was not reached: no address
  reason text,
  check ((outcome is null) = (ended_at is null))
);
create index on mail_trial (asked_at desc);

-- Who does not want the Monday mail.
create table monday_mail_off (
  staff_id uuid primary key references staff on delete cascade,
  at timestamptz not null default now()
);
-- To whom the mail of a week was written, or that nothing waited: once a week, whatever stops in between.
create table monday_mail (
  staff_id uuid not null references staff on delete cascade,
  -- the Monday
  week date not null check (extract(isodow from week) = 1),
  at timestamptz not null default now(),
  lines int not null check (lines >= 0),
  primary key (staff_id, week)
);
