-- How far a statement goes is said of cases, their steps, laws and the steps of the treaty process too. What was there before is
-- `reported`, the least that a sourced statement is: none of it was judged. Who judges it otherwise does so as any other change of a
-- claim is made; the guards of 0024 ask for each column of these tables, and so for this one.

alter table court_case add column standing standing not null default 'reported';
alter table stage add column standing standing not null default 'reported';
alter table law add column standing standing not null default 'reported';
alter table treaty_step add column standing standing not null default 'reported';

-- What waits to come out names all fields of its thing.
update thing set draft = draft || '{"standing": "reported"}'
  where kind in ('case', 'stage', 'law', 'treaty-step') and draft is not null and not draft ? 'standing';

-- A revision of before says nothing of it, and so says `reported`: what is raised beside its history does not come out by having been
-- taken back for a moment. The rest is as in 0024.
create or replace function demand_said(subject uuid, changed text[]) returns void language plpgsql as $$
declare
  kind_of text = (select t.kind from thing t where t.id = subject);
  unsaid_means jsonb = case when kind_of in ('case', 'stage', 'law', 'treaty-step') then '{"standing": "reported"}' else '{}' end;
  unsaid boolean;
begin
  execute format($q$
    select exists (select from %1$I o where o.id = $1 and not exists (select from revision r
        where r.thing_id = o.id and r.lang is null and not r.data ? 'citations' and r.data ?& $2
          and jsonb_populate_record(o, $3 || r.data) is not distinct from o))
      or exists (select from %2$I x where x.thing_id = $1 and x.state = 'published'
        and not text_is_said(to_jsonb(x), x.thing_id, x.lang, x.revision))$q$,
    claim_table(kind_of), claim_table(kind_of) || '_text') into unsaid using subject, changed, unsaid_means;
  if unsaid then
    raise exception 'a public claim says what one of its revisions says' using errcode = 'TD004';
  end if;
  perform demand_listed(subject, field, false) from unnest(case kind_of when 'incident' then '{involved}'::text[]
    when 'case' then '{companies,incidents}' when 'treaty-step' then '{votes}' end) field;
end $$;
