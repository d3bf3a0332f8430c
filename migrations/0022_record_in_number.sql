-- What makes pages of a record in number read no more than they show.

-- Whether a thing is public is asked of everything, everywhere: answered from the index alone.
drop index one_running_publication;
create unique index one_running_publication on publication (thing_id) include (at) where ended_at is null;
-- What begins at a time that was given beforehand.
create index publication_to_come on publication (at) where ended_at is null;

-- The order of the scoreboard: the furthest step first, within a step the oldest incident.
create index incident_by_step on incident (
  array_position('{pardoned,convicted,judgment,settled,dismissed,prosecuted,investigated,none}'::text[], accountability),
  date_from(date), id);
-- The order of the cases: the last begun first.
create index case_listed on court_case (coalesce(date_from(filed), date_from(decided), date '1000-01-01') desc, id desc);

-- What things are called, each with its kind: who knows the kind asks one table of texts and not all of them.
create or replace view thing_title as
  select thing_id, lang, state, name as title, 'initiative' as kind from initiative_text
  union all select thing_id, lang, state, name, 'campaign' from campaign_text
  union all select thing_id, lang, state, case when label = '' then left(text, 90) else label end, 'point' from campaign_point_text
  union all select thing_id, lang, state, title, 'news' from news_text
  union all select thing_id, lang, state, name, 'organisation' from organisation_text
  union all select thing_id, lang, state, title, 'item' from item_text
  union all select v.declaration_id, w.lang, w.state, w.title, 'declaration' from declaration_wording w
    join declaration_version v on v.id = w.version_id
    where not exists (select from declaration_version l where l.declaration_id = v.declaration_id and l.number > v.number)
      and not exists (select from declaration_wording l where l.version_id = w.version_id and l.lang = w.lang and l.erratum > w.erratum)
  union all select n.company_id, 'en', 'published', n.name, 'company' from company_name n
    where not exists (select from company_name o where o.company_id = n.company_id and (o.position, o.id) < (n.position, n.id))
  union all select id, 'en', 'published', name, 'company-name' from company_name
  union all select id, 'en', 'published', title, 'source' from source
  union all select thing_id, lang, state, left(note, 90), 'succession' from succession_text
  union all select thing_id, lang, state, owner, 'ownership' from ownership_text
  union all select thing_id, lang, state, name, 'buyer' from buyer_text
  union all select thing_id, lang, state, title, 'contract' from contract_text
  union all select thing_id, lang, state, title, 'incident' from incident_text
  union all select thing_id, lang, state, name, 'victim' from victim_text
  union all select thing_id, lang, state, title, 'case' from court_case_text
  union all select thing_id, lang, state, left(what, 90), 'stage' from stage_text
  union all select thing_id, lang, state, left(what, 90), 'redress' from redress_text
  union all select thing_id, lang, state, title, 'law' from law_text
  union all select thing_id, lang, state, title, 'treaty-step' from treaty_step_text
  union all select thing_id, lang, state, left(text, 90), 'response' from response_text;

-- Names as they are searched on the desk, wherever the letters stand in them; titles of the others have such an index (0021).
create index company_name_by_letters on company_name using gin (spelling_of(folded(name)) gin_trgm_ops);
-- Whole titles, as a field of a form takes them, however long.
create index company_name_whole on company_name using hash (lower(name));
create index contract_whole on contract_text using hash (lower(title));
create index incident_whole on incident_text using hash (lower(title));
create index case_whole on court_case_text using hash (lower(title));
create index source_whole on source using hash (lower(title));
-- When each thing last changed, from the index alone.
create index on revision (thing_id, at);
