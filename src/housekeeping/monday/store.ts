import { type Generated, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import type { Grant } from '../../staff/model.ts';

interface MondayMailOffTable {
  staff_id: Id;
  at: Generated<Date>;
}
interface MondayMailTable {
  staff_id: Id;
  week: string;
  at: Generated<Date>;
  lines: number;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    monday_mail: MondayMailTable;
    monday_mail_off: MondayMailOffTable;
  }
}

export interface Reader {
  id: Id;
  grants: Grant[];
}

/** @returns who is still to be written to for a week: who wants the mail, and was there before that Monday. */
export async function listReaders(db: Db, week: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select s.id, (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'campaignId', r.campaign_id)), '[]')
      from staff_role r where r.staff_id = s.id) as grants
    from staff s where s.left_at is null and s.created_at < ${week}::date
      and not exists (select from monday_mail_off o where o.staff_id = s.id)
      and not exists (select from monday_mail m where m.staff_id = s.id and m.week = ${week}::date)
    order by s.id`.execute(db);
  return rows;
}

/**
 * Notes that a person's mail of a week is written, and puts it into the outbox where something waits, in one
 * transaction: whoever comes second finds the note and writes nothing.
 */
export async function writeOnce(db: Db, staffId: Id, week: string, lines: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('monday_mail')
      .values({ staff_id: staffId, week, lines })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n || lines === 0) return false;
    await queueMail(tx, 'monday', 'staff_id', staffId, { patient: true });
    return true;
  });
}

/** Whether somebody of the staff wants the Monday mail. */
export async function wantsMonday(db: Db, staffId: Id): Promise<boolean> {
  const off = await db
    .selectFrom('monday_mail_off')
    .select('staff_id')
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return off === undefined;
}

/** Switches the Monday mail of one person on or off. */
export async function setMonday(db: Db, staffId: Id, wanted: boolean): Promise<void> {
  if (wanted) await db.deleteFrom('monday_mail_off').where('staff_id', '=', staffId).execute();
  else
    await db
      .insertInto('monday_mail_off')
      .values({ staff_id: staffId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
