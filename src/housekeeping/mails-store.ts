import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';

/** How the mails are, without a word of whom they go to. */
export interface MailState {
  waiting: number;
  failed: number;
  kept: number;
  /** What relays said of those that did not go out, most frequent first. */
  reasons: { reason: string; n: number }[];
}

/** @returns how many mails wait, how many were given up, and for which reasons. */
export async function readMailState(db: Db): Promise<MailState> {
  const { rows } = await sql<MailState>`
    select (select count(*)::int from outbox where due_at < 'infinity') as waiting,
      (select count(*)::int from outbox where due_at = 'infinity') as failed,
      (select count(*)::int from kept_mail) as kept,
      (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'n', n) order by n desc), '[]') from (
        select last_error as reason, count(*)::int as n from outbox where last_error is not null group by 1 order by 2 desc limit 10
      ) r) as reasons`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a select without a table returns one row');
  return row;
}

/** Gives mails that were given up another try. */
export async function retryMails(db: Db): Promise<void> {
  await sql`update outbox set due_at = now(), attempts = 0 where due_at = 'infinity'`.execute(db);
}
