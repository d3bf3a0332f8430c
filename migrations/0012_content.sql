-- The parts of a campaign page as the desk makes them, and photo albums.

-- A point is public as everything else is: while a publication of its own runs. Those that stood on a public page before
-- points had one came out with their campaign.
insert into publication (id, thing_id, at, actor)
  select gen_random_uuid(), p.id, c.at, c.actor from campaign_point p
  join publication c on c.thing_id = p.campaign_id and c.ended_at is null
  where exists (select from campaign_point_text x where x.thing_id = p.id and x.state = 'published')
    and not exists (select from publication own where own.thing_id = p.id);

-- A new point stands last among its kind, and so does one that comes from elsewhere. The campaign is held meanwhile, so
-- that two who add at once get two places.
create function place_point() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.position is not null then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.campaign_id, new.kind) = (old.campaign_id, old.kind) then
    return new;
  end if;
  perform from campaign where id = new.campaign_id for update;
  new.position = (select coalesce(max(position), 0) + 1 from campaign_point
    where campaign_id = new.campaign_id and kind = new.kind);
  return new;
end $$;
create trigger place_point before insert or update of campaign_id, kind on campaign_point
  for each row execute function place_point();

-- A campaign without a place stays where it was, a new one stands last.
create function place_campaign() returns trigger language plpgsql as $$
begin
  if new.position is null then
    new.position = case when tg_op = 'UPDATE' then old.position
      else (select coalesce(max(position), 0) + 1 from campaign) end;
  end if;
  return new;
end $$;
create trigger place_campaign before insert or update of position on campaign
  for each row execute function place_campaign();

-- The pictures of an album, in their order. What is said of each stands with the file.
create table item_picture (
  item_id uuid not null references item on delete cascade,
  sha256 bytea not null references file,
  position int not null check (position > 0),
  primary key (item_id, sha256),
  unique (item_id, position) deferrable initially deferred
);
create index on item_picture (sha256);
