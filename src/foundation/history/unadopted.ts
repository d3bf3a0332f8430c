import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { ThingKind } from './tables.ts';
import { isUnadopted } from './visible.ts';

/**
 * @returns when the newest of those public things of a kind was published that came with the software and wait to be
 * adopted; null when none waits. For the notice beside them.
 */
export async function readUnadoptedSince(db: Db, kind: ThingKind): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(p.at) as at from thing t join publication p on p.thing_id = t.id and p.ended_at is null and p.at <= now()
    where t.kind = ${kind} and ${isUnadopted(sql`t.id`)}`.execute(db);
  return rows[0]?.at ?? null;
}
