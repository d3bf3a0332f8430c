import type { Id } from '../foundation/database/id.ts';
import type { PartialDate } from '../foundation/text/partial-date.ts';

/** How far a statement goes. `established`: a court or an official inquiry found it. */
export const standings = ['alleged', 'reported', 'established', 'disputed'] as const;
export type Standing = (typeof standings)[number];

const firmness: readonly Standing[] = ['alleged', 'disputed', 'reported', 'established'];

/** @returns the standing that claims less: of what is told of a company, never more than its own part is known to be. */
export function weaker(a: Standing, b: Standing): Standing {
  return firmness.indexOf(a) < firmness.indexOf(b) ? a : b;
}

/**
 * How a period ends. `known`: on its `to`. `past`: it ended, no source says when. `ongoing`: as of a day, by a source.
 * `unknown` says nothing of today, and is never read as ongoing.
 */
export const ends = ['known', 'past', 'ongoing', 'unknown'] as const;
export type End = (typeof ends)[number];

/** A period in the columns of its table. */
export interface PeriodColumns {
  valid_from: PartialDate | null;
  valid_to: PartialDate | null;
  end_is: End;
  ongoing_as_of: string | null;
  ongoing_source: Id | null;
}
