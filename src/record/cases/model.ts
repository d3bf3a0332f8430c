import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { type PartialDate, possibleRange } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';

export const caseKinds = ['criminal', 'civil', 'arbitration', 'administrative'] as const;
export type CaseKind = (typeof caseKinds)[number];

export const caseStatuses = [
  'pending',
  'dismissed',
  'settled',
  'convicted',
  'judgment',
  'pardoned',
  'acquitted',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** What a company is in a case. `employer-of-defendants`: its people stand before the court, not it. */
export const partyRoles = ['defendant', 'plaintiff', 'employer-of-defendants', 'subject', 'other'] as const;
export type PartyRole = (typeof partyRoles)[number];

export const stageKinds = [
  'filed',
  'charged',
  'dismissed',
  'revived',
  'removed',
  'trial',
  'convicted',
  'acquitted',
  'sentenced',
  'judgment',
  'appealed',
  'appeal-decided',
  'settled',
  'pardoned',
  'withdrawn',
  'other',
] as const;
export type StageKind = (typeof stageKinds)[number];

/** `damages`: awarded by a court, of what kind soever; that they were paid is said only where a source says so. */
export const redressKinds = [
  'compensation',
  'damages',
  'settlement',
  'apology',
  'restitution',
  'other',
  'nothing',
] as const;
export type RedressKind = (typeof redressKinds)[number];

/** A legal proceeding. A settlement is not an admission; `judgment` may be for either side: read the outcome. */
export interface CourtCase {
  id: Id;
  slug: string;
  country: string;
  filed: PartialDate | null;
  decided: PartialDate | null;
  kind: CaseKind;
  status: CaseStatus;
  /** How far what is told of it goes. `established`: the court's own document, or an official publication, is cited. */
  standing: Standing;
  incidents: Id[];
  companies: Id[];
  lang: Lang;
  title: string;
  court: string;
  outcome: string;
}

/** Something that was done in a case, on a day as far as one is known. */
export interface Stage {
  id: Id;
  caseId: Id;
  date: PartialDate | null;
  kind: StageKind;
  /** Its place among those of its case, where somebody gave it one. */
  position: number | null;
  /** As that of a case. */
  standing: Standing;
  lang: Lang;
  what: string;
}

/** What those who were harmed, or their families, obtained; or, on a day, that they obtained nothing. */
export interface Redress {
  id: Id;
  caseId: Id | null;
  incidentId: Id | null;
  kind: RedressKind;
  date: PartialDate | null;
  /** In whole units of the currency, as PostgreSQL writes a number; null: no sum is known. */
  amount: string | null;
  currency: string | null;
  standing: Standing;
  lang: Lang;
  what: string;
}

/**
 * @returns stages in the order in which they happened. One without a day stands after the one before it in the record,
 * which is where its source tells it; of two that began on one day the one of the record's order comes first.
 */
export function inOrder<S extends Pick<Stage, 'id' | 'date' | 'position'>>(stages: readonly S[]): S[] {
  const told = stages.toSorted((a, b) => placeOf(a) - placeOf(b) || a.id.localeCompare(b.id));
  let day = '';
  const dated = told.map((stage) => {
    day = stage.date === null ? day : possibleRange(stage.date).from;
    return { stage, day };
  });
  return dated.toSorted((a, b) => a.day.localeCompare(b.day)).map(({ stage }) => stage);
}

const placeOf = ({ position }: Pick<Stage, 'position'>) => position ?? Number.MAX_SAFE_INTEGER;
