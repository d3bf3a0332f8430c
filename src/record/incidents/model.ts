import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';

/** The furthest step found in the sources; proceedings, not guilt. */
export const accountabilities = [
  'none',
  'investigated',
  'sued',
  'prosecuted',
  'convicted',
  'pardoned',
  'settled',
  'judgment',
  'dismissed',
] as const;
export type Accountability = (typeof accountabilities)[number];

/** What an incident is filed under: what the account is about, never a finding. */
export const incidentKinds = [
  'killing',
  'torture',
  'shooting',
  'trafficking',
  'labour-abuse',
  'fraud',
  'weapons',
  'detention',
  'other',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** Who was harmed. `guard` is one of another service, `company-guard` one of the company itself. */
export const harmedGroups = [
  'civilian',
  'detainee',
  'guard',
  'company-guard',
  'contract-worker',
  'military',
] as const;
export type Harmed = (typeof harmedGroups)[number];

/** By whom. Only deaths by `company-staff` are deaths caused by a company's people. */
export const harmDoers = [
  'company-staff',
  'company-staff-and-others',
  'subcontractor',
  'armed-group',
  'other',
] as const;
export type HarmedBy = (typeof harmDoers)[number];

/**
 * As what a company was involved. `staff-acted`: its own people did it. `employer-of-the-harmed`: those who suffered worked
 * for it. `principal`: a company that worked for it under a contract is part of the account, as the one that did it or as the
 * employer of those who suffered. `involved`: in any other way, which the account tells.
 */
export const involvementRoles = ['staff-acted', 'employer-of-the-harmed', 'principal', 'involved'] as const;
export type InvolvementRole = (typeof involvementRoles)[number];

/** How exactly a place is known. */
export const placePrecisions = ['exact', 'city', 'governorate', 'country'] as const;
export type PlacePrecision = (typeof placePrecisions)[number];

/** A figure from its least to its greatest; null is 'figure unknown', never none. */
export type Figure = { min: number; max: number } | null;

export interface Incident {
  id: Id;
  slug: string;
  date: PartialDate;
  /** The last day, where it went on for several. */
  dateTo: PartialDate | null;
  /** The gravest first. */
  kinds: IncidentKind[];
  killed: Figure;
  injured: Figure;
  harmed: Harmed[];
  harmedBy: HarmedBy | null;
  accountability: Accountability;
  standing: Standing;
  companies: Id[];
  /** How surely each of them had part in it. */
  parts: Record<Id, Standing>;
  lang: Lang;
  title: string;
  place: string;
  summary: string;
  unadopted: boolean;
}

/**
 * Whether figures of killed and injured belong beside an incident. Beside a dispute about bills "killed: figure
 * unknown" would say something that no source says; where shots were fired or people held, it is what is known.
 */
export function hasBodilyFigures(incident: Pick<Incident, 'kinds' | 'killed' | 'injured'>): boolean {
  const bodily = incident.kinds.some((kind) => ['killing', 'shooting', 'torture'].includes(kind));
  return bodily || incident.killed !== null || incident.injured !== null;
}
