import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';

/** What the database knows of the state of the site. */
export interface Health {
  databaseBytes: number;
  fileBytes: number;
  waitingMails: number;
  keptMails: number;
  /** Begin of the last backup that succeeded, and of the last restore of one that did. */
  lastBackup: Date | null;
  lastTest: Date | null;
  /** Whether the newest backup that ended has failed, and why. */
  failedBackup: string | null;
}

/** @returns sizes, mails and backups, in one query. */
export async function readHealth(db: Db): Promise<Health> {
  const { rows } = await sql<Health>`
    select pg_database_size(current_database()) as "databaseBytes",
      (select coalesce(sum(bytes), 0)::bigint from file) as "fileBytes",
      (select count(*)::int from outbox where due_at < 'infinity') as "waitingMails",
      (select count(*)::int from kept_mail) as "keptMails",
      (select max(begun_at) from backup_run where kind = 'backup' and outcome = 'done') as "lastBackup",
      (select max(begun_at) from backup_run where kind = 'test' and outcome = 'done') as "lastTest",
      (select case outcome when 'failed' then reason end from backup_run where kind = 'backup' and outcome is not null
        order by asked_at desc limit 1) as "failedBackup"`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a select without a table returns one row');
  return row;
}
