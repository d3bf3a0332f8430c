import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { type Count, noCount } from './model.ts';

/** One counter at a time in the whole installation, whatever the number of processes. */
const countLock = 0x7ada0001;

/** @returns the count of a version as the counter last wrote it. */
export async function readCount(db: Db, versionId: Id): Promise<Count> {
  const { rows } = await sql<{ kind: 'organisation' | 'person'; listed: number; awaiting: number }>`
    select kind, listed, awaiting from signature_count where version_id = ${versionId}`.execute(db);
  const count = { ...noCount };
  for (const row of rows) {
    if (row.kind === 'organisation') {
      count.organisations = row.listed;
      count.awaiting = row.awaiting;
    } else count.persons = row.listed;
  }
  return count;
}

/** The tag of pages that show the count of a version. */
export function countTag(versionId: Id): string {
  return `count-${versionId}`;
}

/**
 * Takes into the count what has changed since the last time: one statement moves the deltas into the sums, so that
 * a crash leaves each delta either waiting or counted, never both. No signer ever updates a shared row.
 * @returns the versions whose count changed; empty as well when another process counts just now.
 */
export async function takeDeltas(db: Db): Promise<Id[]> {
  return db.transaction().execute(async (tx) => {
    const { rows: lock } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${countLock}) as mine`.execute(tx);
    if (!lock[0]?.mine) return [];
    // A row that begins at nothing, so that the sum below is only ever added: an upsert would hold a lone withdrawal
    // against the rule that no count is negative.
    await sql`insert into signature_count (version_id, kind, listed, awaiting)
      select distinct version_id, kind, 0, 0 from signature_delta on conflict do nothing`.execute(tx);
    const { rows } = await sql<{ id: Id }>`
      with taken as (delete from signature_delta where (version_id, kind) in (select version_id, kind from signature_count) returning *),
      sums as (select version_id, kind, sum(listed) as listed, sum(awaiting) as awaiting from taken group by 1, 2)
      update signature_count c set listed = c.listed + s.listed, awaiting = c.awaiting + s.awaiting, counted_at = now()
      from sums s where c.version_id = s.version_id and c.kind = s.kind
      returning c.version_id as id`.execute(tx);
    if (rows.length > 0)
      await notifyChanged(
        tx,
        rows.map((row) => countTag(row.id)),
      );
    return rows.map((row) => row.id);
  });
}

/**
 * Counts again from nothing, from the signatures themselves. Waits for a counter that is at work; signers wait for
 * nothing: what they change meanwhile stays a delta, for it was not visible to this transaction.
 * The lock is taken before the transaction begins, or its snapshot would be older than the counter it waited for.
 */
export async function rebuildCount(db: Db): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${countLock})`.execute(connection);
    try {
      await connection
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          await sql`delete from signature_delta`.execute(tx);
          await sql`delete from signature_count`.execute(tx);
          const { rows } = await sql<{ id: Id }>`
          insert into signature_count (version_id, kind, listed, awaiting)
          select version_id, kind, count(*) filter (where state = 'listed'), count(*) filter (where state = 'confirmed')
          from signature where state in ('listed', 'confirmed') group by 1, 2 returning version_id as id`.execute(
            tx,
          );
          if (rows.length > 0)
            await notifyChanged(
              tx,
              rows.map((row) => countTag(row.id)),
            );
        });
    } finally {
      await sql`select pg_advisory_unlock(${countLock})`.execute(connection);
    }
  });
}
