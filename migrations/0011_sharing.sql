-- Where signatures come from; the hand-over; pictures to share.

-- A declaration with its signatories as a file, asked for in the desk and typeset in the background.
create table handover (
  id uuid primary key,
  declaration_id uuid not null references declaration,
  lang lang not null,
  -- the day that stands on it, and to whom it goes, as its cover says it
  dated_on date not null,
  addressee text check (addressee <> '' and length(addressee) <= 200),
  asked_by text not null check (asked_by <> ''),
  asked_at timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'made', 'failed')),
  ended_at timestamptz,
  -- who makes it holds it until then; a process that died on it three times does not get it again
  leased_until timestamptz,
  attempts int not null default 0,
  -- what went wrong, in a word of ours
  failure text,
  file_sha256 bytea references file,
  pages int check (pages > 0),
  -- how many stand in it by name, and how many are counted only
  organisations int,
  people int,
  counted int,
  -- letters that no face of ours has
  undrawn text not null default '',
  check ((state = 'asked') = (ended_at is null)),
  check ((state = 'made') = (file_sha256 is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index handover_newest on handover (declaration_id, asked_at desc);
create index handover_waiting on handover (asked_at) where state = 'asked';
create index handover_file on handover (file_sha256) where file_sha256 is not null;

-- A campaign link: an address of the declaration of its own, spread in one place, so that the desk can count what came of it.
-- Nothing follows a visitor: who signs on that page posts its name with the form.
create table via (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  slug slug not null check (length(slug) <= 40),
  -- what it is, for the staff: where it is spread
  name text not null check (name <> '' and length(name) <= 120),
  made_by text not null check (made_by <> ''),
  made_at timestamptz not null default now(),
  unique (campaign_id, slug)
);

-- By which campaign link they came, where they came by one.
alter table signature add column via_id uuid references via;
create index signature_by_via on signature (via_id) where via_id is not null;

-- A picture of a news article to share it by: its title in the look of the house, typeset. Asked for in the desk, and by the
-- jobs process for what the staff publish. Its bytes are a stored blob of their own, which can be made again at any time.
create table news_card (
  thing_id uuid not null references news on delete cascade,
  lang lang not null,
  shape text not null check (shape in ('wide', 'square')),
  state text not null default 'asked' check (state in ('asked', 'made', 'failed')),
  -- what it shows: when the article has another title, it is made again
  title text not null check (title <> ''),
  asked_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts int not null default 0,
  sha256 bytea check (length(sha256) = 32),
  bytes int check (bytes > 0),
  primary key (thing_id, lang, shape),
  -- one that is being made again is still shown as it was
  check (state <> 'made' or sha256 is not null),
  check ((sha256 is null) = (bytes is null))
);
create index news_card_waiting on news_card (asked_at) where state = 'asked';
create index news_card_bytes on news_card (sha256) where sha256 is not null;
