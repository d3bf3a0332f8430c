import type { ColumnType, Generated } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';

interface AuditTable {
  id: Id;
  at: Generated<Date>;
  actor: string;
  action: string;
  route: Generated<string>;
  thing_id: Id | null;
  subject: string | null;
  outcome: Generated<'done' | 'refused'>;
  detail: ColumnType<Record<string, unknown>, string | undefined, never>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    audit: AuditTable;
  }
}

/** One line of the audit log. No personal data of signatories, no token, no text of a form goes into `detail`. */
export interface AuditEntry {
  actor: string;
  action: string;
  route?: string;
  thingId?: Id | null;
  /** What it was done to, where that is no thing: `signature:<id>`, `staff:<id>`, `backup:<name>`. */
  subject?: string | null;
  outcome?: 'done' | 'refused';
  detail?: Record<string, unknown>;
}

/** Adds a line to the audit log; give the transaction of the change where there is one. */
export async function audit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      id: newId(),
      actor: entry.actor,
      action: entry.action,
      route: entry.route ?? '',
      thing_id: entry.thingId ?? null,
      subject: entry.subject ?? null,
      outcome: entry.outcome ?? 'done',
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}
