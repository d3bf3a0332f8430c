import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { Accountability } from '../../incidents/model.ts';
import type { Standing } from '../../model.ts';
import type { CaseStatus, RedressKind } from '../model.ts';

/**
 * The furthest steps that an incident can have reached, the furthest first. `pardoned` stands first: those who were pardoned
 * had been convicted. `none` says only that no step was found in the sources.
 */
export const steps = [
  'pardoned',
  'convicted',
  'judgment',
  'settled',
  'dismissed',
  'prosecuted',
  'sued',
  'investigated',
  'none',
] as const satisfies readonly Accountability[];

/** What a scoreboard is narrowed to. */
export type Steps = Accountability | 'all';

/** @returns the step that an address asks for; null for what is none. */
export function stepIn(text: string | undefined): Steps | null {
  return text === 'all' ? 'all' : (steps.find((step) => step === text) ?? null);
}

/** How far justice goes, in columns: an incident on record reaches one of them. */
export const columns = ['recorded', 'investigated', 'charged', 'decided', 'convicted'] as const;

/** @returns the number of the column, from 0, at which the line of an incident ends. */
export function columnOf(step: Accountability): number {
  switch (step) {
    case 'none':
      return 0;
    case 'investigated':
      return 1;
    case 'sued':
    case 'prosecuted':
      return 2;
    case 'dismissed':
    case 'settled':
    case 'judgment':
      return 3;
    case 'convicted':
    case 'pardoned':
      return 4;
  }
}

/** An incident, the furthest step found, and what those who were harmed obtained as far as the record says. */
export interface ScoreLine {
  id: Id;
  slug: string;
  date: PartialDate;
  /** Where it lasted. */
  dateTo: PartialDate | null;
  reached: Accountability;
  /** How surely it happened as it is told. */
  standing: Standing;
  /** Whether anybody is on record as harmed: to others nothing is owed. */
  harmed: boolean;
  lang: Lang;
  title: string;
  cases: { id: Id; slug: string; status: CaseStatus; standing: Standing; lang: Lang; title: string }[];
  redress: {
    id: Id;
    /** The case of which it came; null where it came of none. */
    caseId: Id | null;
    kind: RedressKind;
    amount: string | null;
    currency: string | null;
    date: PartialDate | null;
  }[];
}
