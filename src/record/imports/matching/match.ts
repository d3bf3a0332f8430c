import type { Id } from '../../../foundation/database/id.ts';
import { type MatchReason, sameFrom } from '../../names/matching/compare.ts';

/**
 * From this score on a row is proposed as what is there already, whatever its kind and however it was compared. It is that of
 * the names matcher, whose precision and recall are measured at it; likeness of titles has no better one of its own.
 */
export const takenFrom = sameFrom;
/**
 * From this score on what is there is shown beside a row that is proposed as new. Of names the matcher itself says what is
 * near: one in which all of the other is.
 */
export const nearFrom = 0.6;
/** So many that are near are kept for a row: the one that it is taken for, and who else it may be. */
export const mostNear = 3;

/** How a row was matched. */
export type MatchedBy =
  /** Its id or slug says so, its title is alike, or what it is told from others of one company or case by is the same. */
  | { what: 'id' | 'slug' | 'title' | 'part' }
  /** By a name: which one, and why it is held for the same. */
  | { what: 'name'; name: string; lang: string; written: string; reasons: MatchReason[] };

/** What is there already, as a row may mean it. */
export interface Near {
  id: Id;
  title: string;
  /** From 0 to 1. */
  score: number;
  by: MatchedBy;
}

/** What a row is taken for, or only near to, and what else it may be. */
export interface RowMatch extends Near {
  others: Near[];
}

/** Whether a row is proposed as this. */
export const isTaken = ({ score }: Pick<Near, 'score'>): boolean => score >= takenFrom;

/** @returns the best of what is near, with the others; null for none. */
export function bestOf(near: readonly Near[]): RowMatch | null {
  const [best, ...others] = near
    .toSorted((a, b) => b.score - a.score)
    .filter((one, at, all) => all.findIndex(({ id }) => id === one.id) === at)
    .slice(0, mostNear);
  return best ? { ...best, others } : null;
}
