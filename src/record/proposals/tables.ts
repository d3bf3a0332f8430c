import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { ProposalState, ProposalWants } from './model.ts';

interface ProposalTable {
  id: Id;
  origin: 'visitor' | 'import';
  reference: string | null;
  wants: ProposalWants | null;
  kind: ThingKind | null;
  about: Id | null;
  /** As JSON. */
  payload: ColumnType<Record<string, unknown>, string, string>;
  matched: Id | null;
  score: number | null;
  import_run: Id | null;
  lang: Lang | null;
  contact_sealed: Buffer | null;
  made_at: Generated<Date>;
  state: Generated<ProposalState>;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  result: Id | null;
  /** Of those that were declined with a whole flood: with which. */
  batch: Generated<Id | null>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    proposal: ProposalTable;
  }
}
declare module '../../foundation/mail/tables.ts' {
  interface OutboxTable {
    proposal_id: MailSubjectColumn;
  }
  interface KeptMailTable {
    proposal_id: MailSubjectColumn;
  }
}
