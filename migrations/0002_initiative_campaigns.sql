-- The initiative, its campaigns with their ordered sections, news, organisations, library.
-- A text table holds one row per language; published and draft are apart.

create table initiative (
  id uuid primary key references thing,
  only_one boolean not null default true unique check (only_one),
  url web_address
);
create table initiative_text (
  thing_id uuid not null references initiative,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  purpose text not null default '',
  based_on_revision int,
  primary key (thing_id, lang, state)
);

-- The ways to reach the initiative, safest first. Shown only where set.
create table contact_channel (
  kind text primary key check (kind in ('signal', 'pgp', 'globaleaks', 'securedrop', 'email', 'post')),
  value text not null check (value <> ''),
  note text
);

create table campaign (
  id uuid primary key references thing,
  position int not null
);
create table campaign_text (
  thing_id uuid not null references campaign,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  name text not null check (name <> ''),
  tagline text not null default '',
  who_we_are text not null default '',
  challenge text not null default '',
  based_on_revision int,
  primary key (thing_id, lang, state)
);
create table campaign_section (
  campaign_id uuid not null references campaign,
  position int not null,
  kind text not null check (kind in ('names', 'who', 'challenge', 'report', 'objectives', 'asks', 'news', 'sign', 'involved',
    'documents', 'videos', 'signatories')),
  shown boolean not null default true,
  primary key (campaign_id, kind),
  unique (campaign_id, position) deferrable initially deferred
);
-- Where the campaign lives elsewhere; each is shown only where set.
create table campaign_link (
  campaign_id uuid not null references campaign,
  kind text not null check (kind in ('facebook-page', 'facebook-group', 'x', 'telegram', 'instagram', 'youtube', 'mastodon', 'bluesky')),
  url web_address not null,
  primary key (campaign_id, kind)
);
-- Objectives, what is asked of whom, and what a visitor can do: short ordered texts.
create table campaign_point (
  id uuid primary key references thing,
  campaign_id uuid not null references campaign,
  kind text not null check (kind in ('objective', 'ask', 'action')),
  position int not null,
  unique (campaign_id, kind, position) deferrable initially deferred
);
create table campaign_point_text (
  thing_id uuid not null references campaign_point,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  label text not null default '',
  text text not null check (text <> ''),
  based_on_revision int,
  primary key (thing_id, lang, state)
);

create table news (
  id uuid primary key references thing,
  campaign_id uuid references campaign,
  date partial_date not null,
  source_url web_address
);
create index on news (date desc, id desc);
create table news_text (
  thing_id uuid not null references news,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  body text not null default '',
  based_on_revision int,
  primary key (thing_id, lang, state)
);

create table organisation (
  id uuid primary key references thing,
  country country_or_int not null,
  url web_address
);
create table organisation_text (
  thing_id uuid not null references organisation,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  name text not null check (name <> ''),
  also text[] not null default '{}',
  kind text not null default '',
  role text not null default '',
  based_on_revision int,
  primary key (thing_id, lang, state)
);

create table item (
  id uuid primary key references thing,
  kind text not null check (kind in ('report', 'statement', 'album', 'video', 'law', 'other')),
  author text,
  publisher text,
  year int check (year between 1800 and 2200),
  language language_tag,
  url web_address,
  publisher_url web_address,
  url_is text check (url_is in ('publisher', 'mirror')),
  un_symbol text,
  -- a page of this site that is the item itself, such as the report made from the record
  page text check (page ~ '^/[a-z0-9/-]+$'),
  file_sha256 bytea references file
);
create index on item (kind, year desc, id desc);
create table item_text (
  thing_id uuid not null references item,
  lang lang not null,
  state text not null check (state in ('draft', 'published')),
  title text not null check (title <> ''),
  abstract text not null default '',
  based_on_revision int,
  primary key (thing_id, lang, state)
);
create table campaign_item (
  campaign_id uuid not null references campaign,
  item_id uuid not null references item,
  position int not null,
  featured boolean not null default false,
  primary key (campaign_id, item_id)
);
create unique index one_featured_item on campaign_item (campaign_id) where featured;
