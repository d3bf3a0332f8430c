-- A source of a single field of a claim waits with the field that it is of, as one of the claim as a whole does without.
alter table citation_draft add column field text, drop constraint citation_draft_pkey,
  add unique nulls not distinct (thing_id, source_id, field);
-- Lists that wait were of whole claims alone, and left those of fields as they were.
insert into citation_draft (thing_id, source_id, field, page, quotation, position)
  select c.thing_id, c.source_id, c.field, c.page, c.quotation, c.position from citation c
  where c.field is not null and exists (select from citation_draft d where d.thing_id = c.thing_id);

-- The sources of a public claim are those that a revision lists, with what of it they are for, their pages and words.
create or replace function demand_citations_published(subject uuid) returns void language plpgsql as $$
begin
  if subject is null or not is_claim((select kind from thing where id = subject)) then
    return;
  end if;
  perform demand_publishing(subject, null);
  if exists (select from publication p where p.thing_id = subject and p.ended_at is null and p.at <> now())
    and not exists (select from revision r where r.thing_id = subject and r.lang is null and jsonb_typeof(r.data -> 'citations') = 'array'
      and (select coalesce(array_agg(line order by line), '{}') from (
          select concat_ws(' ', c.source_id, coalesce(c.field, ''), coalesce(c.page, ''), coalesce(c.quotation, '')) as line
          from citation c where c.thing_id = subject) l)
        = (select coalesce(array_agg(line order by line), '{}') from (
          select concat_ws(' ', c ->> 'sourceId', coalesce(c ->> 'field', ''), coalesce(c ->> 'page', ''), coalesce(c ->> 'quotation', '')) as line
          from jsonb_array_elements(r.data -> 'citations') c) l)) then
    raise exception 'a public claim has the sources that one of its revisions lists' using errcode = 'TD004';
  end if;
end $$;
