import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../../foundation/history/visible.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { CompanyName } from '../../companies/model.ts';
import type { CourtCase, PartyRole, Redress, Stage } from '../model.ts';
import '../store.ts';

/** A company in a case, with all its public names: which it bore then is worked out from them. */
export interface Party {
  id: Id;
  slug: string;
  role: PartyRole;
  names: CompanyName[];
}

/** An incident that a case is about. */
export interface CaseIncident {
  id: Id;
  slug: string;
  date: PartialDate;
  /** Where it lasted. */
  dateTo: PartialDate | null;
  lang: Lang;
  title: string;
}

export type CaseRead = Omit<CourtCase, 'incidents' | 'companies'> & {
  /** Who stands against whom, in words. */
  parties: string;
  companies: Party[];
  unadopted: boolean;
};

/** @returns the public case at this slug with its companies; null where there is none. */
export async function readCase(db: Db, slug: string, lang: Lang): Promise<CaseRead | null> {
  const { rows } = await sql<CaseRead>`
    select c.id, t.slug, c.country, c.filed, c.decided, c.kind, c.status, c.standing, x.lang, x.title, x.court, x.outcome, x.parties,
      ${isUnadopted(sql`c.id`)} as unadopted,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', ot.slug, 'role', cc.role, 'names',
          (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'lang', n.lang, 'kind', n.kind,
              'from', n.valid_from, 'to', n.valid_to, 'endIs', n.end_is) order by n.position), '[]')
            from company_name n where n.company_id = o.id and ${isPublic(sql`n.id`)})) order by cc.role, ot.created_at, o.id), '[]')
        from case_company cc join company o on o.id = cc.company_id join thing ot on ot.id = o.id
        where cc.case_id = c.id and ${isPublic(sql`o.id`)}) as companies
    from court_case c join thing t on t.id = c.id ${textIn('court_case_text', lang)}
    where t.slug = ${slug} and t.kind = 'case' and ${isPublic(sql`c.id`)} and x.title is not null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** @returns the public incidents of a case, oldest first. */
export async function listCaseIncidents(db: Db, caseId: Id, lang: Lang): Promise<CaseIncident[]> {
  const { rows } = await sql<CaseIncident>`
    select i.id, t.slug, i.date, i.date_to as "dateTo", x.lang, x.title
    from case_incident ci join incident i on i.id = ci.incident_id join thing t on t.id = i.id ${textIn('incident_text', lang)}
    where ci.case_id = ${caseId} and ${isPublic(sql`i.id`)} and x.title is not null order by date_from(i.date), i.id`.execute(
    db,
  );
  return rows;
}

/** @returns the public stages of a case, in no order: `inOrder` has it. */
export async function listStages(db: Db, caseId: Id, lang: Lang): Promise<Stage[]> {
  const { rows } = await sql<Stage>`
    select s.id, s.case_id as "caseId", s.date, s.kind, s.position, s.standing, x.lang, x.what
    from stage s join thing t on t.id = s.id ${textIn('stage_text', lang)}
    where s.case_id = ${caseId} and ${isPublic(sql`s.id`)} and x.what is not null`.execute(db);
  return rows;
}

/** @returns the public redress that came of a case, or of an incident that it is about without any case, oldest first. */
export async function listCaseRedress(db: Db, caseId: Id, lang: Lang): Promise<Redress[]> {
  const { rows } = await sql<Redress>`
    select r.id, r.case_id as "caseId", r.incident_id as "incidentId", r.kind, r.date, r.amount::text as amount, r.currency,
      r.standing, x.lang, x.what
    from redress r join thing t on t.id = r.id ${textIn('redress_text', lang)}
    where (r.case_id = ${caseId} or (r.case_id is null and r.incident_id in (select incident_id from case_incident where case_id = ${caseId})))
      and ${isPublic(sql`r.id`)} and x.what is not null order by date_from(r.date) nulls last, r.id`.execute(
    db,
  );
  return rows;
}
