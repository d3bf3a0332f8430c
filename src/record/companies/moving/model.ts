import type { Id } from '../../../foundation/database/id.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';

/** Where a move of statements from one company to another changes a row. */
export type Place =
  | 'company_name'
  | 'succession'
  | 'ownership'
  | 'contract'
  | 'response'
  | 'incident_company'
  | 'case_company'
  | 'publication'
  | 'former_slug';

/** Columns of a row, as JSON. */
export type Columns = Readonly<Record<string, unknown>>;

/** One row that a move changes: its columns before and after. Null: there was, or is, no row. */
export interface Change {
  place: Place;
  thingId: Id;
  kind: ThingKind;
  before: Columns | null;
  after: Columns | null;
}

/** Two companies that are one, or one that is two. */
export interface Move {
  id: Id;
  kind: 'merge' | 'split';
  fromCompany: Id;
  toCompany: Id;
  chosen: Id[];
  why: string;
  proposedBy: string;
  proposedAt: Date;
  refusedBy: string | null;
  refusedAt: Date | null;
  doneBy: string | null;
  doneAt: Date | null;
  undoWhy: string | null;
  undoBy: string | null;
  undoAt: Date | null;
  undoneBy: string | null;
  undoneAt: Date | null;
}

/** How far a move has come. */
export type MoveState = 'proposed' | 'refused' | 'done' | 'undo-proposed' | 'undone';

/** @returns how far a move has come. */
export function stateOfMove(move: Pick<Move, 'refusedAt' | 'doneAt' | 'undoAt' | 'undoneAt'>): MoveState {
  if (move.refusedAt !== null) return 'refused';
  if (move.doneAt === null) return 'proposed';
  if (move.undoneAt !== null) return 'undone';
  return move.undoAt === null ? 'done' : 'undo-proposed';
}
