import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../database/id.ts';

/**
 * What has to be mailed. Of the columns that say what a mail is about exactly one is set in a row; each slice adds its
 * own to this and the next by `declare module`.
 */
export interface OutboxTable {
  id: Id;
  kind: string;
  patient: Generated<boolean>;
  made_at: Generated<Date>;
  due_at: Generated<Date>;
  attempts: Generated<number>;
  last_error: string | null;
}

/** Mails that could not go out because there is no relay. */
export interface KeptMailTable {
  id: Id;
  kind: string;
  sealed: Buffer;
  made_at: Generated<Date>;
}

/** A column of the outbox that says what a mail is about. */
export type MailSubject = Exclude<
  keyof OutboxTable,
  'id' | 'kind' | 'patient' | 'made_at' | 'due_at' | 'attempts' | 'last_error'
>;

/** The type of such a column. */
export type MailSubjectColumn = ColumnType<Id | null, Id | null | undefined, never>;

declare module '../database/tables.ts' {
  interface Tables {
    outbox: OutboxTable;
    kept_mail: KeptMailTable;
  }
}
