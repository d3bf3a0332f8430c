import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Category, CleanupState, Conditions } from './model.ts';

interface CleanupTable {
  id: Id;
  version_id: Id;
  state: Generated<CleanupState>;
  conditions: ColumnType<Conditions, string, never>;
  category: Category;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
  reached: Id | null;
  touched: Generated<number>;
  restored: Generated<number>;
  started_at: ColumnType<Date | null, never, unknown>;
  ended_at: ColumnType<Date | null, never, unknown>;
  undone_at: ColumnType<Date | null, never, unknown>;
}
interface CleanupSignatureTable {
  cleanup_id: Id;
  signature_id: Id;
  event_id: Id;
  public_name: string | null;
  undone: 'restored' | 'gone-on' | null;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    cleanup: CleanupTable;
    cleanup_signature: CleanupSignatureTable;
  }
}
