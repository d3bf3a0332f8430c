import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { type Id, newId } from '../database/id.ts';
import type { MailSubject } from './tables.ts';

/** How long a taken mail is nobody else's. A process that dies meanwhile loses nothing: the mail is due again. */
const lease = sql`interval '5 minutes'`;

/** A mail of the outbox, taken to be sent. */
export interface Due {
  id: Id;
  kind: string;
  attempts: number;
  /** The ids of what it may be about, by column; all but one are null. */
  about: Partial<Record<MailSubject, Id | null>>;
}

/** Asks for a mail; give the transaction of what it tells of. `patient`: let those who wait for theirs go first. */
export async function queueMail(
  db: Db,
  kind: string,
  subject: MailSubject,
  id: Id,
  { patient = false }: { patient?: boolean } = {},
): Promise<void> {
  await sql`insert into outbox (id, kind, ${sql.ref(subject)}, patient) values (${newId()}, ${kind}, ${id}, ${patient})`.execute(
    db,
  );
}

/** Takes due mails for this process: others skip them. */
export async function claimMails(db: Db, limit: number): Promise<Due[]> {
  const { rows } = await sql<{ id: Id; kind: string; attempts: number } & Due['about']>`
    update outbox o set due_at = now() + ${lease}
    from (select id from outbox where due_at <= now() order by patient, due_at limit ${limit} for update skip locked) due
    where o.id = due.id
    returning o.*`.execute(db);
  return rows.map(({ id, kind, attempts, ...about }) => ({ id, kind, attempts, about }));
}

/** @returns whether any mail is due. */
export async function isMailDue(db: Db): Promise<boolean> {
  const row = await sql`select from outbox where due_at <= now() limit 1`.execute(db);
  return row.rows.length > 0;
}

/** The mail has gone out, or has lost its reason. */
export async function dropMail(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Puts a mail off: 1, 2, 4 … minutes, six hours at most; for good (`infinity`) when it was given up. */
export async function postponeMail(db: Db, id: Id, reason: string, gaveUp: boolean): Promise<void> {
  await sql`
    update outbox set attempts = attempts + 1, last_error = ${reason},
      due_at = case when ${gaveUp} then 'infinity' else now() + least(interval '6 hours', interval '1 minute' * power(2, attempts)) end
    where id = ${id}`.execute(db);
}

/** Moves a mail from the outbox to the kept ones, in one step. It dies there with what it is about. */
export async function keepMail(
  db: Db,
  outboxId: Id,
  kept: { id: Id; kind: string; subject: MailSubject; subjectId: Id; sealed: Buffer },
): Promise<void> {
  await sql`
    with gone as (delete from outbox where id = ${outboxId})
    insert into kept_mail (id, kind, ${sql.ref(kept.subject)}, sealed)
    values (${kept.id}, ${kept.kind}, ${kept.subjectId}, ${kept.sealed})`.execute(db);
}

export async function listKeptMails(
  db: Db,
  limit: number,
): Promise<{ id: Id; kind: string; sealed: Buffer; madeAt: Date }[]> {
  const rows = await db
    .selectFrom('kept_mail')
    .select(['id', 'kind', 'sealed', 'made_at'])
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, sealed: row.sealed, madeAt: row.made_at }));
}

/** @returns how many mails wait, and how many were given up, with the newest reason. */
export async function outboxState(
  db: Db,
): Promise<{ waiting: number; failed: number; reason: string | null }> {
  const { rows } = await sql<{ waiting: number; failed: number; reason: string | null }>`
    select count(*) filter (where due_at < 'infinity') as waiting, count(*) filter (where due_at = 'infinity') as failed,
      (select last_error from outbox where last_error is not null order by made_at desc limit 1) as reason
    from outbox`.execute(db);
  return rows[0] ?? { waiting: 0, failed: 0, reason: null };
}

/** Gives the mails that were given up another try. @returns how many. */
export async function retryFailed(db: Db): Promise<number> {
  const { numAffectedRows } =
    await sql`update outbox set due_at = now(), attempts = 0 where due_at = 'infinity'`.execute(db);
  return Number(numAffectedRows ?? 0);
}
