import type { Generated } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';

interface MailTrialTable {
  id: Id;
  staff_id: Id;
  asked_at: Generated<Date>;
  ended_at: Date | null;
  outcome: 'sent' | 'failed' | null;
  reason: string | null;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    mail_trial: MailTrialTable;
  }
}

/** Asks the jobs process to send somebody of the staff a mail. One at a time. */
export async function askTrial(db: Db, staffId: Id): Promise<void> {
  await sql`insert into mail_trial (id, staff_id) select ${newId()}, ${staffId}
    where not exists (select from mail_trial where outcome is null and asked_at > now() - interval '5 minutes')`.execute(
    db,
  );
}

export interface Trial {
  askedAt: Date;
  outcome: 'sent' | 'failed' | null;
  reason: string | null;
}

/** @returns the mail that somebody last sent to themselves; null for none. */
export async function readLastTrial(db: Db): Promise<Trial | null> {
  const { rows } = await sql<Trial>`
    select asked_at as "askedAt", outcome, reason from mail_trial order by asked_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** @returns the trial that waits, with whom it goes to; null when none does. */
export async function nextTrial(
  db: Db,
): Promise<{ id: Id; name: string; email: string; lang: 'en' | 'ar' } | null> {
  const { rows } = await sql<{ id: Id; name: string; email: string; lang: 'en' | 'ar' }>`
    select m.id, s.name, s.email, s.lang from mail_trial m join staff s on s.id = m.staff_id
    where m.outcome is null order by m.asked_at limit 1`.execute(db);
  return rows[0] ?? null;
}

/** @param reason of a failure: the relay's code, never an address. */
export async function endTrial(
  db: Db,
  id: Id,
  outcome: 'sent' | 'failed',
  reason: string | null,
): Promise<void> {
  await sql`update mail_trial set outcome = ${outcome}, reason = ${reason}, ended_at = now() where id = ${id}`.execute(
    db,
  );
}
