import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../../foundation/history/visible.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { figuresOf, involvedIn } from '../list/store.ts';
import type { IncidentCase, IncidentRead, IncidentRedress, NamedVictim } from './model.ts';
import '../store.ts';

/** @returns the public incident at this slug with the public companies in it and its last correction; null where there is none. */
export async function readIncident(db: Db, slug: string, lang: Lang): Promise<IncidentRead | null> {
  const { rows } = await sql<IncidentRead>`
    select i.id, t.slug, i.date, i.date_to as "dateTo", i.kinds, i.standing, i.harmed, i.harmed_by as "harmedBy", i.accountability,
      ${figuresOf}, ${involvedIn} as companies, i.latitude::float8 as latitude, i.longitude::float8 as longitude,
      i.place_precision as precision, x.lang, x.title, x.place, x.governorate, x.summary, ${isUnadopted(sql`i.id`)} as unadopted,
      (select jsonb_build_object('at', p.at, 'why', p.why) from text_publication p
        where p.thing_id = i.id and p.corrects order by p.at desc limit 1) as correction
    from incident i join thing t on t.id = i.id ${textIn('incident_text', lang)}
    where t.kind = 'incident' and t.slug = ${slug} and ${isPublic(sql`i.id`)} and x.title is not null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** @returns the public cases of an incident, oldest filing first. */
export async function listIncidentCases(db: Db, incidentId: Id, lang: Lang): Promise<IncidentCase[]> {
  const { rows } = await sql<IncidentCase>`
    select c.id, t.slug, c.country, c.kind, c.status, c.standing, c.filed, c.decided, x.lang, x.title, x.court
    from case_incident ci join court_case c on c.id = ci.case_id join thing t on t.id = c.id ${textIn('court_case_text', lang)}
    where ci.incident_id = ${incidentId} and ${isPublic(sql`c.id`)} and x.title is not null
    order by c.filed::text nulls last, c.id`.execute(db);
  return rows;
}

/** @returns the public redress of an incident: its own, and what came of its public cases; oldest first. */
export async function listIncidentRedress(db: Db, incidentId: Id, lang: Lang): Promise<IncidentRedress[]> {
  const { rows } = await sql<IncidentRedress>`
    select r.id, r.case_id as "caseId", r.incident_id as "incidentId", r.kind, r.date, r.amount::text as amount, r.currency, r.standing, x.lang, x.what, c.slug as "caseSlug",
      (select title from court_case_text k where k.thing_id = c.id and k.state = 'published'
        order by k.lang = ${lang} desc, k.lang = c.primary_lang desc, k.lang limit 1) as "caseTitle"
    from redress r join thing t on t.id = r.id ${textIn('redress_text', lang)}
    left join thing c on c.id = r.case_id and ${isPublic(sql`r.case_id`)}
    where r.id in (select o.id from redress o where o.incident_id = ${incidentId}
        union all select o.id from redress o join case_incident ci on ci.case_id = o.case_id
          where ci.incident_id = ${incidentId} and o.incident_id is null)
      and ${isPublic(sql`r.id`)} and x.what is not null
    order by r.date::text nulls last, r.id`.execute(db);
  return rows;
}

/** @returns those who suffered in an incident and chose to be named, with where they said so. */
export async function listNamedVictims(db: Db, incidentId: Id, lang: Lang): Promise<NamedVictim[]> {
  const { rows } = await sql<NamedVictim>`
    select v.id, v.chose_publicity_on as "chosenOn", x.lang, x.name, x.account,
      jsonb_build_object('title', s.title, 'url', s.url, 'publisher', s.publisher, 'language', s.language) as "chosenIn"
    from victim v join thing t on t.id = v.id join source s on s.id = v.chose_publicity_source ${textIn('victim_text', lang)}
    where v.incident_id = ${incidentId} and ${isPublic(sql`v.id`)} and x.name is not null order by v.id`.execute(
    db,
  );
  return rows;
}
