import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';

interface SignatureMergeTable {
  event_id: Id;
  kept_id: Id;
  merged_id: Id;
}
interface SignatureCorrectionTable {
  id: Id;
  signature_id: Id;
  at: Generated<Date>;
  actor: string;
  /** Noted by the database. */
  name_before: ColumnType<string | null, never, never>;
  name_ar_before: ColumnType<string | null, never, never>;
  name_after: string;
  name_ar_after: string | null;
  key_after: ColumnType<null, string | null, never>;
  key_ar_after: ColumnType<null, string | null, never>;
  search_key: ColumnType<null, string | null, never>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    signature_merge: SignatureMergeTable;
    signature_correction: SignatureCorrectionTable;
  }
}
