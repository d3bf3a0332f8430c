import type { Harmed } from './model.ts';

/**
 * The parts of the figure of people killed by companies' own staff. `killed`: what the sum is made of. `unknown`: it was
 * they, and no source says how many died. `alleged`: that it was so is only alleged; in no sum.
 */
export const figureParts = ['killed', 'unknown', 'alleged'] as const;
export type FigurePart = (typeof figureParts)[number];

/** People of one group that companies' own staff killed; `who` null: several groups at once, or none is named. */
export interface KilledOf {
  who: Harmed | null;
  incidents: number;
  min: number;
  max: number;
}

/** People killed by companies' own staff, as far as it is more than alleged. */
export interface KillingsByCompanies {
  /** Incidents that the sum is made of: in each at least one person was killed. */
  incidents: number;
  min: number;
  max: number;
  /** The same sum by who was killed, the greatest first. */
  of: KilledOf[];
  /** What of it stands in incidents of which accounts contradict each other. */
  disputed: { incidents: number; min: number; max: number };
  /** Incidents beside these whose figure is unknown: never none. */
  unknown: number;
  /** Incidents that are only alleged, with their own figures; `unknown` of them have none. */
  alleged: { incidents: number; min: number; max: number; unknown: number };
}

/** The list of the incidents that a part of the figure is made of, below the language. @param who only those of this group. */
export function listOfFigure(part: FigurePart, who: Harmed | null = null): string {
  return `/record/incidents?${who === null ? '' : `harmed=${who}&`}figure=${part}`;
}
