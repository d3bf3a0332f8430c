import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { StepKind } from './model.ts';

interface VerificationTable {
  id: Id;
  signature_id: Id;
  kind: StepKind;
  at: Generated<Date>;
  decided_by: string;
  reason: string | null;
  seen_on: ColumnType<string | null, string | null, never>;
  officers_sealed: Buffer | null;
  /** Set by the database, from the upload that is the letter of the step. */
  document_sha256: ColumnType<Buffer | null, never, never>;
  member_id: Id | null;
  ended_at: ColumnType<Date | null, never, unknown>;
  ended_by: ColumnType<string | null, never, string>;
  ended_reason: ColumnType<string | null, never, string>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    verification: VerificationTable;
    left_quietly: { signature_id: Id; at: Generated<Date> };
  }
}
