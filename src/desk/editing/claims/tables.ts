import type { Generated } from 'kysely';
import type { Id } from '../../../foundation/database/id.ts';

interface ClaimWorkingTable {
  thing_id: Id;
  actor: string;
  at: Generated<Date>;
}
interface ClaimReturnTable {
  id: Id;
  thing_id: Id;
  reviewer: string;
  at: Generated<Date>;
  revisions: number;
  reason: string;
}
interface CitationDraftTable {
  thing_id: Id;
  source_id: Id;
  field: string | null;
  page: string | null;
  quotation: string | null;
  position: number;
}

declare module '../../../foundation/database/tables.ts' {
  interface Tables {
    claim_working: ClaimWorkingTable;
    claim_return: ClaimReturnTable;
    citation_draft: CitationDraftTable;
  }
}
