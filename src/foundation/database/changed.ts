import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** The channel on which the database says what has changed; the page cache listens. */
export const changedChannel = 'tadamun_changed';

/**
 * Tells, when the surrounding transaction commits, that what these tags name has changed. PostgreSQL folds equal
 * notifications of one transaction into one.
 * @param tags kinds (`news`) and ids; no commas. A payload holds less than 8,000 bytes, a tag at most 64.
 */
export async function notifyChanged(db: Kysely<Tables>, tags: readonly string[]): Promise<void> {
  await sql`select pg_notify(${changedChannel}, ${tags.join(',')})`.execute(db);
}
