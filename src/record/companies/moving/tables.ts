import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Id } from '../../../foundation/database/id.ts';
import type { Columns, Place } from './model.ts';

interface CompanyMoveTable {
  id: Id;
  kind: 'merge' | 'split';
  from_company: Id;
  to_company: Id;
  chosen: ColumnType<Id[], Id[] | undefined, never>;
  why: string;
  proposed_by: string;
  proposed_at: Generated<Date>;
  refused_by: string | null;
  refused_at: Date | null;
  done_by: string | null;
  done_at: Date | null;
  undo_why: string | null;
  undo_by: string | null;
  undo_at: Date | null;
  undone_by: string | null;
  undone_at: Date | null;
}
interface CompanyMovedTable {
  move_id: Id;
  position: number;
  place: Place;
  thing_id: Id;
  before: JSONColumnType<Columns> | null;
  after: JSONColumnType<Columns> | null;
}

declare module '../../../foundation/database/tables.ts' {
  interface Tables {
    company_move: CompanyMoveTable;
    company_moved: CompanyMovedTable;
  }
}
