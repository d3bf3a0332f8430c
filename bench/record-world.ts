import type pg from 'pg';
import { seedNames } from '../src/record/names/names.world.ts';

/** An invented record in number. */
export interface World {
  companies: number;
  incidents: number;
  contracts: number;
  cases: number;
}

/** Of so many companies half as many contracts, a fifth as many incidents, a twentieth as many cases. */
export function worldOf(companies: number): World {
  return { companies, incidents: companies / 5, contracts: companies / 2, cases: companies / 20 };
}

export interface SeededCompany {
  slug: string;
  id: string;
  /** The name that it bears. */
  name: string;
}

/** Whatever the world is written into. */
const tables =
  `publication company company_text company_name succession succession_text buyer buyer_text contract contract_text
  incident incident_text incident_company court_case court_case_text case_company case_incident stage stage_text redress redress_text
  source citation revision record_change`.split(/\s+/);

/**
 * Companies with three names and a text, a tenth of them bought by the one before; incidents, contracts and cases with their
 * stages and redress, each with a source, a revision and a place among the changes. What a backup would bring in: no trigger
 * looks at it. @returns the companies in the order of the list.
 */
export async function seedRecord(client: pg.Client, world: World): Promise<SeededCompany[]> {
  // Made anew after the names: an index that grows name by name takes many times as long.
  const { rows: indexes } = await client.query<{ made: string }>(
    `select indexdef as made from pg_indexes where tablename = 'company_name' and indexdef like '% USING gin %'`,
  );
  await client.query('drop index company_name_by_key, company_name_by_letters');
  await seedNames(client, world.companies);
  for (const { made } of indexes) await client.query(made);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  await client.query(companies);
  await client.query(incidents(world.incidents, world.companies));
  await client.query(contracts(world.contracts, world.companies));
  await client.query(cases(world.cases, world.incidents, world.companies));
  await client.query(statements);
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  // And tended, as the server does by itself in time: what is public is then known from an index alone.
  await client.query('vacuum analyze');
  const { rows } = await client.query<SeededCompany>(
    `select t.slug, t.id, n.name from thing t join company_name n on n.company_id = t.id and n.position = 0
     where t.kind = 'company' order by t.slug`,
  );
  return rows;
}

const companies = `
  create temp table numbered as select c.id, row_number() over (order by t.slug) as n from company c join thing t on t.id = c.id;
  create unique index on numbered (n);
  update company c set country = 'IS' from numbered m where m.id = c.id and m.n % 200 = 0;
  insert into company_text (thing_id, lang, state, summary) select id, 'en', 'published', 'An invented company.' from numbered;
  create temp table linked as select gen_random_uuid() as id, a.id as from_company, b.id as to_company
    from numbered a join numbered b on b.n = a.n + 1 where a.n % 10 = 0;
  insert into thing (id, kind, primary_lang) select id, 'succession', 'en' from linked;
  insert into succession (id, from_company, to_company, kind, date) select id, from_company, to_company, 'acquired', '2012' from linked;
  insert into succession_text (thing_id, lang, state, note) select id, 'en', 'published', 'An invented purchase.' from linked;
  create temp table came_out as select id from linked union all select id from numbered;`;

/** Incidents of twenty years and all steps; a tenth is only alleged, each names one company, some of them most. */
const incidents = (count: number, companies: number) => `
  create temp table happened as select gen_random_uuid() as id, n from generate_series(1, ${count}) n;
  create unique index on happened (n);
  insert into thing (id, kind, slug, primary_lang) select id, 'incident', 'invented-' || n, 'en' from happened;
  insert into incident (id, date, kinds, accountability, harmed, harmed_by, standing, killed_min, killed_max, latitude, longitude, place_precision)
    select id, (date '2003-03-20' + n % 7000)::text, case n % 3 when 0 then '{shooting}'::text[] when 1 then '{killing}' else '{labour-abuse}' end,
      (array['none', 'none', 'none', 'investigated', 'prosecuted', 'settled', 'convicted', 'dismissed'])[1 + n % 8],
      '{civilian}', (array['company-staff', 'armed-group', null])[1 + n % 3], case when n % 10 = 0 then 'alleged' else 'reported' end,
      case when n % 3 = 1 then n % 5 end, case when n % 3 = 1 then n % 7 + 4 end, 30 + (n % 700) / 100.0, 39 + (n % 900) / 100.0, 'city' from happened;
  insert into incident_text (thing_id, lang, state, title, place, summary)
    select id, 'en', 'published', 'Invented incident ' || n, 'Nowhere', 'Invented.' from happened;
  insert into incident_company (incident_id, company_id)
    select h.id, m.id from happened h join numbered m on m.n = 1 + (h.n * 5) % ${companies};
  insert into came_out select id from happened;`;

/** Contracts of forty buyers; some companies have many, a third has the name in it, a fifth no sum, some no beginning. */
const contracts = (count: number, companies: number) => `
  create temp table paying as select gen_random_uuid() as id, n from generate_series(1, 40) n;
  insert into thing (id, kind, slug, primary_lang) select id, 'buyer', 'invented-buyer-' || n, 'en' from paying;
  insert into buyer (id, kind, country) select id, (array['state', 'state', 'company', 'ngo', 'other'])[1 + n % 5], 'IS' from paying;
  insert into buyer_text (thing_id, lang, state, name) select id, 'en', 'published', 'Invented buyer ' || n from paying;
  create temp table agreed as select gen_random_uuid() as id, n from generate_series(1, ${count}) n;
  insert into thing (id, kind, slug, primary_lang) select id, 'contract', 'invented-' || n, 'en' from agreed;
  insert into contract (id, buyer_id, company_id, name_id, valid_from, valid_to, end_is, amount, currency, amount_is)
    select a.id, p.id, m.id, case when a.n % 3 = 0 then (select w.id from company_name w where w.company_id = m.id and w.position = a.n % 2) end,
      case when a.n % 20 > 0 then (2004 + a.n % 15)::text end, case when a.n % 2 = 0 then (2006 + a.n % 15)::text end,
      case when a.n % 2 = 0 then 'known' else 'unknown' end, case when a.n % 5 > 0 then a.n * 100 end,
      case when a.n % 5 > 0 then (array['USD', 'GBP', 'EUR'])[1 + a.n % 3] end, case when a.n % 5 > 0 then 'value' end
    from agreed a join paying p on p.n = 1 + a.n % 40
      join numbered m on m.n = 1 + case when a.n % 4 = 0 then a.n % 400 else (a.n * 7) % ${companies} end;
  insert into contract_text (thing_id, lang, state, title) select id, 'en', 'published', 'Invented contract ' || n from agreed;
  insert into came_out select id from agreed union all select id from paying;`;

/** Cases about one incident and one company each, with three stages; a third ended in redress. */
const cases = (count: number, incidents: number, companies: number) => `
  create temp table filed as select gen_random_uuid() as id, n from generate_series(1, ${count}) n;
  insert into thing (id, kind, slug, primary_lang) select id, 'case', 'invented-' || n, 'en' from filed;
  insert into court_case (id, country, filed, kind, status)
    select id, (array['US', 'IQ', 'GB'])[1 + n % 3], (2004 + n % 18)::text, (array['civil', 'criminal'])[1 + n % 2],
      (array['pending', 'settled', 'convicted', 'dismissed'])[1 + n % 4] from filed;
  insert into court_case_text (thing_id, lang, state, title, court, outcome)
    select id, 'en', 'published', 'Invented case ' || n, 'An invented court', 'Invented.' from filed;
  insert into case_incident (case_id, incident_id)
    select f.id, h.id from filed f join happened h on h.n = 1 + (f.n * 3) % ${incidents};
  insert into case_company (case_id, company_id)
    select f.id, m.id from filed f join numbered m on m.n = 1 + (f.n * 15) % ${companies};
  create temp table staged as select gen_random_uuid() as id, f.id as case_id, f.n, s from filed f, generate_series(0, 2) s;
  insert into thing (id, kind, primary_lang) select id, 'stage', 'en' from staged;
  insert into stage (id, case_id, date, kind) select id, case_id, (2004 + n % 18 + s)::text,
    (array['filed', 'trial', (array['convicted', 'settled', 'dismissed'])[1 + n % 3]])[1 + s] from staged;
  insert into stage_text (thing_id, lang, state, what) select id, 'en', 'published', 'An invented step.' from staged;
  create temp table obtained as select gen_random_uuid() as id, id as case_id, n from filed where n % 3 = 1;
  insert into thing (id, kind, primary_lang) select id, 'redress', 'en' from obtained;
  insert into redress (id, case_id, kind, date) select id, case_id, case when n % 2 = 0 then 'settlement' else 'compensation' end, '2015' from obtained;
  insert into redress_text (thing_id, lang, state, what) select id, 'en', 'published', 'An invented sum.' from obtained;
  insert into came_out select id from filed union all select id from staged union all select id from obtained;`;

/** Companies came out with their names; what else there is comes out here. Of all: a source, what was written of it, that it came out. */
const statements = `
  insert into publication (id, thing_id, at, actor)
    select gen_random_uuid(), id, now() - interval '1 day', 'seed' from came_out o
    where not exists (select from publication p where p.thing_id = o.id);
  create temp table read as select gen_random_uuid() as id, n from generate_series(1, 2000) n;
  create unique index on read (n);
  insert into thing (id, kind, primary_lang) select id, 'source', 'en' from read;
  insert into source (id, key, kind, title, url) select id, 'invented-' || n, 'press', 'Invented report ' || n, 'https://example.org/' || n from read;
  insert into citation (id, thing_id, source_id)
    select gen_random_uuid(), o.id, r.id from (select id, row_number() over () as n from came_out) o join read r on r.n = 1 + o.n % 2000;
  insert into revision (id, thing_id, number, actor, why, at, data)
    select gen_random_uuid(), id, 1, 'seed', 'invented', now() - interval '1 day', '{}' from came_out;
  insert into record_change (number, thing_id, kind, slug, action, at)
    select row_number() over (), t.id, t.kind, t.slug, 'published', now() - interval '1 day' from came_out o join thing t on t.id = o.id
    where t.kind in ('company', 'incident', 'contract', 'case', 'buyer');`;
