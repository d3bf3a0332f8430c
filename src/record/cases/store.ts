import { type Generated, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';
import type { CaseStatus, CourtCase, PartyRole, RedressKind, StageKind } from './model.ts';

interface CourtCaseTable {
  id: Id;
  country: string;
  filed: PartialDate | null;
  decided: PartialDate | null;
  kind: CourtCase['kind'];
  status: CaseStatus;
  standing: Generated<Standing>;
}
interface CourtCaseTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  court: string;
  outcome: string;
  parties: Generated<string>;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface StageTable {
  id: Id;
  case_id: Id;
  date: PartialDate | null;
  kind: StageKind;
  position: number | null;
  standing: Generated<Standing>;
}
interface RedressTable {
  id: Id;
  incident_id: Id | null;
  case_id: Id | null;
  kind: RedressKind;
  date: PartialDate | null;
  amount: string | null;
  currency: string | null;
  standing: Generated<Standing>;
}
/** The texts of a stage and of redress are alike: what was done, who obtained what. */
interface WhatTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  what: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    court_case: CourtCaseTable;
    court_case_text: CourtCaseTextTable;
    case_incident: { case_id: Id; incident_id: Id };
    case_company: {
      case_id: Id;
      company_id: Id;
      role: Generated<PartyRole>;
    };
    stage: StageTable;
    stage_text: WhatTextTable;
    redress: RedressTable;
    redress_text: WhatTextTable;
  }
}

/** @returns the public cases, oldest filing first. */
export async function listCases(db: Db, lang: Lang): Promise<CourtCase[]> {
  const { rows } = await sql<CourtCase>`
    select c.id, t.slug, c.country, c.filed, c.decided, c.kind, c.status, c.standing, x.lang, x.title, x.court, x.outcome,
      (select coalesce(jsonb_agg(ci.incident_id), '[]') from case_incident ci where ci.case_id = c.id) as incidents,
      (select coalesce(jsonb_agg(cc.company_id), '[]') from case_company cc where cc.case_id = c.id) as companies
    from court_case c join thing t on t.id = c.id ${textIn('court_case_text', lang)}
    where ${isPublic(sql`c.id`)} and x.title is not null order by c.filed nulls last, c.id`.execute(db);
  return rows;
}
