import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import '../tables.ts';
import { idleDays } from './terms.ts';

/** Whether a person has left the staff, or never was on it. */
export async function hasLeft(db: Db, staffId: string): Promise<boolean> {
  const { rows } = await sql`select from staff where id = ${staffId} and left_at is null`.execute(db);
  return rows.length === 0;
}

/** Notes that a session is in use, to ten minutes. @returns false when it has ended by lying idle: it is gone then. */
export async function touchSession(db: Db, id: Id): Promise<boolean> {
  const { rows } = await sql<{ idle: boolean; due: boolean }>`
    select updated_at < now() - ${idleDays} * interval '1 day' as idle, updated_at < now() - interval '10 minutes' as due
    from staff_session where id = ${id}`.execute(db);
  const session = rows[0];
  if (!session || session.idle) {
    await db.deleteFrom('staff_session').where('id', '=', id).execute();
    return false;
  }
  if (session.due) await sql`update staff_session set updated_at = now() where id = ${id}`.execute(db);
  return true;
}
