import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';

/** @returns when the next publication begins after this time; null where none is to come. */
export async function readNextPublication(db: Db, after: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from publication where ended_at is null and at > ${after} order by at limit 1`.execute(db);
  return rows[0]?.at ?? null;
}
