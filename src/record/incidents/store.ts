import { type Generated, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';
import type { Accountability, HarmedBy, Incident, InvolvementRole, PlacePrecision } from './model.ts';

interface IncidentTable {
  id: Id;
  date: PartialDate;
  latitude: number | null;
  longitude: number | null;
  place_precision: PlacePrecision | null;
  kinds: Incident['kinds'];
  killed_min: number | null;
  killed_max: number | null;
  injured_min: number | null;
  injured_max: number | null;
  harmed: Incident['harmed'];
  harmed_by: HarmedBy | null;
  accountability: Accountability;
  date_to: PartialDate | null;
  standing: Generated<Standing>;
}
interface IncidentTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  place: string;
  governorate: string;
  summary: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

interface IncidentCompanyTable {
  incident_id: Id;
  company_id: Id;
  role: Generated<InvolvementRole>;
  standing: Generated<Standing>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    incident: IncidentTable;
    incident_text: IncidentTextTable;
    incident_company: IncidentCompanyTable;
  }
}

/** @returns the public incidents, oldest first. */
export async function listIncidents(db: Db, lang: Lang): Promise<Incident[]> {
  const { rows } = await sql<Incident>`
    select i.id, t.slug, i.date, i.date_to as "dateTo", i.kinds, i.harmed, i.harmed_by as "harmedBy", i.accountability, i.standing,
      case when i.killed_min is not null then jsonb_build_object('min', i.killed_min, 'max', i.killed_max) end as killed,
      case when i.injured_min is not null then jsonb_build_object('min', i.injured_min, 'max', i.injured_max) end as injured,
      (select coalesce(jsonb_agg(ic.company_id), '[]') from incident_company ic where ic.incident_id = i.id) as companies,
      (select coalesce(jsonb_object_agg(ic.company_id, ic.standing), '{}') from incident_company ic where ic.incident_id = i.id) as parts,
      x.lang, x.title, x.place, x.summary, ${isUnadopted(sql`i.id`)} as unadopted
    from incident i join thing t on t.id = i.id ${textIn('incident_text', lang)}
    where ${isPublic(sql`i.id`)} and x.title is not null order by i.date, i.id`.execute(db);
  return rows;
}
