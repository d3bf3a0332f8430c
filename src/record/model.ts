import type { Id } from '../foundation/database/id.ts';
import type { PartialDate } from '../foundation/text/partial-date.ts';

/** How far a statement goes. `established`: a court or an official inquiry found it. */
export const standings = ['alleged', 'reported', 'established', 'disputed'] as const;
export type Standing = (typeof standings)[number];

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
